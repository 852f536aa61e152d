import io
import re
import zipfile

import pytest
import xlsxwriter
from openpyxl import load_workbook

from kpibook.errors import RefusedEdit
from kpibook.package import xml
from kpibook.package.container import Container
from kpibook.package.numberformats import is_date_code
from kpibook.package.stylemerge import merge
from kpibook.package.styles import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def a_stylesheet(cell_xfs, *, formats="", prefix="", namespace=MAIN, more=""):
    """A styles part with these xf attribute texts, under any prefix and namespace."""
    p = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    body = "".join(f"<{p}xf {xf}/>" for xf in cell_xfs)
    return (
        f'<{p}styleSheet {declared}="{namespace}">{formats}'
        f"<{p}fonts><{p}font/></{p}fonts><{p}fills><{p}fill/></{p}fills>"
        f"<{p}borders><{p}border/></{p}borders>"
        f"<{p}cellXfs>{body}</{p}cellXfs>{more}</{p}styleSheet>"
    ).encode()


def a_book(build):
    """The bytes of a workbook that `build` fills in with XlsxWriter."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    build(book, book.add_worksheet("Return"))
    book.close()
    return stream.getvalue()


def styles_of(data):
    return Styles.of(Container.from_bytes(data, "a.xlsx"), "xl/workbook.xml")


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("General", False), ("0.00E+00", False), ("@", False), ('0 "days"', False),
        ("[Red]0.0", False),
        ("[$-409]d mmm yyyy", True), ("[$£-809]#,##0", False), ("\\d0", False), ("_d0", False),
        ("[h]:mm", True), ("[ss]", True), ("mm:ss.0", True), ("h:mm AM/PM", True), ("yyyy", True),
        ("[" * 100_000, False),
        ('#,##0;[Red]"days due"', False), ("[>=100]0;0.0", False), ("0*d", False), ("", False),
    ],
)  # fmt: skip
def test_a_date_format_is_one_that_has_date_letters_outside_literals(code, date):
    assert is_date_code(code) is date


@pytest.mark.parametrize(
    ("number", "code", "date"),
    [(0, "General", False), (9, "0%", False), (14, "mm-dd-yy", True), (22, "m/d/yy h:mm", True),
     (46, "[h]:mm:ss", True), (49, "@", False), (30, "General", True), (99, "General", False)],
)  # fmt: skip
def test_built_in_formats_are_known_by_number(number, code, date):
    styles = Styles(a_stylesheet([f'numFmtId="{number}"']))
    assert (styles.number_format(0), styles.is_date(0)) == (code, date)


def test_a_workbook_may_give_a_built_in_number_another_meaning():
    formats = '<numFmts><numFmt numFmtId="9" formatCode="d mmm"/></numFmts>'
    styles = Styles(a_stylesheet(['numFmtId="9"'], formats=formats))
    assert (styles.number_format(0), styles.is_date(0)) == ("d mmm", True)
    assert styles.format_id("0%") != 9


@pytest.mark.parametrize("prefix", ["", "x"], ids=["no prefix", "prefixed"])
@pytest.mark.parametrize("namespace", [MAIN, STRICT], ids=["transitional", "strict"])
def test_another_number_format_is_one_more_style_and_nothing_else_changes(prefix, namespace):
    before = a_stylesheet(
        ['numFmtId="0"', 'numFmtId="2" fontId="0" applyFont="1"'],
        prefix=prefix,
        namespace=namespace,
    )
    styles = Styles(before)
    new = styles.with_number_format(1, "0.000%")
    assert new == 2
    assert styles.with_number_format(1, "0.000%") == 2
    after = Styles(styles.sheet.result())
    assert [after.number_format(i) for i in range(3)] == ["General", "0.00", "0.000%"]
    kept = re.sub(rb"<x?:?numFmts.*?</x?:?numFmts>", b"", styles.sheet.result())
    p = f"{prefix}:".encode() if prefix else b""
    added = b'<%bxf numFmtId="164" fontId="0" applyFont="1" applyNumberFormat="1"/>' % p
    assert kept.replace(added, b"") == before


def test_counts_follow_what_was_added():
    data = a_book(lambda book, sheet: sheet.write(0, 0, 1, book.add_format({"num_format": "0.0%"})))
    styles = styles_of(data)
    new = styles.with_quote_prefix(styles.with_number_format(1, "0.0000"))
    result = styles.sheet.result()
    for name in ("cellXfs", "numFmts"):
        found = xml.child(result, name)
        assert int(found.tag.get("count")) == len(xml.children(result, found.tag))
    assert xml.root(styles.sheet.entries("cellXfs")[new]).get("quotePrefix") == "1"
    assert styles.without_quote_prefix(new) == styles.with_number_format(1, "0.0000")


def test_an_index_that_does_not_exist_is_the_first_style():
    styles = Styles(a_stylesheet(['numFmtId="14"', 'numFmtId="2"']))
    assert styles.number_format(99) == "mm-dd-yy"
    assert styles.is_date(99) is True
    assert Styles(a_stylesheet([])).number_format(99) == "General"


def test_a_number_format_excel_would_not_open_is_refused():
    with pytest.raises(RefusedEdit) as caught:
        Styles(a_stylesheet([""])).with_number_format(0, "0" * 256)
    assert caught.value.code == "number-format-too-long"


def test_more_styles_than_excel_opens_are_refused():
    styles = Styles(a_stylesheet([f'fontId="{i}"' for i in range(65_490)]))
    with pytest.raises(RefusedEdit) as caught:
        styles.with_number_format(5, "0.0")
    assert caught.value.code == "too-many-styles"


def test_a_workbook_without_styles_gets_a_part_for_them():
    data = a_book(lambda book, sheet: sheet.write(0, 0, 1))
    bare = without(data, "xl/styles.xml")
    container = Container.from_bytes(bare, "a.xlsx")
    styles = Styles.of(container, "xl/workbook.xml")
    new = styles.with_number_format(0, "0.0%")
    styles.flush()
    again = Styles.of(container, "xl/workbook.xml")
    assert (len(again), again.number_format(new)) == (2, "0.0%")


def without(data, part):
    """The package without one part and all that is said of it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            said = rf"<(?:Override|Relationship)[^>]*{part.rpartition('/')[2]}[^>]*/>"
            if name != part:
                new.writestr(name, re.sub(said, "", content))
    return stream.getvalue()


