import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.worksheet import reader
from tests.support.packages import packed, parts

MERGED = '<mergeCells count="1"><mergeCell ref="B2:D4"/></mergeCells>'
ARRAY = '<row r="1"><c r="A1"><f t="array" ref="A1:B3">ROW(1:3)</f><v>1</v></c></row>'
ALONE = '<row r="1"><c r="A1"><f t="array" ref="A1">SUM(1,2)</f><v>1</v></c></row>'
SPILL = '<row r="1"><c r="A1" cm="1"><f t=\'array\' ref=\'A1:A9\'>SEQUENCE(9)</f><v>1</v></c></row>'
TABLE = '<row r="2"><c r="B2"><f t="dataTable" ref="B2:B5" r1="A1"/><v>1</v></c></row>'


def sheet(rows="", tail=""):
    return Workbook.from_bytes(packed(parts(rows, tail=tail)), "b.xlsx").sheet("Data")


@pytest.mark.parametrize(
    ("rows", "tail", "address", "code", "named"),
    [
        ("", MERGED, "C3", "cell-merged", "B2"),
        ("", MERGED, "D4", "cell-merged", "B2:D4"),
        ("", '<mergeCells><mergeCell ref="A1:A9999"/></mergeCells>', "A500", "cell-merged", "A1"),
        (ARRAY, "", "B3", "cell-in-array", "A1:B3"),
        (ARRAY, "", "A1", "cell-in-array", "A1:B3"),
        (SPILL, "", "A9", "cell-in-array", "A1:A9"),
        (SPILL, "", "A1", "cell-in-array", "A1:A9"),
        (TABLE, "", "B4", "cell-in-data-table", "B2:B5"),
    ],
    ids=["covered", "far corner", "long merge", "array", "array's first", "spilled",
         "spill's first", "data table"],
)  # fmt: skip
def test_a_cell_that_belongs_to_something_larger_is_refused(rows, tail, address, code, named):
    one = sheet(rows, tail)

    for write in (lambda: one.set(address, 1), lambda: one.set_formula(address, "=1")):
        with pytest.raises(RefusedEdit) as caught:
            write()
        assert caught.value.code == code
        assert named in str(caught.value)
        assert str(caught.value).startswith(f"b.xlsx 'Data'!{address}:")
    assert not one.edits


@pytest.mark.parametrize(
    ("rows", "tail", "address"),
    [("", MERGED, "B2"), ("", MERGED, "E4"), (ALONE, "", "A1"), (ARRAY, "", "C1")],
    ids=["the cell that shows", "beside the merge", "array of one cell", "beside the array"],
)
def test_what_belongs_to_nothing_larger_is_written(rows, tail, address):
    one = sheet(rows, tail)

    one.set(address, 5)

    assert one.cell(address).value == 5


def test_a_covered_cell_may_be_cleared():
    one = sheet('<row r="3"><c r="C3"><v>9</v></c></row>', MERGED)

    one.set("C3", None)

    assert one.cell("C3").kind == "blank"


def test_text_that_mentions_arrays_is_no_array():
    one = sheet('<row r="1"><c r="A1" t="str"><f>"t=array"</f><v>array dataTable</v></c></row>')

    one.set("A1", 1)

    assert one.cell("A1").value == 1


@pytest.mark.parametrize(
    ("tail", "protected"),
    [
        ('<sheetProtection sheet="1" objects="1"/>', True),
        ('<sheetProtection sheet="0"/>', False),
        ("<sheetProtection/>", False),
        ("", False),
    ],
)
def test_a_protected_sheet_is_known(tail, protected):
    assert sheet(tail=tail).protected is protected


@pytest.mark.parametrize(
    ("password", "mentioned"),
    [("", False), ('password="CC1A" ', True), ('hashValue="Zm9v" saltValue="YmFy" ', True)],
    ids=["none", "up to Excel 2010", "since Excel 2013"],
)
@pytest.mark.parametrize("large", [1, reader.LARGE], ids=["large", "small"])
def test_a_protected_sheet_is_written_and_a_password_on_it_is_mentioned(
    monkeypatch, password, mentioned, large
):
    monkeypatch.setattr(reader, "LARGE", large)
    content = packed(parts(tail=f'<sheetProtection {password}sheet="1"/>'))
    with Workbook.from_bytes(content, "b.xlsx") as book:
        book.sheet("Data").set("A1", 1)

        said = any("'Data' is protected with a password" in n for n in book.changes().notes)
        assert said is mentioned
        assert book.sheets[0].protected


def test_thousands_of_merged_ranges_cost_little_a_cell():
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_001))
    one = sheet(tail=f"<mergeCells>{ranges}</mergeCells>")

    for row in range(1, 2_001):
        one.set(f"A{row}", row)

    with pytest.raises(RefusedEdit):
        one.set("B2000", 1)
