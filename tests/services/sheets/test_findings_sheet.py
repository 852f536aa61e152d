from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.codes.code import Severity
from kpibook.domain.finding import Finding
from kpibook.services.rating.check import Checked, check, check_file
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.references import cell_at
from tests.support import libreoffice, validator
from tests.support.books import a_book, example, filled, typed

SHEETS = list(layout.SHEETS)


def written(path: Path, out: Path) -> tuple[str, Checked]:
    with ClosedBook.open(path) as book:
        checked = check(book, path.parent)
        name = write_findings(book, checked)
        book.save(out)
    return name, checked


def codes(sheet: Worksheet) -> list[object]:
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    place = [cell.value for cell in header].index("Code")
    return [row[place].value for row in rows]


def in_sheet_order(checked: Checked) -> list[str]:
    """The codes of the findings, the most serious first, then by sheet, row and column."""
    sheets, degrees = list(layout.SHEETS), list(Severity)

    def place(finding: Finding) -> tuple[int, int, int, int]:
        row, column = cell_at(finding.where.cell) if finding.where.cell else (0, 0)
        of = finding.where.sheet
        sheet = sheets.index(of) if of in sheets else -1
        return degrees.index(finding.severity), sheet, row, column

    return [finding.code for finding in sorted(checked.findings, key=place)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "checked.xlsx"


def test_each_finding_is_a_row_that_links_to_its_cell(out: Path) -> None:
    name, checked = written(example().filled, out)

    book = openpyxl.load_workbook(out)
    sheet = book[name]
    assert book.sheetnames == [*SHEETS, "Findings"]
    assert codes(sheet) == in_sheet_order(checked)
    leads = {cell.value: cell.hyperlink.location for cell in sheet["B"] if cell.hyperlink}
    assert leads["This quarter, cell K9"] == "'This quarter'!K9"
    # A link within the workbook names no file, so it works after the workbook was renamed.
    assert not [cell for cell in sheet["B"] if cell.hyperlink and cell.hyperlink.target]
    assert len(leads) == len({(f.where.sheet, f.where.cell) for f in checked.findings})


def test_the_rest_of_the_workbook_keeps_its_bytes(out: Path) -> None:
    written(example().filled, out)

    with Workbook.open(example().filled) as before, Workbook.open(out) as after:
        changed = {
            part
            for part in before.container.names()
            if before.container.read(part) != after.container.read(part)
        }
    assert changed == {
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    }


def test_excel_and_libreoffice_open_it(out: Path, tmp_path: Path) -> None:
    name, _ = written(example().filled, out)

    assert validator.errors(out) == []
    again = openpyxl.load_workbook(libreoffice.recalculated(out, tmp_path / "office"))
    places = [cell.hyperlink.location for cell in again[name]["B"] if cell.hyperlink]
    assert any("This quarter" in (place or "") and "K9" in (place or "") for place in places)


def test_a_second_check_finds_the_same_and_takes_the_place_of_the_first(
    out: Path, tmp_path: Path
) -> None:
    _, first = written(example().filled, out)
    again = tmp_path / "again" / out.name
    again.parent.mkdir()
    name, second = written(out, again)

    assert [f.code for f in second.findings] == [f.code for f in first.findings]
    book = openpyxl.load_workbook(again)
    assert book.sheetnames == [*SHEETS, "Findings"]
    assert codes(book[name]) == in_sheet_order(second)
    with Workbook.open(out) as one, Workbook.open(again) as two:
        assert set(one.container.names()) == set(two.container.names())


def test_a_workbook_in_order_says_so_and_its_sheet_is_found_again(
    out: Path, tmp_path: Path
) -> None:
    good = filled(a_book(tmp_path, {"Ref": "PI.1"}), {"Ref": "PI.1", "Actual": "81"}).output
    assert good is not None
    for path in (good, out):
        written(path, out)

    sheet = openpyxl.load_workbook(out)["Findings"]
    assert codes(sheet) == ["none"]
    assert "Nothing to put right in 1 measure." in [cell.value for cell in sheet["A"]]
    assert check_file(out).findings == ()


def test_a_sheet_that_was_renamed_is_still_the_one(out: Path, tmp_path: Path) -> None:
    written(example().filled, out)
    book = openpyxl.load_workbook(out)
    book["Findings"].title = "To do, O'Neill"
    book.save(out)

    name, _ = written(out, tmp_path / "again.xlsx")

    assert name == "To do, O'Neill"
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames == [*SHEETS, name]


def test_somebodys_own_sheet_of_that_name_is_left_alone(out: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.xlsx"
    book = openpyxl.load_workbook(example().filled)
    book.create_sheet("findings")["A1"] = "What the auditors said"
    book.save(theirs)

    name, _ = written(theirs, out)

    assert name == "Findings 2"
    assert openpyxl.load_workbook(out)["findings"]["A1"].value == "What the auditors said"


def test_a_text_that_looks_like_a_formula_stays_a_text(out: Path, tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "=A1"})

    name, _ = written(book, out)

    with Workbook.open(out) as package:
        cells = [c for _, row in package.sheet(name).rows() for c in row.values()]
    assert any(str(cell.value).startswith("=A1") for cell in cells)
    assert all(cell.formula is None for cell in cells)


def test_a_link_leads_to_a_sheet_whose_name_has_an_apostrophe(out: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.xlsx"
    with Workbook.open(a_book(tmp_path, {"Ref": "PI.1"})) as package:
        package.save(theirs)
    book = openpyxl.load_workbook(typed(theirs, {}))
    book[layout.THIS_QUARTER].title = "Siân's #1 & 100%20"
    book.save(theirs)

    name, _ = written(theirs, out)

    places = [c.hyperlink.location for c in openpyxl.load_workbook(out)[name]["B"] if c.hyperlink]
    assert "'Siân''s #1 & 100%20'!H6" in places


def test_it_prints_on_one_page_across_in_at_least_nine_points_under_its_headings(
    out: Path,
) -> None:
    name, _ = written(example().filled, out)
    sheet = openpyxl.load_workbook(out)[name]

    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToHeight) == (True, 0)
    (table,) = sheet.tables.values()
    (top, *_), *rows = sheet[table.ref]
    assert sheet.print_title_rows == f"${top.row}:${top.row}"
    # Excel: a column of n characters of the default font has 7n + 5 dots, of which 96 are an inch.
    letters = "ABCDEFGHI"
    inches = sum(round(sheet.column_dimensions[c].width * 7) for c in letters) / 96
    printable = 297 / 25.4 - sheet.page_margins.left - sheet.page_margins.right
    assert min(cell.font.sz for row in rows for cell in row) * min(1, printable / inches) >= 9
    assert all(cell.alignment.wrap_text for row in rows for cell in row)


def test_the_columns_where_and_settled_have_filter_buttons(out: Path) -> None:
    name, _ = written(example().filled, out)

    (table,) = openpyxl.load_workbook(out)[name].tables.values()
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns][-1] == "Settled"