def a_return(book, sheet):
    heading = book.add_format({"bold": True, "bg_color": "#00703C", "border": 1, "font_size": 14})
    figure = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0", "bg_color": "#FFF9DB"})
    red = book.add_format({"bg_color": "#FFC7CE", "num_format": "0.00%"})
    sheet.write(0, 0, "Quarterly return", heading)
    sheet.write(1, 0, 95, figure)
    sheet.write(2, 0, "plain")
    sheet.write(3, 0, 0.5, book.add_format({"num_format": 9}))
    rule = {"type": "cell", "criteria": ">", "value": 3, "format": red}
    sheet.conditional_format("A1:A9", rule)


def someone_elses(book, sheet):
    book.formats[0].set_font_name("Arial")
    odd = book.add_format({"num_format": "0.0000", "italic": True, "font_name": "Arial"})
    sheet.write(0, 0, 1, odd)
    rule = {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": 1})}
    sheet.conditional_format("A1:A9", rule)


def test_merged_styles_look_as_they_did_and_the_present_ones_do_not_move():
    target, other = styles_of(a_book(someone_elses)), styles_of(a_book(a_return))
    before = {name: target.sheet.entries(name)[:] for name in ("fonts", "cellXfs", "dxfs")}
    merged = merge(target, other)
    after = Styles(target.sheet.result())
    for name, entries in before.items():
        assert after.sheet.entries(name)[: len(entries)] == entries
    for old, new in enumerate(merged.xfs):
        assert after.number_format(new) == other.number_format(old)
        assert looks(after, new, "fills", "fillId") == looks(other, old, "fills", "fillId")
    assert b"00703C" in looks(after, merged.xfs[1], "fills", "fillId")
    assert b'<sz val="14"/>' in looks(after, merged.xfs[1], "fonts", "fontId")
    assert b"FFC7CE" in after.sheet.entries("dxfs")[merged.dxfs[0]]
    assert merged.xfs[0] == 0


def looks(styles, xf, name, attribute):
    index = xml.root(styles.sheet.entries("cellXfs")[xf]).get(attribute)
    return styles.sheet.entries(name)[int(index)]


def test_merging_the_same_twice_adds_nothing_the_second_time():
    target, other = styles_of(a_book(someone_elses)), styles_of(a_book(a_return))
    first = merge(target, other)
    again = Styles(target.sheet.result())
    assert merge(again, other) == first
    assert not again.changed


def test_merging_into_a_workbook_like_itself_adds_nothing_but_what_is_said_outright():
    data = a_book(a_return)
    target = styles_of(data)
    counts = {name: target.sheet.count(name) for name in ("fonts", "fills", "borders", "numFmts")}
    merge(target, styles_of(data))
    assert counts == {name: target.sheet.count(name) for name in counts}


@pytest.mark.parametrize("prefix", ["", "x"], ids=["no prefix", "prefixed"])
def test_merging_into_prefixed_and_strict_styles_speaks_their_dialect(prefix):
    target = Styles(a_stylesheet(['numFmtId="0"'], prefix=prefix, namespace=STRICT))
    merged = merge(target, styles_of(a_book(a_return)))
    result = target.sheet.result()
    assert MAIN.encode() not in result
    names = {tag.prefix for name in ("xf", "font", "sz", "dxf") for tag in xml.tags(result, name)}
    assert names == {f"{prefix}:".encode() if prefix else b""}
    assert Styles(result).number_format(merged.xfs[2]) == "#,##0.0;[Red]-#,##0.0"


def test_a_plain_style_that_is_not_plain_here_is_brought_along():
    target = Styles(a_stylesheet(['numFmtId="14"']))
    merged = merge(target, styles_of(a_book(a_return)))
    assert merged.xfs[0] != 0
    assert target.number_format(merged.xfs[0]) == "General"


def with_heading(data):
    container = Container.from_bytes(data, "a.xlsx")
    styles = Styles.of(container, "xl/workbook.xml")
    new = styles.with_named_style(1, "Heading 1", 16)
    styles.flush()
    return container, new


def test_a_named_style_comes_along_and_is_seen_by_another_reader(tmp_path):
    scratch, heading = with_heading(a_book(a_return))
    data = a_book(someone_elses)
    container = Container.from_bytes(data, "a.xlsx")
    target = Styles.of(container, "xl/workbook.xml")
    merged = merge(target, Styles.of(scratch, "xl/workbook.xml"))
    target.flush()
    sheet = container.read("xl/worksheets/sheet1.xml")
    index = b'<c r="A1" s="%d"' % merged.xfs[heading]
    container.write("xl/worksheets/sheet1.xml", re.sub(rb'<c r="A1" s="\d+"', index, sheet))
    with (tmp_path / "out.xlsx").open("wb+") as out:
        container.dump(out)
    cell = load_workbook(tmp_path / "out.xlsx")["Return"]["A1"]
    assert (cell.style, cell.font.sz, cell.fill.fgColor.rgb) == ("Heading 1", 14, "FF00703C")


def test_the_workbooks_own_heading_style_is_used_whatever_its_language():
    scratch, heading = with_heading(a_book(a_return))
    welsh = a_stylesheet(
        ['numFmtId="0" xfId="0"'],
        more='<cellStyles><cellStyle name="Pennawd 1" xfId="3" builtinId="16"/></cellStyles>',
    )
    target = Styles(welsh)
    merged = merge(target, Styles.of(scratch, "xl/workbook.xml"))
    assert xml.root(target.sheet.entries("cellXfs")[merged.xfs[heading]]).get("xfId") == "3"
    assert target.sheet.count("cellStyles") == 1
