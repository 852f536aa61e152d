# ruff: noqa: DTZ001
# A cell knows no time zone.
import datetime as dt

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.values import CellError
from tests.support.packages import packed, parts


def cell(source, address="A1", **given):
    content = packed(parts(f'<row r="1">{source}</row>', **given))
    with Workbook.from_bytes(content, "b.xlsx") as book:
        return book.sheet("Data").cell(address)


@pytest.mark.parametrize(
    ("source", "kind", "value"),
    [
        ('<c r="A1"><v>12</v></c>', "number", 12),
        ('<c r="A1" t="n"><v>1.5</v></c>', "number", 1.5),
        ('<c r="A1" t="b"><v>1</v></c>', "bool", True),
        ('<c r="A1" t="b"><v>0</v></c>', "bool", False),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "error", CellError("#DIV/0!")),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', "error", CellError("#SPILL!")),
        ('<c r="A1" t="s"><v>1</v></c>', "text", "two"),
        ('<c r="A1" t="str"><v>a_x000D_b</v></c>', "text", "a\rb"),
        ('<c r="A1" t="inlineStr"><is><t>in </t></is></c>', "text", "in "),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "text", "ab"),
        ('<c r="A1" t="d"><v>2025-04-01T09:30:00</v></c>', "date", dt.datetime(2025, 4, 1, 9, 30)),
        ('<c r="A1" t="d"><v>2025-04-01</v></c>', "date", dt.datetime(2025, 4, 1)),
        ('<c r="A1" t="d"><v>2025-04-01T00:00:00Z</v></c>', "date", dt.datetime(2025, 4, 1)),
        ('<c r="A1" t="d"><v>2025-13-99</v></c>', "text", "2025-13-99"),
        ('<c r="A1" s="1"><v>45000</v></c>', "date", dt.datetime(2023, 3, 15)),
        ('<c r="A1" s="1"><v>60</v></c>', "number", 60),
        ('<c r="A1" s="1"><v>-1</v></c>', "number", -1),
        ('<c r="A1" s="1"/>', "blank", None),
        ('<c r="A1"><v></v></c>', "blank", None),
        ('<c r="A1"><v> </v></c>', "blank", None),
        ('<c r="A1"><v>1_000</v></c>', "text", "1_000"),
        ('<c r="A1"><v>NaN</v></c>', "text", "NaN"),
        ('<c r="B1"><v>1</v></c>', "blank", None),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(source, kind, value):
    found = cell(source, texts=["<t>one</t>", "<t>two</t>"])

    assert (found.kind, found.value) == (kind, value)
    assert found.is_error is (kind == "error")


def test_a_1904_workbook_counts_from_its_own_day():
    found = cell('<c r="A1" s="1"><v>0</v></c>', before_sheets='<workbookPr date1904="1"/>')

    assert found.value == dt.datetime(1904, 1, 1)


@pytest.mark.parametrize(
    ("source", "kind", "value", "formula"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "number", 2, "=1+1"),
        ('<c r="A1"><f>1+1</f></c>', "blank", None, "=1+1"),
        ('<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "text", "ab", '="a"&"b"'),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error", CellError("#DIV/0!"), "=1/0"),
        ('<c r="A1"><f t="array" ref="A1">SUM(B1:B2)</f><v>3</v></c>', "number", 3, "=SUM(B1:B2)"),
        ('<c r="A1"><f t="dataTable" ref="A1" r1="B1"/><v>3</v></c>', "number", 3, "=TABLE(B1)"),
        ('<c r="A1"><f/><v>3</v></c>', "number", 3, "="),
    ],
    ids=["number", "not calculated", "text", "error", "array", "data table", "empty"],
)
def test_a_formula_comes_with_its_stored_result(source, kind, value, formula):
    found = cell(source)

    assert (found.kind, found.value, found.formula, found.cached) == (kind, value, formula, value)


def test_a_value_without_a_formula_has_no_cached_result():
    assert cell('<c r="A1"><v>2</v></c>').cached is None


def test_a_shared_formula_reads_as_it_would_in_each_cell():
    rows = (
        '<c r="A1"><f t="shared" ref="A1:C1" si="0">A2*2</f><v>1</v></c>'
        '<c r="B1"><f t="shared" si="0"/><v>2</v></c><c r="C1"><f t="shared" si="0"/></c>'
    )

    assert cell(rows, "A1").formula == "=A2*2"
    assert cell(rows, "C1").formula == "=C2*2"


def test_a_shared_formula_without_its_text_is_damage():
    with pytest.raises(RefusedFile) as caught:
        cell('<c r="A1"><f t="shared" si="7"/><v>2</v></c>')

    assert caught.value.code == "rows-damaged"
    assert str(caught.value).startswith("b.xlsx 'Data'")


@pytest.mark.parametrize("index", ["99", "-1", "zz", "", "9" * 5_000, "\u00b2"])
def test_a_text_that_is_not_in_the_list_is_refused_with_the_cell(index):
    with pytest.raises(RefusedFile) as caught:
        cell(f'<c r="A1" t="s"><v>{index}</v></c>', texts=["<t>one</t>"])

    assert caught.value.code == "string-missing"
    assert str(caught.value).startswith("b.xlsx 'Data'!A1:")


def test_the_number_format_comes_with_the_cell():
    found = cell('<c r="A1" s="2"><v>0.5</v></c>')

    assert (found.number_format, found.style) == ("0.00%", 2)


@pytest.mark.parametrize("style", ["99", "x", "-1", ""])
def test_a_style_that_is_not_there_is_the_first(style):
    assert cell(f'<c r="A1" s="{style}"><v>1</v></c>').number_format == "General"


def test_a_blank_cell_has_the_style_of_its_row_or_column():
    head = '<cols><col min="2" max="3" style="2"/></cols>'
    content = packed(parts('<row r="1" s="1" customFormat="1"/><row r="2"/>', head=head))
    with Workbook.from_bytes(content, "b.xlsx") as book:
        sheet = book.sheet("Data")
        assert [sheet.cell(a).style for a in ("A1", "B1", "B2", "C9", "D9")] == [1, 1, 2, 2, 0]


def test_a_cell_can_be_made_for_a_test_of_other_code():
    assert Cell("A1", "number", 1).formula is None
