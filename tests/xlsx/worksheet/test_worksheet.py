# ruff: noqa: DTZ001
# A cell knows no time zone.
import datetime as dt
from decimal import Decimal

import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import CellError, Workbook
from kpibook.xlsx.cells.references import cell_at
from kpibook.xlsx.worksheet import reader
from tests.support.packages import inline, packed, parts, sheet_source

ROWS = (
    '<row r="1"><c r="A1" s="2"><v>0.5</v></c><c r="B1" s="1"><v>45000</v></c>'
    '<c r="C1" s="3" t="s"><v>0</v></c></row>'
)


@pytest.fixture
def book():
    with Workbook.from_bytes(packed(parts(ROWS, texts=["<t>old</t>"])), "b.xlsx") as opened:
        yield opened


@pytest.fixture
def sheet(book):
    return book.sheet("Data")


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        (7, "number", 7),
        (-0.25, "number", -0.25),
        (Decimal("1.10"), "number", 1.1),
        ("text", "text", "text"),
        ("", "text", ""),
        ("_x000D_ \r\n & <b>", "text", "_x000D_ \r\n & <b>"),
        (True, "bool", True),
        (CellError("#N/A"), "error", CellError("#N/A")),
        (None, "blank", None),
        (dt.date(2026, 4, 1), "date", dt.datetime(2026, 4, 1)),
        (dt.datetime(2026, 4, 1, 9, 30), "date", dt.datetime(2026, 4, 1, 9, 30)),
        (dt.time(9, 30), "date", dt.time(9, 30)),
    ],
    ids=str,
)
@pytest.mark.parametrize("address", ["D1", "D2", "ZZ900"])
def test_a_value_written_is_the_value_read(sheet, address, value, kind, read):
    sheet.set(address, value)

    assert (sheet.cell(address).kind, sheet.cell(address).value) == (kind, read)


@pytest.mark.parametrize("value", [1, "text", None, True, CellError("#REF!")])
def test_a_cell_keeps_its_style(sheet, value):
    sheet.set("A1", value)

    assert sheet.cell("A1").style == 2


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (dt.date(2026, 4, 1), "mm-dd-yy"),
        (dt.datetime(2026, 4, 1), "mm-dd-yy"),
        (dt.datetime(2026, 4, 1, 9), "m/d/yy h:mm"),
        (dt.time(9), "h:mm:ss"),
    ],
    ids=["date", "midnight", "moment", "time"],
)
def test_a_date_in_a_plain_cell_gets_a_date_format(sheet, value, number_format):
    sheet.set("D1", value)

    assert sheet.cell("D1").number_format == number_format


def test_a_date_in_a_date_cell_keeps_its_format(sheet):
    sheet.set("B1", dt.date(2026, 4, 1))

    assert sheet.cell("B1").style == 1


def test_a_format_given_changes_nothing_else_of_the_style(book, sheet):
    sheet.set("B1", 0.5, number_format="0.000%")
    sheet.set("D1", 0.5, number_format="0.000%")

    assert sheet.cell("B1").number_format == "0.000%"
    assert sheet.cell("D1").number_format == "0.000%"
    assert sheet.cell("A1").number_format == "0.00%"
    assert len(book.styles) == 5


def test_a_style_can_be_taken_from_another_cell(sheet):
    sheet.set("D5", 0.25, style_from="A1")
    sheet.set("D6", 0.25, style_from="Z99")

    assert sheet.cell("D5").style == 2
    assert sheet.cell("D6").style == 0


def test_text_that_looks_like_a_formula_is_quoted_and_stays_text(book, sheet, tmp_path):
    sheet.set("D1", "=1+1")
    sheet.set("A1", "-5")

    source = sheet_source(book.save(tmp_path / "b.xlsx"))

    assert inline("D1", "=1+1", ' s="3"') in source
    assert inline("A1", "-5", ' s="4"') in source
    assert sheet.cell("A1").number_format == "0.00%"
    assert sheet.cell("D1").formula is None


def test_a_number_in_a_quoted_cell_loses_the_quote(sheet):
    sheet.set("C1", 5)

    assert sheet.cell("C1").style != 3
    assert sheet.cell("C1").value == 5


def test_clearing_a_quoted_cell_keeps_its_style(sheet):
    sheet.set("C1", None)

    assert sheet.cell("C1").style == 3


@pytest.mark.parametrize(
    "cached", [None, 3.5, "text", True, CellError("#DIV/0!"), dt.date(2026, 4, 1)], ids=str
)
def test_a_formula_is_written_with_its_result(sheet, cached):
    sheet.set_formula("D1", '=IF(A1<1,"a&b",2)', cached=cached)

    cell = sheet.cell("D1")
    assert cell.formula == '=IF(A1<1,"a&b",2)'
    expected = dt.datetime(2026, 4, 1) if isinstance(cached, dt.date) else cached
    assert cell.cached == expected
    assert cell.kind == "blank" if cached is None else cell.kind != "blank"


def test_a_formula_over_a_quoted_cell_loses_the_quote(sheet):
    sheet.set_formula("C1", "=1")

    assert sheet.cell("C1").style != 3


def test_a_refused_edit_leaves_nothing_behind(book, sheet):
    for value in ("x" * 40_000, float("nan"), object()):
        with pytest.raises(RefusedEdit):
            sheet.set("A1", value)
    with pytest.raises(RefusedEdit):
        sheet.set("nowhere", 1)

    assert not sheet.edits
    assert not book.changes()


