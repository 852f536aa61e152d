from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import BOOK, a_desk, contents, results
from tests.support.books import value_under
from tests.support.cli import run

ACTUALS = ("--actuals", "actuals_q3.csv")
PERIOD = ("--period", "Q3 2021/22")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_prints_what_changed_the_scorecard_and_the_file(desk: Path) -> None:
    before = contents(desk)

    done = run("fill", BOOK, *ACTUALS, *PERIOD, "-o", "out.xlsx", cwd=desk)

    said = done.stdout
    assert done.returncode == 1
    assert "H8    PI.426   Actual" in said
    assert "72.1%" in said
    assert "O8    PI.426   Status              Not reported    Off target" in said
    assert "3 improved, 1 unchanged, 1 declined and 1 not judged" in said
    assert "all but one" not in said
    assert "PI.433 is as at 17th January 2022, outside Q3 2021/22" in said
    assert said.rstrip().endswith("out.xlsx.")
    assert contents(desk) == {**before, "out.xlsx": (desk / "out.xlsx").read_bytes()}


def test_json_says_the_same_as_data(desk: Path) -> None:
    done = run("fill", BOOK, *ACTUALS, *PERIOD, "-o", "out.xlsx", "--json", cwd=desk)

    (book,) = results(done)
    assert done.returncode == 1
    assert done.stdout.isascii()
    assert (book["file"], Path(book["output"]).name) == (BOOK, "out.xlsx")
    assert (book["period"], book["scheme"]) == ("Q3 2021/22", "standard")
    change = next(c for c in book["changes"] if (c["ref"], c["column"]) == ("PI.426", "Actual"))
    assert (change["sheet"], change["cell"]) == ("This quarter", "H8")
    assert (change["old"], change["new"]) == (None, 0.721)
    rating = next(r for r in book["ratings"] if r["ref"] == "PI.426")
    assert rating["measure"].startswith("Timeliness")
    assert rating["marker"] is None
    assert (rating["actual"], rating["status"], rating["direction"]) == ("72.1", "off", "declined")
    assert "as-at-outside-period" in {finding["code"] for finding in book["findings"]}
    assert book["without_actual"] == []


def test_a_dry_run_writes_nothing(desk: Path) -> None:
    before = contents(desk)

    done = run("fill", BOOK, *ACTUALS, "--dry-run", cwd=desk)

    assert "Dry run: nothing was written." in done.stdout
    assert contents(desk) == before


@pytest.mark.parametrize(
    ("where", "code", "says"),
    [
        pytest.param(["-o", "out.xlsx"], 1, "nothing was written", id="-o"),
        pytest.param(["--output-dir", "out"], 1, "nothing was written", id="--output-dir"),
        pytest.param(["--in-place"], 1, "nothing was written", id="--in-place"),
        pytest.param(["-o", BOOK], 3, "[output-is-input]", id="onto itself"),
        pytest.param(["-o", "none/out.xlsx"], 3, "[folder-missing]", id="no such folder"),
        pytest.param(["-o", "out.csv"], 3, "[ending-mismatch]", id="another ending"),
        pytest.param(["--output-dir", "measures.csv"], 3, "[folder-not-made]", id="no folder"),
    ],
)
def test_a_dry_run_checks_a_destination_and_writes_nothing(
    desk: Path, where: list[str], code: int, says: str
) -> None:
    before = contents(desk)

    done = run("fill", BOOK, *ACTUALS, "--dry-run", *where, cwd=desk)

    assert done.returncode == code
    assert says in done.stdout + done.stderr
    assert contents(desk) == before
    assert not (desk / "out").exists()


def test_a_file_that_is_there_is_kept_and_that_is_said(desk: Path) -> None:
    for where in (["-o", "out.xlsx"], ["--output-dir", "out"]):
        target = desk / ("out.xlsx" if where[0] == "-o" else f"out/{BOOK}")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(b"somebody's work")

        done = run("fill", BOOK, *ACTUALS, *where, cwd=desk)

        (kept,) = target.parent.glob("*.backup-*")
        assert done.stdout.rstrip().endswith(f"Kept the file that was there as {kept.name}.")
        assert kept.read_bytes() == b"somebody's work"
        kept.unlink()


def test_a_second_fill_in_place_says_so_and_writes_nothing(desk: Path) -> None:
    run("fill", BOOK, *ACTUALS, "--in-place", cwd=desk)
    before = contents(desk)

    done = run("fill", BOOK, *ACTUALS, "--in-place", cwd=desk)
    (book,) = results(run("fill", BOOK, *ACTUALS, "--in-place", "--json", cwd=desk))

    assert done.stdout.rstrip().endswith(f"{BOOK} already says this; not rewritten.")
    assert (book["output"], book["rewritten"], book["kept"]) == (BOOK, False, None)
    assert contents(desk) == before


def test_a_fill_that_fails_leaves_no_folder(desk: Path) -> None:
    done = run("fill", "measures.csv", *ACTUALS, "--output-dir", "out/q3", cwd=desk)

    assert done.returncode == 3
    assert not (desk / "out").exists()


