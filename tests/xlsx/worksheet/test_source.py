import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.worksheet import stream
from kpibook.xlsx.worksheet.source import HeldText, StreamedText, masters_in
from kpibook.xlsx.worksheet.stream import SheetStream

ROWS = "".join(
    f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 300, 2)
)
FIRST = '<row r="1"><c r="A1"><f t="shared" ref="A1:A300" si="0">B1</f></c></row>'


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    monkeypatch.setattr(stream, "BLOCK", 400)


def opened(rows=FIRST + ROWS):
    whole = f"<worksheet><sheetData>{rows}</sheetData><tail/></worksheet>".encode()
    return SheetStream(whole[at : at + 100] for at in range(0, len(whole), 100))


@pytest.fixture(params=["held", "streamed"])
def text(request):
    return HeldText.read(opened()) if request.param == "held" else StreamedText(opened)


def numbers(found):
    return [row.number for _, row in found]


def test_one_row_is_found_in_any_order_of_asking(text):
    for number in (250, 4, 4, 298, 1, 100):
        assert numbers(text.row(number)) == [number]
    assert text.row(3) == []
    assert text.row(999) == []
    assert numbers(text.row(2)) == [2]


def test_a_range_of_rows_is_found(text):
    assert numbers(text.rows(10, 15)) == [10, 12, 14]
    assert numbers(text.rows(295, 9999)) == [296, 298]
    assert numbers(text.rows(1, 2)) == [1, 2]


def test_shared_formulas_are_known_from_before_the_row_asked_for(text):
    text.row(298)

    assert text.masters[b"0"].at(298, 1) == "B298"


def test_head_and_tail_are_there(text):
    assert text.head == b"<worksheet><sheetData>"
    assert text.tail == b"</sheetData><tail/></worksheet>"
    assert text.prefix == b""


def test_a_held_sheet_gives_its_source_back():
    text = HeldText.read(opened())

    assert b"".join(text.pieces()).decode().count("<row") == 150


def test_disorder_in_a_held_sheet_is_known_and_read_all_the_same():
    text = HeldText.read(opened('<row r="3"/><row r="2"><c r="A2"/></row>'))

    assert not text.in_order
    assert numbers(text.rows(1, 9)) == [3, 2]
    assert HeldText.read(opened()).in_order


def test_a_row_that_is_there_twice_is_refused():
    text = HeldText.read(opened('<row r="2"/><row r="2"><c r="A2"/></row>'))

    with pytest.raises(RefusedFile) as caught:
        text.row(2)

    assert caught.value.code == "workbook-ambiguous"


def test_disorder_in_a_large_sheet_is_refused():
    text = StreamedText(lambda: opened('<row r="3"/><row r="2"/>'))

    with pytest.raises(RefusedFile) as caught:
        text.row(2)

    assert caught.value.code == "rows-out-of-order"


def test_masters_without_a_usable_address_are_left_out():
    masters = {}
    masters_in(b'<row><c><f t="shared" ref="A1" si="0">B1</f></c></row>', b"", masters)
    masters_in(b'<row><c r="A1"><f t="shared" si="1"/></c></row>', b"", masters)
    masters_in(b'<row><c r="A1"><f t="array" si="2">shared</f></c></row>', b"", masters)

    assert masters == {}
