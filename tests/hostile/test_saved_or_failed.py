"""A command that failed has written nothing, and a command that wrote has not failed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.books import a_book, typed
from tests.support.cli import PROGRAM, Done, run_here
from tests.support.zips import changed, part_with

COMMANDS = [
    pytest.param(["fill", "book.xlsx", "-o", "out.xlsx"], id="fill"),
    pytest.param(["fill", "book.xlsx", "--in-place"], id="fill in place"),
    pytest.param(["fill", "book.xlsx", "-o", "out.xlsx", "--json"], id="fill as JSON"),
    pytest.param(["roll-forward", "book.xlsx", "-o", "out.xlsx"], id="roll-forward"),
    pytest.param(["return", "book.xlsx", "-o", "out.xlsx"], id="return"),
    pytest.param(["consolidate", "book.xlsx", "-o", "out.xlsx"], id="consolidate"),
    pytest.param(["consolidate", "book.xlsx", "--data", "out.csv"], id="the table"),
    pytest.param(["rate", "rates.csv", "-o", "out.csv"], id="rate"),
    pytest.param(
        ["new", "--measures", "m.csv", "--year", "2021/22", "--quarter", "Q3", "-o", "out.xlsx"],
        id="new",
    ),
    pytest.param(["fill", "book.xlsx", "two.xlsx", "--output-dir", "out"], id="fill many"),
    pytest.param(["return", "book.xlsx", "two.xlsx", "--output-dir", "out"], id="return many"),
]


#: A folder that cannot be made is said as that, with the reason.
NO_ROOM = ("[disk-full]", "[scratch-failed]", "[folder-not-made]")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    typed(a_book(tmp_path, {"Ref": "A1", "Target": 5}), {"H6": 0.06})
    typed(a_book(tmp_path, {"Ref": "B1", "Target": 5}, name="two.xlsx"), {"H6": 0.06})
    (tmp_path / "rates.csv").write_text("Ref,Actual,Target\nA1,5,6\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text(
        "Ref,Measure,Unit,Which way is good\nA1,a,count,higher\n", encoding="utf-8"
    )
    return tmp_path


def _outputs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("out*"))


@pytest.mark.parametrize("old", ["1e308", "-1.7e308", "1e-320", "9e999", "1e15"])
@pytest.mark.parametrize("columns", ["H", "IJK", "MNOPQRST"])
def test_no_old_value_of_a_cell_ends_a_fill_after_it_is_written(
    tmp_path: Path, old: str, columns: str
) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    typed(book, {"H6": 0.06, **{f"{column}6": 123454321 for column in columns}})
    sheet = part_with(book, b"123454321")
    odd = tmp_path / "odd.xlsx"
    changed(book, odd, {sheet: lambda part: part.replace(b"123454321", old.encode())})

    _agrees(run_here("fill", odd, "-o", "out.xlsx", cwd=tmp_path), tmp_path)


def _agrees(done: Done, folder: Path) -> None:
    if done.returncode == 3:
        assert _outputs(folder) == [], done.stderr
    else:
        assert done.returncode in (0, 1), done.stderr
        assert _outputs(folder) != []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "link"])
def test_a_full_disk_is_said_at_every_step_and_leaves_no_output(
    desk: Path, command: list[str], call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in desk.iterdir() if path.is_file()}
    _fill_the_disk(monkeypatch, call)

    done = run_here(*command, cwd=desk)

    monkeypatch.undo()
    assert "Traceback" not in done.stderr
    if call in ("write", "fsync"):
        assert done.returncode == 3
    if done.returncode == 3:
        assert any(code in done.stderr for code in NO_ROOM), done.stderr
        assert [name for name in _outputs(desk) if not (desk / name).is_dir()] == []
    now = {path.name: path.read_bytes() for path in desk.iterdir() if path.name in before}
    if done.returncode == 3:
        assert now == before


def _fill_the_disk(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Let one of the system's calls find no room, as on a disk that is full."""

    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "write":
        open_descriptor = os.fdopen

        def opened(descriptor: int, mode: str = "r", *given: object, **named: object) -> object:
            stream = open_descriptor(descriptor, mode, *given, **named)  # type: ignore[call-overload]
            if "w" in mode or "a" in mode:
                os.close(os.dup(descriptor))
                device = os.open("/dev/full", os.O_WRONLY)
                os.dup2(device, descriptor)
                os.close(device)
            return stream

        monkeypatch.setattr(os, "fdopen", opened)
    else:
        monkeypatch.setattr(os, call, full)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", ["check", "inspect"])
def test_results_that_find_no_room_are_an_error_in_words(desk: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, command, "book.xlsx"],
            cwd=desk,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 3
    assert b"[disk-full]" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipe")
def test_a_reader_that_stops_early_is_no_fault(desk: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{PROGRAM}' inspect book.xlsx | true"],
        cwd=desk,
        capture_output=True,
        check=False,
    )

    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