def test_a_value_over_a_shared_text_leaves_the_list_alone(book, sheet):
    sheet.set("C1", "new")

    assert book.changes().rewritten == ("xl/worksheets/sheet1.xml",)


def test_edits_can_be_taken_back(book, sheet):
    sheet.set("A1", 1)
    kept = sheet.edits.copy()
    sheet.set("A1", 2)

    sheet.undo_to(kept)

    assert sheet.cell("A1").value == 1


@pytest.mark.parametrize("large", [False, True])
def test_a_new_row_is_like_its_model(monkeypatch, large):
    if large:
        monkeypatch.setattr(reader, "LARGE", 10)
    content = packed(parts('<row r="1" ht="30" s="2" customFormat="1"><c r="A1"/></row>'))
    with Workbook.from_bytes(content, "b.xlsx") as book:
        sheet = book.sheet("Data")
        sheet.like_row(2, 1)
        sheet.put(2, 1, 0.5)

        assert sheet.cell("A2").style == 2
        assert b'<row r="2" ht="30" s="2" customFormat="1">' in b"".join(sheet.patched())


@pytest.mark.parametrize("large", [False, True])
def test_the_part_is_rewritten_around_pending_edits(monkeypatch, large):
    if large:
        monkeypatch.setattr(reader, "LARGE", 10)
    with Workbook.from_bytes(packed(parts(ROWS, texts=["<t>old</t>"])), "b.xlsx") as book:
        sheet = book.sheet("Data")
        sheet.set("D1", 9)
        part = book.container.read(sheet.part)
        book.container.write(sheet.part, part.replace(b"0.5", b"0.75"))
        book.rebase(sheet.part)

        assert sheet.cell("A1").value == 0.75
        assert sheet.cell("D1").value == 9


@pytest.mark.parametrize(
    ("tail", "rows", "address", "code"),
    [
        ('<mergeCells><mergeCell ref="A1:B2"/></mergeCells>', "", "B2", "cell-merged"),
        ("", '<row r="1"><c r="A1"><f t="array" ref="A1:A3">1</f></c></row>', "A2",
         "cell-in-array"),
        ("", '<row r="2"/><row r="1"/>', "A2", "rows-out-of-order"),
    ],
)  # fmt: skip
def test_a_large_sheet_refuses_when_it_is_saved_and_nothing_is_written(
    monkeypatch, tmp_path, tail, rows, address, code
):
    monkeypatch.setattr(reader, "LARGE", 10)
    target = tmp_path / "b.xlsx"
    with Workbook.from_bytes(packed(parts(rows, tail=tail)), "b.xlsx") as book:
        # With its style given, nothing of the sheet is read before it is saved.
        book.sheet("Data").put(*cell_at(address), 1, style=2)
        with pytest.raises(RefusedEdit) as caught:
            book.save(target)

    assert caught.value.code == code
    assert str(caught.value).startswith("b.xlsx 'Data'")
    assert list(tmp_path.iterdir()) == []


def test_strict_and_prefixed_sheets_are_written_in_their_own_words(tmp_path):
    content = packed(parts('<row r="1"><c r="A1"><v>1</v></c></row>', prefix="x", strict=True))
    with Workbook.from_bytes(content, "b.xlsx") as book:
        sheet = book.sheet("Data")
        sheet.set("B1", "new")
        sheet.set_formula("C3", "=A1", cached=1)
        source = sheet_source(book.save(tmp_path / "b.xlsx"))
        assert sheet.cell("C3").formula == "=A1"

    assert '<x:c r="B1" t="inlineStr"><x:is><x:t>new</x:t></x:is></x:c></x:row>' in source
    assert '<x:row r="3"><x:c r="C3"><x:f>A1</x:f><x:v>1</x:v></x:c></x:row>' in source


@pytest.mark.parametrize(
    "encode",
    [
        lambda source: ("\ufeff" + source).encode(),
        lambda source: source.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda source: source.replace("<sheetData>", "<!-- <row r='9'> --><sheetData>").encode(),
        lambda source: source.replace("<v>1</v>", "<v><![CDATA[1]]></v>").encode(),
        lambda source: source.replace("<sheetData>", "<?x <row> ?><sheetData>").encode(),
    ],
    ids=["mark", "utf-16", "comment", "cdata", "instruction"],
)
def test_a_part_in_an_unusual_dress_is_read_and_written(tmp_path, encode):
    members = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    members["xl/worksheets/sheet1.xml"] = encode(members["xl/worksheets/sheet1.xml"])
    with Workbook.from_bytes(packed(members), "b.xlsx") as book:
        sheet = book.sheet("Data")
        assert sheet.cell("A1").value == 1
        sheet.set("B1", "é")
        book.save(tmp_path / "b.xlsx")

        assert (sheet.cell("A1").value, sheet.cell("B1").value) == (1, "é")


def test_a_format_is_that_of_the_cell_whatever_else_of_its_row_is_edited(sheet):
    sheet.set("B1", "text")
    sheet.set("C1", 4, number_format="0.000")
    sheet.set("F1", 5, number_format="0.0%")
    sheet.set_colours("A1", "FF0000", None)
    places = [(1, column) for column in range(1, 8)]

    asked = [sheet.style_at(*place) for place in places]

    read = [sheet.row(1).get(column) for _, column in places]
    assert asked == [cell.style if cell else 0 for cell in read]
    assert sheet.style_at(2, 1) == 0
