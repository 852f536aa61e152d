import re

import pytest
from openpyxl import load_workbook

from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.merge import merge
from kpibook.xlsx.xml import elements as xml
from tests.xlsx.styled import (
    MAIN,
    STRICT,
    a_book,
    a_return,
    a_stylesheet,
    as_heading,
    someone_elses,
    styles_of,
)


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


SOME_CODES = [(0, "h:mm"), (2, "h:mm"), (9, '0"x"'), (14, "0.0")]


def with_code(xfs, number, code):
    """Return styles that give the built-in id `number` the code `code`."""
    entry = f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
    return Styles(a_stylesheet(xfs, formats=f"<numFmts>{entry}</numFmts>"))


def escape(code):
    return code.replace('"', "&quot;")


@pytest.mark.parametrize(("number", "code"), SOME_CODES)
def test_a_number_format_looks_as_before_where_the_workbook_redefines_its_id(number, code):
    target = with_code(['numFmtId="0"'], number, code)
    other = Styles(a_stylesheet(['numFmtId="0"', f'numFmtId="{number}" applyNumberFormat="1"']))

    merged = merge(target, other)
    after = Styles(target.sheet.result())

    for old, new in enumerate(merged.xfs):
        assert after.number_format(new) == other.number_format(old) != code
        assert after.is_date(new) == other.is_date(old)


def test_an_east_asian_date_stays_a_date_where_the_workbook_redefines_its_id():
    target = with_code(['numFmtId="0"'], 27, "0.0")

    merged = merge(target, Styles(a_stylesheet(['numFmtId="0"', 'numFmtId="27"'])))

    assert Styles(target.sheet.result()).is_date(merged.xfs[1])


@pytest.mark.parametrize(("number", "code"), SOME_CODES)
def test_a_number_format_with_an_id_redefined_in_its_own_workbook_comes_along(number, code):
    target = Styles(a_stylesheet(['numFmtId="0"']))
    other = with_code(['numFmtId="0"', f'numFmtId="{number}" applyNumberFormat="1"'], number, code)

    merged = merge(target, other)

    assert Styles(target.sheet.result()).number_format(merged.xfs[1]) == code


def test_an_id_that_the_workbook_defines_as_excel_does_is_used_as_it_is():
    target = with_code(['numFmtId="0"'], 0, "General")

    assert merge(target, Styles(a_stylesheet(['numFmtId="0"']))).xfs == (0,)
    assert target.format_id("General") == 0


def with_heading(data):
    container = OpcPackage.from_bytes(data, "a.xlsx")
    styles = Styles.of(container, "xl/workbook.xml")
    new = as_heading(styles, 1)
    styles.flush()
    return container, new


def test_a_named_style_comes_along_and_is_seen_by_another_reader(tmp_path):
    scratch, heading = with_heading(a_book(a_return))
    data = a_book(someone_elses)
    container = OpcPackage.from_bytes(data, "a.xlsx")
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