def test_in_place_changes_the_workbook_and_keeps_a_backup(desk: Path) -> None:
    before = contents(desk)

    run("fill", BOOK, *ACTUALS, "--in-place", cwd=desk)

    new = set(contents(desk)) - set(before)
    assert len(new) == 1
    assert contents(desk)[new.pop()] == before[BOOK]
    assert value_under(desk / BOOK, "Actual", "PI.426") == 0.721


def test_several_workbooks_go_into_a_folder(desk: Path) -> None:
    shutil.copy(desk / BOOK, desk / "second.xlsx")

    done = run("fill", BOOK, "second.xlsx", *ACTUALS, "--output-dir", "out", cwd=desk)

    assert done.returncode == 1
    assert sorted(path.name for path in (desk / "out").glob("*.xlsx")) == [BOOK, "second.xlsx"]


def test_one_workbook_that_fails_does_not_stop_the_others(desk: Path) -> None:
    done = run("fill", "measures.csv", BOOK, *ACTUALS, "--output-dir", "out", "--json", cwd=desk)

    assert done.returncode == 1
    assert "measures.csv" in done.stderr
    first, second = results(done)
    assert first["error"]["code"]
    assert second["output"]
    assert [path.name for path in (desk / "out").glob("*.xlsx")] == [BOOK]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param([], "-o, --output-dir, --in-place or --dry-run", id="no destination"),
        pytest.param(["-o", "a.xlsx", "--in-place"], "only one of -o and --in-place", id="two"),
        pytest.param(
            ["-o", "a.xlsx", "--output-dir", "out", "--in-place", "--dry-run"],
            "only one of -o, --output-dir and --in-place",
            id="three destinations",
        ),
        pytest.param(["second.xlsx", "-o", "a.xlsx"], "--output-dir", id="two books, one file"),
        pytest.param(["--dry-run", "--period", "Q3"], "Q3 2021/22", id="half a period"),
        pytest.param(["--dry-run", "--quater", "Q3"], "No such option", id="no such option"),
    ],
)
def test_a_command_line_that_cannot_be_meant_is_explained(
    desk: Path, arguments: list[str], says: str
) -> None:
    before = contents(desk)

    done = run("fill", BOOK, *arguments, cwd=desk)

    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert done.stdout == ""
    assert contents(desk) == before


def test_the_wrong_period_is_refused_with_the_right_one(desk: Path) -> None:
    done = run("fill", BOOK, *ACTUALS, "--period", "Q2 2021/22", "--dry-run", cwd=desk)

    assert done.returncode == 3
    assert "reports Q3 2021/22, not Q2 2021/22" in done.stderr
    assert "[period-mismatch]" in done.stderr


def test_what_was_not_used_is_said(desk: Path) -> None:
    (desk / "some.csv").write_text("Ref,Actual\nPI.426,72.1\nPI.999,5\n", encoding="utf-8")

    done = run("fill", BOOK, "--actuals", "some.csv", "--dry-run", cwd=desk)

    assert "PI.999 is not in childrens_q3.xlsx: not used." in done.stdout
    assert "Without an actual: PI.2249, PI.432, PI.433, PI.2250, PI.2129." in done.stdout


def test_a_second_fill_says_that_nothing_changes(desk: Path) -> None:
    run("fill", BOOK, *ACTUALS, "-o", "out.xlsx", cwd=desk)

    done = run("fill", "out.xlsx", *ACTUALS, "--dry-run", cwd=desk)

    assert "No cell changes" in done.stdout


def test_a_workbook_open_in_excel_is_left_alone_with_a_clear_word(desk: Path) -> None:
    (desk / f"~${BOOK}").write_bytes(b"\x07Officer" + b" " * 157)
    before = contents(desk)

    done = run("fill", BOOK, *ACTUALS, "--in-place", cwd=desk)

    assert done.returncode == 3
    assert "open" in done.stderr
    assert "lose" in done.stderr, "close it"
    assert contents(desk) == before


def test_what_is_only_about_the_run_is_printed_for_those_who_ask(desk: Path) -> None:
    about_the_run = "Excel works out the formulas when it next opens the workbook"

    plain = run("fill", BOOK, *ACTUALS, "-o", "a.xlsx", cwd=desk)
    verbose = run("fill", BOOK, *ACTUALS, "-o", "b.xlsx", "--verbose", cwd=desk)
    (data,) = results(run("fill", BOOK, *ACTUALS, "-o", "c.xlsx", "--json", cwd=desk))

    assert about_the_run not in plain.stdout + plain.stderr
    assert f"Note: {about_the_run}" in verbose.stdout
    assert [note for note in data["run_notes"] if note.startswith(about_the_run)]
    assert set(data["run_notes"]) <= set(data["notes"])


def test_the_file_that_was_kept_is_named_without_asking(desk: Path) -> None:
    run("fill", BOOK, *ACTUALS, "-o", "a.xlsx", cwd=desk)

    other = run("fill", BOOK, "-o", "a.xlsx", cwd=desk)

    assert "Kept the file that was there as" in other.stdout
