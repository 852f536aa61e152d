from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell
from tests.outputs.sheets import part, read

STREAMED = pytest.mark.parametrize("streamed", [False, True])


def a_page(rows: int = 3, *, ledger: bool = False, total: bool = False) -> Page:
    return Page(
        "Sheet",
        "Title",
        table="Numbers",
        header=("Name", "Count"),
        widths=(20, 12),
        rows=[[PageCell(f"n{n}"), PageCell(n, "0")] for n in range(rows)],
        ledger=ledger,
        totals=[PageCell("All"), PageCell(3, "0", formula="SUBTOTAL(109,Numbers[Count])")]
        if total
        else (),
    )


def drawn(page: Page, *, streamed: bool) -> Worksheet:
    return read(draw([page], Document("Title", streamed=streamed)))["Sheet"]


@STREAMED
@pytest.mark.parametrize("rows", [0, 1, 2, 50])
def test_a_table_is_as_long_as_its_rows(rows: int, streamed: bool) -> None:
    sheet = drawn(a_page(rows), streamed=streamed)

    assert sheet.tables["Numbers"].ref == f"A2:B{2 + max(rows, 1)}"
    values = [row[0].value for row in sheet[sheet.tables["Numbers"].ref]]
    assert values[: rows + 1] == ["Name", *(f"n{n}" for n in range(rows))]


@STREAMED
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_a_totals_row_is_part_of_the_table(rows: int, streamed: bool) -> None:
    data = draw([a_page(rows, total=True)], Document("Title", streamed=streamed))
    sheet = read(data)["Sheet"]
    table = sheet.tables["Numbers"]

    assert table.ref == f"A2:B{3 + rows}"
    assert table.totalsRowCount == 1
    assert sheet.cell(3 + rows, 1).value == "All"
    assert sheet.cell(3 + rows, 2).value == "=SUBTOTAL(109,Numbers[Count])"
    assert "<totalsRowFormula>SUBTOTAL(109,Numbers[Count])</totalsRowFormula>" in part(
        data, "xl/tables/table1.xml"
    )


@STREAMED
def test_only_a_ledger_has_filter_buttons(streamed: bool) -> None:
    ledger = drawn(a_page(ledger=True), streamed=streamed).tables["Numbers"]

    assert ledger.autoFilter.ref == ledger.ref == "A2:B5"
    assert drawn(a_page(), streamed=streamed).tables["Numbers"].autoFilter is None


def test_a_sheet_written_a_row_at_a_time_keeps_no_rows_in_memory() -> None:
    """Its texts stand in the cells; the table of shared texts has none of them."""
    data = draw([a_page(500, ledger=True)], Document("Title", streamed=True))

    assert 't="inlineStr"' in part(data, "xl/worksheets/sheet1.xml")
    assert "n499" not in part(data, "xl/sharedStrings.xml")


def test_headings_stand_over_their_figures_in_the_officers_copy() -> None:
    sheet = drawn(a_page(), streamed=True)

    assert [sheet[cell].alignment.horizontal for cell in ("A2", "B2")] == ["left", "right"]


def test_cells_with_choices_share_one_list_and_others_have_none() -> None:
    def row(text: str, *choices: str) -> list[PageCell]:
        return [PageCell("n"), PageCell(text, choices=choices)]

    rows = [row("Open", "Open", "Done"), row("None"), row("Open", "Open", "Done"), row("A", "A")]
    sheet = drawn(replace(a_page(), rows=rows, filtered=True), streamed=False)

    rules = {str(r.sqref): r.formula1 for r in sheet.data_validations.dataValidation}
    assert rules == {"B3 B5": '"Open,Done"', "B6": '"A"'}
    assert sheet["B3"].fill.fgColor.rgb != sheet["B4"].fill.fgColor.rgb
    assert sheet["B4"].alignment.wrap_text
    assert sheet.tables["Numbers"].autoFilter.ref == sheet.tables["Numbers"].ref
