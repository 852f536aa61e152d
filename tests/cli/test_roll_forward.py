from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import BOOK, FILLED, a_desk, contents, results
from tests.support.books import value_under
from tests.support.cli import run

ROLL = "roll-forward"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_says_what_moved_what_changed_and_where_it_is(desk: Path) -> None:
    before = contents(desk)

    done = run(ROLL, FILLED, "-o", "q4.xlsx", cwd=desk)

    assert done.returncode == 1
    assert "Q3 2021/22 is closed and Q4 2021/22 begins." in done.stdout
    assert "The figures of 6 measures go into the history." in done.stdout
    (status,) = [line for line in done.stdout.splitlines() if line.startswith("O8 ")]
    assert status.split("  ")[-1].strip() == "Not reported"
    assert "Off target" in status
    assert done.stdout.rstrip().endswith("q4.xlsx.")
    assert contents(desk) == {**before, "q4.xlsx": (desk / "q4.xlsx").read_bytes()}
    assert value_under(desk / "q4.xlsx", "Previous quarter", "PI.426") == 0.721


def test_json_says_the_same_as_data(desk: Path) -> None:
    (book,) = results(run(ROLL, FILLED, "-o", "q4.xlsx", "--json", cwd=desk))

    assert (book["closed"], book["period"]) == ("Q3 2021/22", "Q4 2021/22")
    assert book["into_history"][:2] == ["PI.2249", "PI.432"]
    assert book["in_history_already"] == []
    actual = next(c for c in book["changes"] if (c["ref"], c["column"]) == ("PI.426", "Actual"))
    assert (actual["cell"], actual["old"], actual["new"]) == ("H8", 0.721, None)
    assert book["summary"][0] == "Q3 2021/22 is closed and Q4 2021/22 begins."
    assert Path(book["output"]).name == "q4.xlsx"


def test_in_place_keeps_a_backup_and_a_second_time_is_refused(desk: Path) -> None:
    before = contents(desk)
    run(ROLL, FILLED, "--in-place", cwd=desk)
    after = contents(desk)

    done = run(ROLL, FILLED, "--in-place", cwd=desk)

    (kept,) = set(after) - set(before)
    assert after[kept] == before[FILLED]
    assert done.returncode == 3
    assert "[nothing-to-roll]" in done.stderr
    assert contents(desk) == after


def test_a_dry_run_writes_nothing(desk: Path) -> None:
    before = contents(desk)

    done = run(ROLL, FILLED, "--dry-run", "--in-place", cwd=desk)

    assert "Dry run: nothing was written." in done.stdout
    assert contents(desk) == before


def test_several_go_into_a_folder_and_one_that_cannot_does_not_stop_the_others(
    desk: Path,
) -> None:
    shutil.copy(desk / FILLED, desk / "second.xlsx")

    done = run(ROLL, BOOK, FILLED, "second.xlsx", "--output-dir", "q4", cwd=desk)

    assert done.returncode == 1
    assert "nothing to roll forward" in done.stderr
    assert sorted(path.name for path in (desk / "q4").glob("*.xlsx")) == [FILLED, "second.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param([FILLED], 2, "-o, --output-dir, --in-place or --dry-run", id="nowhere"),
        pytest.param([FILLED, "-o", FILLED], 3, "[output-is-input]", id="onto itself"),
        pytest.param([FILLED, "-o", "q4.csv"], 3, "[ending-mismatch]", id="another ending"),
        pytest.param(["measures.csv", "--dry-run"], 3, "Error", id="no workbook"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_everything_as_it_was(
    desk: Path, arguments: list[str], code: int, says: str
) -> None:
    before = contents(desk)

    done = run(ROLL, *arguments, cwd=desk)

    assert done.returncode == code
    assert says in " ".join(done.stderr.split())
    assert contents(desk) == before
