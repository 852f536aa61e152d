"""What an officer typed on the sheet Findings is kept by the next check, or is said to be there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.services.rating.check import check
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.workbook.closed import ClosedBook
from tests.services.rating.test_doubted import book, past
from tests.services.sheets.test_settled_choices import lines
from tests.support import libreoffice
from tests.support.books import cell_under, filled, typed


def checked(path: Path) -> None:
    with ClosedBook.open(path) as opened:
        write_findings(opened, check(opened, path.parent))
        opened.save()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Three measures: two that lack an actual, one with a figure in doubt; the findings listed."""
    made = book(
        tmp_path,
        *({"Ref": ref, "Target": "90%"} for ref in ("A1", "A2", "A3")),
        history=past(A1="88%"),
    )
    done = filled(made, {"Ref": "A1", "Actual": "0.8%"})
    assert done.output is not None
    checked(done.output)
    return done.output


def put(path: Path, cells: dict[tuple[int, int], object]) -> None:
    """The officer types into cells by their row (0 is the header of the table) and column."""
    wb = openpyxl.load_workbook(path)
    sheet: Worksheet = wb["Findings"]
    top = sheet[sheet.tables["KpiFindings"].ref][0][0].row
    for (row, column), value in cells.items():
        sheet.cell(top + row, column).value = value
    wb.save(path)


def widen(path: Path, heading: str) -> None:
    """Excel takes a column that is typed directly right of a table into the table."""
    wb = openpyxl.load_workbook(path)
    sheet = wb["Findings"]
    table = sheet.tables["KpiFindings"]
    table.ref = table.autoFilter.ref = table.ref.replace(":I", ":J")
    table.tableColumns.append(openpyxl.worksheet.table.TableColumn(id=10, name=heading))
    wb.save(path)


def notes(path: Path, heading: str) -> dict[tuple[str, str], str]:
    return {(r["Measure"], r["Code"]): r[heading] for r in lines(path) if r[heading]}


def test_a_column_of_the_table_stays_with_its_findings(listed: Path) -> None:
    put(listed, {(0, 10): "Asked", (1, 10): "Sam, 3 May", (3, 10): "Lee"})
    widen(listed, "Asked")
    before = notes(listed, "Asked")
    assert len(before) == 2
    for _ in range(2):
        checked(listed)

    assert notes(listed, "Asked") == before


def test_columns_outside_the_table_with_or_without_a_heading_are_taken_into_it(
    listed: Path,
) -> None:
    day = dt.datetime(2026, 5, 4)  # noqa: DTZ001 as Excel holds a day
    put(listed, {(0, 11): "Asked", (1, 11): "Sam", (1, 13): 12.5, (2, 14): day})

    checked(listed)

    first, second, *_ = lines(listed)
    assert (first["Asked"], first["Note"], second["Note 2"]) == ("Sam", "12.5", str(day))


def test_a_heading_like_one_of_ours_gets_a_number(listed: Path) -> None:
    put(listed, {(0, 10): "code", (1, 10): "mine"})
    checked(listed)

    assert lines(listed)[0]["code 2"] == "mine"


def test_a_note_on_a_finding_that_has_gone_keeps_its_line_until_it_is_emptied(
    listed: Path,
) -> None:
    put(listed, {(0, 10): "Asked", (1, 10): "Sam"})
    typed(listed, {cell_under(listed, "Actual", "A1"): 0.8})
    for _ in range(2):
        checked(listed)

    (gone,) = [row for row in lines(listed) if row["Asked"]]
    assert (gone["How serious"], gone["Measure"], gone["Asked"]) == ("No longer found", "A1", "Sam")
    assert gone["Code"] == "percent-as-fraction"
    assert gone["What to do"].startswith("Nothing.")
    assert gone["Where"] == "This quarter, cell H6"

    place = [row["Asked"] for row in lines(listed)].index("Sam") + 1
    put(listed, {(place, 10): None})
    checked(listed)
    assert not [row for row in lines(listed) if row["How serious"] == "No longer found"]


def test_a_finding_whose_row_moved_takes_its_note_along(listed: Path) -> None:
    wb = openpyxl.load_workbook(listed)
    sheet = wb["Findings"]
    header, *rows = sheet[sheet.tables["KpiFindings"].ref]
    headings = [cell.value for cell in header]
    row = next(r for r in rows if r[headings.index("Measure")].value == "A1")
    row[headings.index("Where")].value = "This quarter, cell H99"
    sheet.cell(row[0].row, 10).value = "Sam"
    wb.save(listed)

    checked(listed)

    assert next(row["Note"] for row in lines(listed) if row["Measure"] == "A1") == "Sam"
    assert not [row for row in lines(listed) if row["How serious"] == "No longer found"]


def test_what_was_typed_below_or_above_the_table_becomes_a_line(listed: Path) -> None:
    count = len(lines(listed))
    put(listed, {(count + 3, 1): "Ask Housing", (count + 3, 2): "by May", (-2, 4): "for Lee"})
    for _ in range(2):
        checked(listed)

    typed_here = [row["What"] for row in lines(listed) if row["How serious"] == "Typed here"]
    assert sorted(typed_here) == ["Ask Housing; by May", "for Lee"]


def test_a_formula_of_hers_is_kept_as_its_value(listed: Path, tmp_path: Path) -> None:
    put(listed, {(0, 10): "Twice", (1, 10): "=2*21"})
    listed = libreoffice.recalculated(listed, tmp_path / "office")

    checked(listed)

    assert lines(listed)[0]["Twice"] == "42"


def test_the_sheet_of_an_earlier_version_gives_its_numbers_to_no_column(listed: Path) -> None:
    wb = openpyxl.load_workbook(listed)
    sheet = wb["Findings"]
    sheet.tables["KpiFindings"].tableColumns[0].name = "Number"
    sheet.cell(sheet[sheet.tables["KpiFindings"].ref][0][0].row, 1).value = "Number"
    wb.save(listed)

    checked(listed)

    assert "Number" not in lines(listed)[0]
    assert {row["How serious"] for row in lines(listed)} <= {
        "To settle",
        "To look at",
        "Worth knowing",
    }


def test_a_filter_that_is_set_does_not_hide_the_next_findings(listed: Path) -> None:
    wb = openpyxl.load_workbook(listed)
    sheet = wb["Findings"]
    table = sheet.tables["KpiFindings"]
    column = openpyxl.worksheet.filters.FilterColumn(colId=0)
    column.filters = openpyxl.worksheet.filters.Filters(filter=["To settle"])
    table.autoFilter.filterColumn.append(column)
    first, last = sheet[table.ref][1][0].row, sheet[table.ref][-1][0].row
    for row in range(first + 1, last + 1):
        sheet.row_dimensions[row].hidden = True
    wb.save(listed)
    before = lines(listed)

    checked(listed)

    assert lines(listed) == before
    again = openpyxl.load_workbook(listed)["Findings"]
    assert again.tables["KpiFindings"].autoFilter.ref == again.tables["KpiFindings"].ref
    assert not [n for n, row in again.row_dimensions.items() if row.hidden]
