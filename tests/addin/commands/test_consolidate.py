"""Consolidate, as a button: the chosen workbooks together in a new one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.workbook.consolidated_layout import DATA_TABLE
from tests.addin.commands.clicking import Desk, desk, in_table
from tests.support.books import a_book, filled


@pytest.fixture
def returns(tmp_path: Path) -> list[Path]:
    """Two directorates' workbooks, filled."""
    made = []
    for ref, directorate in (("HSG.1", "Housing"), ("KID.1", "Children")):
        book = a_book(
            tmp_path,
            {"Ref": ref, "Target": "80%"},
            name=f"{directorate} empty.xlsx",
            council="Anyshire",
            directorate=directorate,
        )
        name = f"{directorate}.xlsx"
        filled(book, {"Ref": ref, "Actual": "79%"}, name=name)
        made.append(tmp_path / name)
    return made


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    """An officer in a workbook that is none of ours."""
    openpyxl.Workbook().save(tmp_path / "Book1.xlsx")
    return desk(tmp_path / "Book1.xlsx")


def chosen(*paths: Path) -> str:
    return "\n".join(str(path) for path in paths)


def test_it_works_from_any_workbook_and_changes_none(
    opened: Desk, returns: list[Path], tmp_path: Path
) -> None:
    before = [path.read_bytes() for path in returns]

    answer = opened.press(
        "consolidate", ChooseFiles=chosen(*returns), SaveName=str(tmp_path / "all")
    )

    assert not answer.serious, str(answer)
    said = str(answer)
    assert said.startswith(f"Wrote {tmp_path / 'all.xlsx'}.")
    assert "Q3 2021/22: 2 measures from 2 of 2 workbooks. Of 2 rows, 2 are used and 0" in said
    held = in_table(tmp_path / "all.xlsx", DATA_TABLE)
    assert {"HSG.1", "KID.1", "Housing", "Children"} <= held
    assert [path.read_bytes() for path in returns] == before
    assert opened.excel.writes == []


def test_a_workbook_that_cannot_be_used_is_named(
    opened: Desk, returns: list[Path], tmp_path: Path
) -> None:
    answer = opened.press(
        "consolidate",
        ChooseFiles=chosen(*returns, tmp_path / "Book1.xlsx"),
        SaveName=str(tmp_path / "all.xlsx"),
    )

    assert "2 of 3 workbooks" in str(answer)
    assert "Not used: Book1.xlsx." in str(answer)


@pytest.mark.parametrize("cancelled", ["ChooseFiles", "SaveName"])
def test_cancel_writes_nothing(
    opened: Desk, returns: list[Path], tmp_path: Path, cancelled: str
) -> None:
    files = {"ChooseFiles": chosen(*returns), "SaveName": str(tmp_path / "all.xlsx")}

    answer = opened.press("consolidate", **(files | {cancelled: ""}))

    assert str(answer) == "Cancelled. Nothing was changed."
    assert not (tmp_path / "all.xlsx").exists()


def test_one_workbook_alone_is_refused_with_how_to_choose_several(
    opened: Desk, returns: list[Path]
) -> None:
    answer = opened.press("consolidate", ChooseFiles=chosen(returns[0]))

    assert answer.serious
    assert "hold Ctrl" in str(answer)
    assert "[consolidate-one]" in str(answer)


def test_none_of_the_chosen_is_ever_written_over(opened: Desk, returns: list[Path]) -> None:
    before = returns[0].read_bytes()

    answer = opened.press("consolidate", ChooseFiles=chosen(*returns), SaveName=str(returns[0]))

    assert answer.serious
    assert "[output-is-input]" in str(answer)
    assert returns[0].read_bytes() == before
