import pytest

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from kpibook.xlsx.worksheet import reader, source
from tests.support.packages import inline, packed, parts

ROWS = "".join(
    f'<row r="{n}">{inline(f"A{n}", f"text {n}")}<c r="C{n}" s="2"><v>{n / 8}</v></c></row>'
    for n in range(2, 2000, 3)
)


@pytest.fixture(params=["small", "large"])
def book(request, monkeypatch):
    """The same workbook, its sheet held whole or streamed."""
    if request.param == "large":
        monkeypatch.setattr(reader, "LARGE", 1000)
    with Workbook.from_bytes(packed(parts(ROWS, tail="<after/>")), "b.xlsx") as opened:
        yield opened


def test_cells_are_read_wherever_they_are(book):
    sheet = book.sheet("Data")

    assert sheet.cell("A2").value == "text 2"
    assert sheet.cell("C1997").value == 1997 / 8
    assert sheet.cell("C5").value == 5 / 8
    assert sheet.cell("B5").kind == "blank"
    assert sheet.cell("A3").kind == "blank"
    assert sheet.cell("A99999").kind == "blank"


def test_rows_come_in_order_within_the_range_asked_for(book):
    sheet = book.sheet("Data")

    assert [number for number, _ in sheet.rows(3, 9)] == [5, 8]
    assert sum(1 for _ in sheet.rows()) == 666
    assert [number for number, _ in sheet.rows(first=1990)] == [1991, 1994, 1997]


def test_an_empty_sheet_has_no_rows():
    with Workbook.from_bytes(packed(parts(sheet_data="<sheetData/>")), "b.xlsx") as book:
        assert list(book.sheet("Data").rows()) == []


def test_pending_edits_are_read(book):
    sheet = book.sheet("Data")
    sheet.set("A2", "new")
    sheet.set("B4", True)
    sheet.set("A3000", 1)

    assert sheet.cell("A2").value == "new"
    assert sheet.cell("C2").value == 2 / 8
    assert sheet.cell("B4").value is True
    assert sheet.row(3000)[1].value == 1
    assert [number for number, _ in sheet.rows(2, 5)] == [2, 4, 5]
    assert sum(1 for _ in sheet.rows()) == 668


def test_styles_are_those_of_pending_edits(book):
    sheet = book.sheet("Data")
    assert sheet.style_at(2, 3) == 2

    sheet.put(2, 3, 1, style=1)
    sheet.put(3, 3, 0.5, style=2)

    assert (sheet.style_at(2, 3), sheet.style_at(3, 3), sheet.style_at(3, 4)) == (1, 2, 0)


def test_what_surrounds_the_rows_can_be_read_and_replaced(book):
    sheet = book.sheet("Data")
    assert sheet.head().endswith(b"<sheetData>")
    assert sheet.tail() == b"<after/></worksheet>"

    sheet.set_tail(b"<other/></worksheet>")

    assert sheet.tail() == b"<other/></worksheet>"
    assert sheet.cell("A2").value == "text 2"


def test_an_error_within_a_sheet_says_which():
    with Workbook.from_bytes(packed(parts('<row r="0"/>')), "b.xlsx") as book:
        for read in (
            lambda: list(book.sheet("Data").rows()),
            lambda: book.sheet("Data").cell("A1"),
        ):
            with pytest.raises(KpibookError) as caught:
                read()
            assert str(caught.value).startswith("b.xlsx 'Data':")


@pytest.mark.parametrize("large", [False, True])
def test_hidden_rows_are_those_without_height_or_hidden_by_name(monkeypatch, large):
    if large:
        monkeypatch.setattr(reader, "LARGE", 10)
    rows = (
        '<row r="1" hidden="1"/><row r="2" ht="15"/><row r="3" ht = \'0\'/>'
        '<row r="4" hidden="0" ht="0.5"/><row r="5" hidden="true"/><row r="6" ht=".0"/>'
    )

    with Workbook.from_bytes(packed(parts(rows)), "b.xlsx") as opened:
        sheet = opened.sheet("Data")
        assert sheet.hidden_rows() == {1, 3, 5, 6}
        assert sheet.hidden_rows(last=4) == {1, 3}


def test_a_large_sheet_without_hidden_rows_is_not_read_row_by_row(monkeypatch):
    """A million formatted rows without a figure took `kpibook rate` 20 seconds."""
    monkeypatch.setattr(reader, "LARGE", 1000)
    with Workbook.from_bytes(packed(parts(ROWS)), "b.xlsx") as opened:
        sheet = opened.sheet("Data")
        monkeypatch.setattr(source, "rows_in", lambda *_: pytest.fail("a row was read"))
        assert sheet.hidden_rows() == frozenset()
