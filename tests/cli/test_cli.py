"""The command line as a whole, through real processes: exit codes, streams, terminals."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpibook import __version__
from tests.cli.commands import BOOK, FILLED, a_desk, contents, parsed, results
from tests.support.cli import PROGRAM, run

FILL = ("fill", BOOK, "--actuals", "actuals_q3.csv", "--dry-run")


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files for commands that write nothing."""
    return a_desk(tmp_path_factory.mktemp("cli"))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["-h"], 0, id="short help"),
        pytest.param(["--version"], 0, id="version"),
        pytest.param(["rate", "measures.csv", "--help"], 0, id="help of a command"),
        pytest.param(["check", FILLED], 1, id="findings"),
        pytest.param(list(FILL), 1, id="findings of a fill"),
        pytest.param([], 2, id="no command"),
        pytest.param(["fil"], 2, id="no such command"),
        pytest.param(["check"], 2, id="no workbook"),
        pytest.param(["fill", BOOK], 2, id="no destination"),
        pytest.param(["fill", BOOK, "--dry-run", "--period", "Q5 2021/22"], 2, id="no period"),
        pytest.param(["check", "none.xlsx"], 3, id="no such file"),
        pytest.param(["check", "measures.csv"], 3, id="no workbook's file"),
        pytest.param(["rate", "measures.csv"], 3, id="no column of actuals"),
        pytest.param(["return", "none.xlsx", "-o", "r.xlsx"], 3, id="nothing to return"),
    ],
)
def test_exit_codes_say_how_it_went_and_nobody_sees_a_traceback(
    shared_desk: Path, arguments: list[str], code: int
) -> None:
    before = contents(shared_desk)

    done = run(*arguments, cwd=shared_desk)

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (code in (2, 3)) == bool(done.stderr), "messages are on standard error, results are not"
    assert bool(done.stdout) == (code in (0, 1))
    assert contents(shared_desk) == before


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        pytest.param(["inspect", "none.xlsx"], 3, "file-missing", id="inspect"),
        pytest.param(["rate", "measures.csv"], 3, "heading-missing", id="rate"),
        pytest.param(
            [
                "new",
                "--measures",
                "none.csv",
                "--year",
                "2021/22",
                "--quarter",
                "Q3",
                "-o",
                "n.xlsx",
            ],
            3,
            "file-missing",
            id="new",
        ),
        pytest.param(["fill", BOOK], 2, "usage", id="the command line"),
        pytest.param(["check"], 2, "usage", id="a command line that cannot be parsed"),
    ],
)
def test_with_json_an_error_is_data_too(
    shared_desk: Path, arguments: list[str], code: int, error: str
) -> None:
    done = run(*arguments, "--json", cwd=shared_desk)

    said = parsed(done)["error"]
    assert done.returncode == code
    assert said["code"] == error
    assert list(said) == ["code", "severity", "what", "where", "why", "fix"]
    assert done.stderr


@pytest.mark.parametrize("command", ["check", "fill", "return", "roll-forward"])
def test_several_workbooks_have_their_errors_in_the_same_shape(
    shared_desk: Path, command: str
) -> None:
    more = {"check": [], "return": ["-o", "r.xlsx"]}.get(command, ["--dry-run"])

    (book,) = results(run(command, "none.xlsx", *more, "--json", cwd=shared_desk))

    assert list(book["error"]) == ["code", "severity", "what", "where", "why", "fix"]
    assert (book["error"]["code"], book["error"]["where"]) == ("file-missing", "none.xlsx")


def test_a_message_says_where_what_and_how_to_put_it_right(shared_desk: Path) -> None:
    done = run("check", "measures.csv", cwd=shared_desk)

    assert done.stderr.startswith("Error: measures.csv: ")
    assert done.stderr.rstrip().endswith("]"), "the code that never changes"
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_command_that_is_misspelt_is_guessed(shared_desk: Path) -> None:
    assert "fill" in run("fil", cwd=shared_desk).stderr


def test_it_can_be_run_as_a_module(shared_desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpibook", "--version"],
        cwd=shared_desk,
        capture_output=True,
        text=True,
        check=True,
    )

    assert __version__ in done.stdout


def test_a_fault_of_ours_is_not_taken_for_findings(desk: Path) -> None:
    """A broken installation of a library: not a mock, but what people really have."""
    (desk / "broken").mkdir()
    (desk / "broken" / "xlsxwriter.py").write_text("raise RuntimeError('broken')", encoding="utf-8")

    done = run("return", FILLED, "-o", "r.xlsx", cwd=desk, env={"PYTHONPATH": "broken"})

    assert done.returncode == 3
    assert "fault in kpibook" in done.stderr
    assert done.stdout == ""


