"""Tables of figures on sheets: what Excel shows, and what lies just outside."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import Finding
from kpibook.errors import SourceError
from kpibook.sources.tabular import read_rows
from kpibook.workbook.fields import Row
from tests.support.books import a_sheet


def read(path: Path) -> tuple[list[Row], list[Finding]]:
    findings: list[Finding] = []
    return read_rows(path, ("Ref", "Actual"), findings), findings


def fields(rows: list[Row], heading: str) -> list[str]:
    return [row.text(heading) for row in rows]


def a_sheet_hiding(path: Path, *, rows: tuple[int, ...] = (), columns: str = "") -> Path:
    """A sheet with four rows of figures, some of its rows and columns hidden."""
    a_sheet(
        path,
        [
            ["Ref", "Quarter ended", "Actual", "Commentary"],
            ["PI.3", "Sep 2025", 25, "last quarter"],
            ["PI.3", "Dec 2025", 18, "now"],
            ["PI.4", "Dec 2025", 10, "also"],
        ],
    )
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.active.row_dimensions[row].hidden = True
    for column in columns:
        book.active.column_dimensions[column].hidden = True
    book.save(path)
    return path


def test_rows_that_excel_does_not_show_are_passed_over_with_their_count(tmp_path: Path) -> None:
    """A filtered-out September row became December's figure."""
    rows, findings = read(a_sheet_hiding(tmp_path / "a.xlsx", rows=(2, 4)))

    assert [(row.text("Ref"), row.number("Actual")) for row in rows] == [("PI.3", Decimal(18))]
    assert [f.code for f in findings] == ["hidden-passed-over"]
    assert "2 rows are hidden" in findings[0].what
    assert str(findings[0].where) == "a.xlsx 'Export'!A2"


def test_a_column_that_excel_does_not_show_is_passed_over(tmp_path: Path) -> None:
    rows, findings = read(a_sheet_hiding(tmp_path / "a.xlsx", columns="D"))

    assert {row.text("Commentary") for row in rows} == {""}
    assert "1 column is hidden" in findings[0].what


def test_a_needed_column_that_is_hidden_is_missing_and_the_reason_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Hidden columns are passed over"):
        read(a_sheet_hiding(tmp_path / "a.xlsx", columns="C"))


def test_rows_hidden_in_a_table_are_passed_over_too(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", 5], ["PI.2", 6]], table="T_x")
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[2].hidden = True
    book.save(path)

    rows, findings = read(path)

    assert fields(rows, "Ref") == ["PI.2"]
    assert [f.code for f in findings] == ["hidden-passed-over"]


def test_a_row_typed_under_a_table_and_a_column_next_to_it_are_named(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", 5]], table="T_x")
    book = openpyxl.load_workbook(path)
    book.active["A3"], book.active["B3"], book.active["C1"] = "PI.2", 6, "Commentary"
    book.save(path)

    rows, findings = read(path)

    assert fields(rows, "Ref") == ["PI.1"]
    assert [(f.code, f.where.cell) for f in findings] == [
        ("row-under-table", "A3"),
        ("column-next-to-table", "C1"),
    ]


def test_a_note_apart_from_a_table_is_no_part_of_it(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", 5]], table="T_x")
    book = openpyxl.load_workbook(path)
    book.active["A4"], book.active["D1"] = "Source: the housing system", "Key"
    book.save(path)

    assert read(path)[1] == []
