from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import BOOK, FILLED, a_desk, contents, results
from tests.support.books import a_book, filled
from tests.support.cli import run


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, and a workbook in order: a check writes nothing."""
    desk = a_desk(tmp_path_factory.mktemp("check"))
    filled(a_book(desk, {"Ref": "PI.1"}), {"Ref": "PI.1", "Actual": "81"}, name="good.xlsx")
    return desk


def test_a_workbook_in_order_ends_with_0_and_says_so(desk: Path) -> None:
    done = run("check", "good.xlsx", cwd=desk)

    assert done.returncode == 0
    assert done.stdout == "good.xlsx: nothing to put right in 1 measure.\n"


def test_findings_are_listed_one_a_line_with_cell_and_code(desk: Path) -> None:
    before = contents(desk)

    done = run("check", FILLED, cwd=desk)

    lines = done.stdout.splitlines()
    assert done.returncode == 1
    listed = [line for line in lines if line.startswith("  ")]
    assert lines[0] == f"{FILLED}: {len(listed)} to put right in 6 measures."
    assert len(listed) >= 4
    assert any('PI.433: the text says "43.1%"' in line for line in listed)
    assert all(line.startswith(f"  {FILLED} '") and line.endswith("]") for line in listed)
    assert any("'This quarter'!K9: PI.433 is as at 17th January 2022" in line for line in listed)
    assert contents(desk) == before


def test_json_keeps_the_parts_of_a_finding_apart(desk: Path) -> None:
    (book,) = results(run("check", FILLED, "--json", cwd=desk))

    assert (book["file"], book["period"], book["measures"]) == (FILLED, "Q3 2021/22", 6)
    as_at = next(f for f in book["findings"] if f["code"] == "as-at-outside-period")
    assert (as_at["ref"], as_at["file"], as_at["sheet"], as_at["cell"], as_at["line"]) == (
        "PI.433",
        FILLED,
        "This quarter",
        "K9",
        None,
    )
    assert as_at["what"]
    assert as_at["fix"]


def test_several_workbooks_are_all_checked_and_the_worst_decides(desk: Path) -> None:
    assert run("check", "good.xlsx", FILLED, cwd=desk).returncode == 1
    done = run("check", "none.xlsx", "good.xlsx", BOOK, "--json", cwd=desk)

    assert done.returncode == 1, "some could be done"
    assert "none.xlsx" in done.stderr
    first, *others = results(done)
    assert first["error"]["code"] == "file-missing"
    assert [len(book["findings"]) > 0 for book in others] == [False, True]


def test_a_check_for_a_committee_is_of_its_measures_only(tmp_path: Path) -> None:
    made = a_book(
        tmp_path,
        {"Ref": "PI.1", "Committee": "Children's Scrutiny"},
        {"Ref": "PI.2", "Committee": "Place Scrutiny"},
    )
    filled(made, {"Ref": "PI.1", "Actual": "81"})

    done = run("check", "filled.xlsx", "--for", "children's scrutiny", cwd=tmp_path)

    assert done.stdout.startswith(
        "filled.xlsx: nothing to put right in 1 measure for the committee Children's Scrutiny.\n"
    )
    assert "PI.2" in run("check", "filled.xlsx", cwd=tmp_path).stdout
    assert "PI.2" not in done.stdout
