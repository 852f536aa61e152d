"""The sheet Actions of a consolidated workbook: by directorate, overdue first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files
from tests.support import validator
from tests.support.books import a_book, filled, with_actions

# openpyxl does not know the sparklines of other sheets, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")


def a_return(folder: Path, directorate: str, *actions: dict[str, object]) -> Path:
    """Return the workbook of a directorate with a measure off target and these actions."""
    ref = f"{directorate[:3]}1"
    name = f"{directorate}.xlsx"
    made = a_book(folder, {"Ref": ref, "Target": "80%"}, name=name, directorate=directorate)
    done = filled(made, {"Ref": ref, "Actual": "41%"}, name=f"{directorate} Q3.xlsx").output
    assert done is not None
    made.unlink()
    return with_actions(done, *actions) if actions else done


def consolidated(books: list[Path], folder: Path, *, published: bool = False) -> Path:
    output = folder / "out" / "all.xlsx"
    output.parent.mkdir()
    outputs = Outputs(published=output) if published else Outputs(book=output)
    consolidate_files(books, outputs, made=MadeHow("1"))
    return output


@pytest.fixture
def books(tmp_path: Path) -> list[Path]:
    open_, late, done = (
        {"Ref": "Hou1", "Action": "Inspect homes", "Owner": "Manager", "Due": date(2022, 3, 31)},
        {"Action": "Repair roofs", "Service": "Repairs", "Due": date(2021, 11, 1)},
        {"Ref": "Adu1", "Action": "Train staff", "State": "completed"},
    )
    return [
        a_return(tmp_path, "Housing", open_, late),
        a_return(tmp_path, "Adults", done),
        a_return(tmp_path, "Finance"),
    ]


def test_actions_come_by_directorate_and_the_overdue_first(
    books: list[Path], tmp_path: Path
) -> None:
    book = consolidated(books, tmp_path)
    sheet = openpyxl.load_workbook(book)["Actions"]

    table = sheet.tables["ConsolidatedActions"]
    header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(r["Directorate"], r["State"], r["Action"]) for r in shown] == [
        ("Adults", "Done", "Train staff"),
        ("Housing", "Overdue", "Repair roofs"),
        ("Housing", "Open", "Inspect homes"),
    ]
    assert (shown[1]["Service"], shown[2]["Ref"]) == ("Repairs", "Hou1")
    assert (shown[1]["Source workbook"], shown[1]["Source cell"]) == ("Housing Q3.xlsx", "B6")
    assert sheet["A2"].value == (
        "3 actions, 1 overdue on 31st December 2021, the last day of the quarter. Each "
        "directorate has them first."
    )
    assert validator.errors(book) == []


def test_exceptions_print_the_actions_of_a_measure(books: list[Path], tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(consolidated(books, tmp_path))["Exceptions"]

    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Inspect homes (Manager; due 31st March 2022; open since Q3 2021/22)." in texts


def test_without_actions_there_is_no_such_sheet(tmp_path: Path) -> None:
    book = consolidated([a_return(tmp_path, "Finance")], tmp_path)

    assert "Actions" not in openpyxl.load_workbook(book).sheetnames


def test_the_published_copy_has_no_actions(books: list[Path], tmp_path: Path) -> None:
    book = consolidated(books, tmp_path, published=True)

    opened = openpyxl.load_workbook(book)
    assert "Actions" not in opened.sheetnames
    assert not any(
        "Repair roofs" in str(cell.value) for s in opened for row in s.iter_rows() for cell in row
    )
