from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import BOOK, a_desk, contents, parsed
from tests.support.books import example
from tests.support.cli import run

NEW = ("new", "--measures", "measures.csv", "--history", "history.csv")
Q3 = ("--year", "2021/22", "--quarter", "Q3")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_makes_the_workbook_and_says_what_is_in_it(desk: Path) -> None:
    done = run(*NEW, *Q3, "-o", "new.xlsx", cwd=desk)

    assert done.returncode == 0, done.stderr
    assert "for Q3 2021/22: 6 measures, 6 earlier figures." in done.stdout
    assert (desk / "new.xlsx").read_bytes() == example().empty.read_bytes()


@pytest.mark.parametrize("quarter", ["Q3", "q3", "Quarter 3"])
@pytest.mark.parametrize("year", ["2021/22", "2021-22"])
def test_a_quarter_may_be_written_in_several_ways(desk: Path, year: str, quarter: str) -> None:
    done = run(*NEW, "--year", year, "--quarter", quarter, "-o", "new.xlsx", "--json", cwd=desk)

    assert parsed(done)["period"] == "Q3 2021/22"


def test_json_says_what_was_made(desk: Path) -> None:
    done = run(*NEW, *Q3, "-o", "new.xlsx", "--json", cwd=desk)

    said = parsed(done)
    assert Path(said.pop("output")).name == "new.xlsx"
    assert said == {
        "period": "Q3 2021/22",
        "measures": 6,
        "history": 6,
        "findings": [],
        "kept": None,
    }


def test_a_workbook_that_is_there_is_kept_and_it_is_said(desk: Path) -> None:
    before = contents(desk)

    done = run(*NEW, *Q3, "--council", "Ashby", "-o", BOOK, cwd=desk)

    (kept,) = set(contents(desk)) - set(before)
    assert done.returncode == 0
    assert f"Kept the file that was there as {kept}." in done.stdout
    assert contents(desk)[kept] == before[BOOK]


def test_findings_in_the_register_end_with_1_and_the_workbook_is_made(desk: Path) -> None:
    (desk / "bad.csv").write_text(
        "Ref,Measure,Unit,Which way is good\nPI.1,M,percnt,higher\n", encoding="utf-8"
    )

    done = run("new", "--measures", "bad.csv", *Q3, "-o", "new.xlsx", cwd=desk)

    assert done.returncode == 1
    assert "bad.csv line 2: Unit is 'percnt'" in done.stdout
    assert "Did you mean 'percent'?" in done.stdout
    assert (desk / "new.xlsx").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["--year", "2021/22", "-o", "n.xlsx"], 2, "--quarter", id="no quarter"),
        pytest.param([*Q3], 2, "--output", id="no output"),
        pytest.param(
            ["--year", "2021", "--quarter", "Q3", "-o", "n.xlsx"], 2, "2021/22", id="half a year"
        ),
        pytest.param(
            ["--year", "2021/23", "--quarter", "Q3", "-o", "n.xlsx"], 2, "2021/22", id="two years"
        ),
        pytest.param([*Q3, "-o", "n.csv"], 3, ".xlsx", id="another ending"),
        pytest.param([*Q3, "-o", "none/n.xlsx"], 3, "folder", id="no such folder"),
        pytest.param([*Q3, "-o", "n.xlsx", "--scheme", "ours"], 3, "standard", id="no scheme"),
        pytest.param([*Q3, "-o", "n.xlsx", "--template", "none.xlsx"], 3, "none", id="template"),
        pytest.param([*Q3, "-o", "n.xlsx", "--history", "none.csv"], 3, "none.csv", id="history"),
    ],
)
def test_what_cannot_be_made_is_explained_and_nothing_is_written(
    desk: Path, arguments: list[str], code: int, says: str
) -> None:
    before = contents(desk)

    done = run(*NEW, *arguments, cwd=desk)

    assert done.returncode == code
    assert says in done.stderr
    assert contents(desk) == before


def test_the_example_is_written_without_any_other_option(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"

    done = run("new", "--example", str(path), cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "docs/register.md" in done.stdout
    assert path.read_text(encoding="utf-8-sig").startswith("Ref,Measure,Directorate")
