"""Cells of a table's row by heading are those of the sheet, blanks in the look they would take."""

from __future__ import annotations

import pytest

from kpibook.workbook.writer import same_value
from kpibook.xlsx.cells.plain_rows import plain_row
from kpibook.xlsx.cells.row_scanner import rows_in
from kpibook.xlsx.tables.headed_row import HeadedRow, Headings, has_formulas
from tests.support.cell_readers import reading

HEAD = b'<worksheet><cols><col min="3" max="3" style="12"/></cols><sheetData>'
BLOCK = (
    b'<row r="3"><c r="A3"><v>1</v></c><c r="B3" s="7"/>'
    b'<c r="D3" t="inlineStr"><is><t></t></is></c></row>'
)
COLUMNS = {"Ref": 1, "Blank": 2, "No cell": 3, "Empty text": 4}


def the_row(block: bytes = BLOCK) -> HeadedRow:
    row = plain_row(block, next(rows_in(block, b"", 0)), reading(b""), HEAD)
    assert row is not None
    return HeadedRow(row, Headings(COLUMNS))


def test_a_place_without_a_cell_has_the_look_of_its_column() -> None:
    cell = the_row()["No cell"]

    assert (cell.address, cell.kind, cell.style) == ("C3", "blank", 12)


def test_it_is_equal_to_the_dictionary_of_its_cells() -> None:
    row = the_row()

    assert row == {heading: row[heading] for heading in COLUMNS}
    assert (list(row), len(row), "Ref" in row, "Other" in row) == (list(COLUMNS), 4, True, False)
    assert row.get("Other") is None


def test_only_headings_over_a_value_are_held() -> None:
    assert the_row().held == {"Ref", "Empty text"}


def test_a_row_of_empty_texts_is_blank() -> None:
    assert not the_row().is_blank
    assert the_row(BLOCK.replace(b"<v>1</v>", b"")).is_blank


def test_the_address_of_an_unknown_heading_is_that_of_the_first() -> None:
    assert [the_row().address(heading) for heading in ("No cell", "Other")] == ["C3", "A3"]


def test_a_plain_row_has_no_formulas() -> None:
    row = the_row()

    assert not has_formulas(row)
    assert not has_formulas(dict(row))


def test_its_figures_are_its_cells_without_blanks_and_texts() -> None:
    assert [cell.address for cell in the_row().figures()] == ["A3"]
    assert the_row(BLOCK.replace(b"<v>1</v>", b"")).figures() == []


NUMBERS = [
    "0",
    "-0",
    "7",
    "7.0",
    "0.3",
    "-44.3",
    "123456789.123456",
    "1e3",
    "007",
    "1_0",
    "44000.5",
]
VALUES: list[object] = [0, 7, 7.0, 0.3, 0.1 + 0.2, -44.3, 123456789.123456, 1000, 10, 44000.5, True]


@pytest.mark.parametrize("source", NUMBERS)
@pytest.mark.parametrize("style", [2, 7])  # 7 shows a date
def test_it_holds_no_number_that_its_cell_has_not(source: str, style: int) -> None:
    row = the_row(f'<row r="3"><c r="A3" s="{style}"><v>{source}</v></c></row>'.encode())

    held = [value for value in VALUES if row.holds("Ref", value)]
    assert all(same_value(row["Ref"], value) for value in held)  # type: ignore[arg-type]
    if style == 2 and source in ("7", "0.3", "-44.3"):
        assert held
