import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import PackageError
from kpibook.xlsx.styles.stylesheet import (
    EMPTY,
    Stylesheet,
    _all_of_a_name,
    _entries_of,
    canonical,
    with_prefix,
)
from kpibook.xlsx.xml import elements as xml
from tests.xlsx.styled import a_book, a_stylesheet, styles_of


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(b'<xf a="1" b="2"/>', b"<xf b='2'  a='1'></xf>", id="order and spelling"),
        pytest.param(b'<xf a="true"/>', b'<xf a="1"/>', id="ways to say true"),
        pytest.param(b"<f><b/> <sz/></f>", b"<f><b/><sz/></f>", id="white space"),
        pytest.param(b'<f xmlns="urn:x"/>', b"<f/>", id="a namespace said again"),
    ],
)
def test_entries_that_say_the_same_are_the_same(one, other):
    assert canonical(one, b"") == canonical(other, b"")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(b'<xf a="1"/>', b'<xf a="2"/>', id="another value"),
        pytest.param(b"<f><b/><i/></f>", b"<f><i/><b/></f>", id="another order of elements"),
        pytest.param(b"<f>a</f>", b"<f>b</f>", id="another text"),
        pytest.param(b"<f><z:b/></f>", b"<f><b/></f>", id="another namespace"),
    ],
)
def test_entries_that_differ_in_what_they_say_are_not(one, other):
    assert canonical(one, b"") != canonical(other, b"")


def test_a_style_nested_without_end_is_refused():
    with pytest.raises(PackageError) as caught:
        canonical(b"<a>" * 400 + b"</a>" * 400, b"")
    assert caught.value.code == "part-damaged"


def test_what_is_alike_is_put_once_and_what_is_added_is_added():
    sheet = Stylesheet(a_stylesheet(['numFmtId="1"', 'numFmtId="2"']))
    assert sheet.put("cellXfs", b"<xf numFmtId='2'/>") == 1
    assert sheet.put("cellXfs", b'<xf numFmtId="3"/>') == 2
    assert sheet.put("cellXfs", b'<xf numFmtId="3"></xf>') == 2
    assert sheet.add("cellXfs", b'<xf numFmtId="3"/>') == 3
    assert [sheet.entry("cellXfs", index) for index in (0, 3, 4, -1)] == [
        b'<xf numFmtId="1"/>', b'<xf numFmtId="3"/>', None, None,
    ]  # fmt: skip


def test_a_list_that_was_not_there_goes_where_the_schema_wants_it():
    sheet = Stylesheet(a_stylesheet(['numFmtId="0"'], more="<dxfs/><colors/>"))
    sheet.put("numFmts", b'<numFmt numFmtId="164" formatCode="0"/>')
    sheet.put("cellStyles", b'<cellStyle name="Normal" xfId="0"/>')
    sheet.put("dxfs", b"<dxf/>")
    names = [child.local for child in xml.children(sheet.result())]
    assert names == [
        "numFmts", "fonts", "fills", "borders", "cellXfs", "cellStyles", "dxfs", "colors",
    ]  # fmt: skip
    assert b"<dxfs><dxf/></dxfs>" in sheet.result()


def test_nothing_added_leaves_the_part_byte_for_byte():
    source = a_stylesheet(['numFmtId="0"'])
    sheet = Stylesheet(source)
    sheet.put("cellXfs", b'<xf numFmtId="0"/>')
    assert not sheet.changed
    assert sheet.result() == source


def test_only_the_prefix_that_is_meant_is_replaced():
    source = b'<x:xf a="<x:"><y:ext/><x:b></x:b></x:xf>'.replace(b'"<x:"', b'"x:"')
    assert with_prefix(source, b"x:", b"") == b'<xf a="x:"><y:ext/><b></b></xf>'
    assert with_prefix(b"<xf><y:e/></xf>", b"", b"z:") == b"<z:xf><y:e/></z:xf>"


def test_the_plainest_styles_have_what_excel_asks_for():
    sheet = Stylesheet(EMPTY % b"urn:x")
    assert (sheet.count("fills"), sheet.count("cellXfs"), sheet.count("cellStyles")) == (2, 1, 1)


entries_in_lists = st.lists(
    st.sampled_from(
        [b'<xf a="1"/>', b'<xf a="1"><al b="/>"/></xf>', b"<xf b='>'></xf>", b"<xf/>",
         b"<xf\n c='2'/>",
         b'<xf a="1"><xf b="2"/></xf>', b"<xfs d='1'/>", b" ", b"<ext><xf e='1'/></ext>", b"<x/>",
         b'<xf a="1"/><xf\nb="2"><al/></xf>', b'<xf a="1" ></xf >']
    ),
    max_size=5,
)  # fmt: skip


@given(entries_in_lists)
def test_entries_found_at_once_are_those_that_are_found_one_by_one(entries):
    source = b"<s><cellXfs>" + b"".join(entries) + b"</cellXfs></s>"
    holder = xml.child(source, "cellXfs")

    one_by_one = [entry.source(source) for entry in xml.children(source, holder.tag)]
    assert _entries_of(holder, source) == one_by_one
    assert Stylesheet(source).entries("cellXfs") == one_by_one


def test_entries_in_the_usual_spelling_are_found_at_once():
    assert _all_of_a_name(b'<xf a="1"/><xf b="2"><al/></xf>') == [
        b'<xf a="1"/>',
        b'<xf b="2"><al/></xf>',
    ]