# Streams


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "utf-8"])
def test_output_into_a_pipe_never_fails_on_a_character(shared_desk: Path, encoding: str) -> None:
    (shared_desk / "ł.csv").write_text("ref,actual\nŁódź ✔,5\n", encoding="utf-8")
    try:
        done = subprocess.run(
            [PROGRAM, "rate", "ł.csv"],
            cwd=shared_desk,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
    finally:
        (shared_desk / "ł.csv").unlink()

    assert done.returncode == 1, done.stderr.decode(errors="replace")
    said = done.stdout.decode(encoding)
    assert ("Łódź ✔" in said) == (encoding == "utf-8")
    assert ",5,not_rated," in said


def test_a_reader_that_goes_away_is_no_error(desk: Path) -> None:
    rows = "\n".join(f"PI.{n},{n},a longer text to fill the pipe with" for n in range(20_000))
    (desk / "many.csv").write_text(f"ref,actual,measure\n{rows}\n", encoding="utf-8")
    with subprocess.Popen(
        [PROGRAM, "rate", "many.csv"],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()

    assert first.startswith(b"ref,measure,actual,status")
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert process.returncode in (0, 1)


def in_a_terminal(*arguments: str, cwd: Path, **env: str) -> str:
    """What a command prints when standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=cwd,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", **env},
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            said += more
    os.close(ours)
    assert process.returncode in (0, 1)
    return said.decode("utf-8", "replace")


def test_no_color_is_respected_in_a_terminal(shared_desk: Path) -> None:
    said = in_a_terminal("check", FILLED, cwd=shared_desk, NO_COLOR="1")

    assert "PI.433" in said
    assert "\x1b" not in said


def test_a_table_fits_a_narrow_terminal_better_than_a_pipe(shared_desk: Path) -> None:
    narrow = in_a_terminal(*FILL, cwd=shared_desk, COLUMNS="80", NO_COLOR="1")
    piped = run(*FILL, cwd=shared_desk).stdout

    def widest(text: str) -> int:
        rows = [line for line in text.splitlines() if "  PI.433" in line or line[:2] == "PI"]
        return max(map(len, rows))

    assert widest(narrow) < widest(piped)


def test_progress_and_colour_are_never_in_a_pipe(shared_desk: Path) -> None:
    for arguments in (FILL, ("check", FILLED)):
        done = run(*arguments, cwd=shared_desk)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\r" not in done.stdout + done.stderr
        assert done.stderr == ""


def test_a_cell_cannot_command_the_terminal(desk: Path) -> None:
    text = "ref,actual\n\x1b]0;owned\x07PI.1\u202e,5\n"
    (desk / "evil.csv").write_text(text, encoding="utf-8")

    done = run("rate", "evil.csv", cwd=desk)

    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "PI.1" in done.stdout


# Interrupted


def interrupted(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    return process.returncode, said.decode()


def heed_interrupts() -> None:
    """What a shell starts in the background ignores them, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_with_130_and_a_word(desk: Path) -> None:
    """A reader that does not read holds the command where it can be interrupted."""
    table = desk / "many.csv"
    rows = "\n".join(["higher,95,93"] * 20_000)  # more output than a pipe takes
    table.write_text(f"polarity,target,actual\n{rows}\n", encoding="utf-8")
    with subprocess.Popen(
        [PROGRAM, "rate", table.name],
        cwd=desk,
        bufsize=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 no threads here
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"p"
        code, said = interrupted(process)

    assert (code, said.strip()) == (130, "Interrupted.")


def test_an_interrupted_fill_leaves_the_workbook_as_it_was(desk: Path) -> None:
    before = contents(desk)
    with subprocess.Popen(
        [PROGRAM, "fill", BOOK, "--actuals", "actuals_q3.csv", "--in-place"],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 no threads here
    ) as process:
        time.sleep(0.15)
        code, _ = interrupted(process)

    after = contents(desk)
    if code == 130:
        assert after == before
    else:  # it had finished before the signal, or had not begun
        assert code in (1, -signal.SIGINT, 130)
        assert set(before) <= set(after)
    assert not [name for name in after if name.endswith(".tmp")]


def test_objects_are_not_looked_through_once_more_when_the_process_ends() -> None:
    program = (
        "import atexit, gc, sys\n"
        "from kpibook.cli import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1000))\n"
        "main(['--version'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "True"


def test_objects_are_looked_through_seldom_from_the_first_import_on() -> None:
    program = (
        "import gc\n"
        "before = gc.get_stats()[0]['collections']\n"
        "import kpibook.{}\n"
        "print(gc.get_stats()[0]['collections'] - before)\n"
    )
    collections = [
        int(
            subprocess.run(
                [sys.executable, "-c", program.format(module)],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for module in ("cli.show", "__main__", "addin.clicks")
    ]

    # What the package itself imports first is looked through as Python sets it.
    assert max(collections[1:]) < collections[0] / 2
