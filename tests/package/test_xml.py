import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import PackageError, RefusedFile
from kpibook.package import xml

PREFIXED = (
    b'<?xml version="1.0"?><x:sheet xmlns:x="urn:a" xmlns:y="urn:b">'
    b'<x:row r="1"/><y:row r="2"><y:row/></y:row><x:rows/><x:row  r = \'3\' ></x:row ></x:sheet>'
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"<a/>", b"<a/>", id="nothing to clean"),
        pytest.param(b"<a><!-- <row> --><b/></a>", b"<a><b/></a>", id="comment with markup"),
        pytest.param(b"<v>1<!-- -->2</v>", b"<v>12</v>", id="comment within a value"),
        pytest.param(b"<t><![CDATA[a<b>&]]></t>", b"<t>a&lt;b&gt;&amp;</t>", id="cdata"),
        pytest.param(b"<t><![CDATA[<!-- x -->]]></t>", b"<t>&lt;!-- x --&gt;</t>", id="both"),
        pytest.param(b"<t><!-- <![CDATA[ --></t>", b"<t></t>", id="cdata in comment"),
        pytest.param(b"<?xml version='1.0'?><?mso x?><a/>", b"<?xml version='1.0'?><a/>", id="PI"),
        pytest.param("<a>é</a>".encode("utf-16"), "<a>é</a>".encode(), id="UTF-16 with mark"),
        pytest.param(
            '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16-le"),
            "<a>é</a>".encode(),
            id="UTF-16 without mark",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="windows-1252"?><a>£</a>'.encode("cp1252"),
            "<a>£</a>".encode(),
            id="Windows code page",
        ),
        pytest.param(b"\xef\xbb\xbf<a><!-- --></a>", b"\xef\xbb\xbf<a></a>", id="UTF-8 mark kept"),
    ],
)
def test_cleaning_leaves_only_what_the_byte_search_can_trust(source, expected):
    assert xml.clean(source) == expected


def test_a_part_with_nothing_to_clean_is_not_copied():
    source = b'<?xml version="1.0" encoding="UTF-8"?><a>text</a>'
    assert xml.clean(source) is source


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml-doctype", id="entities"),
        pytest.param(b"<!-- a --><!DOCTYPE a><a/>", "xml-doctype", id="after a comment"),
        pytest.param("<!DOCTYPE a><a/>".encode("utf-16"), "xml-doctype", id="in UTF-16"),
        pytest.param(b"<a>\xff\xfe</a>", "xml-encoding", id="not UTF-8"),
        pytest.param(
            b'<?xml version="1.0" encoding="utf-7"?><a>\xe9</a>', "xml-encoding", id="UTF-7"
        ),
    ],
)
def test_what_cannot_be_trusted_is_refused(source, code):
    with pytest.raises(RefusedFile) as caught:
        xml.clean(source, part="xl/workbook.xml", file="a.xlsx")
    assert caught.value.code == code
    assert "xl/workbook.xml" in str(caught.value)


def test_a_doctype_inside_a_comment_is_only_a_comment():
    assert xml.clean(b"<a><!-- <!DOCTYPE x> --></a>") == b"<a></a>"


def test_tags_are_found_under_any_prefix_or_only_one():
    assert [tag.get("r") for tag in xml.tags(PREFIXED, "row")] == ["1", "2", "", "3"]
    assert [tag.get("r") for tag in xml.tags(PREFIXED, "row", prefix=b"x:")] == ["1", "3"]
    assert [tag.get("r") for tag in xml.tags(PREFIXED, "row", prefix=b"")] == []


def test_an_element_holds_those_of_its_own_name_within_it():
    found = next(e for e in xml.elements(PREFIXED, "row") if e.tag.get("r") == "2")
    assert found.source(PREFIXED) == b'<y:row r="2"><y:row/></y:row>'
    nested = b"<a><b><b><b/></b></b><b/></a>"
    assert [c.source(nested) for c in xml.children(nested)] == [b"<b><b><b/></b></b>", b"<b/>"]


def test_children_are_only_the_nearest():
    names = [child.tag.name for child in xml.children(PREFIXED)]
    assert names == [b"x:row", b"y:row", b"x:rows", b"x:row"]


def test_an_extension_is_not_taken_for_the_element_of_the_same_name():
    source = b'<workbook xmlns:z="urn:z"><z:definedNames/><definedNames n="1"/></workbook>'
    found = xml.child(source, "definedNames")
    assert found is not None
    assert found.tag.get("n") == "1"


def all_below(source, tag=None):
    return [all_below(source, child.tag) for child in xml.children(source, tag)]


@pytest.mark.parametrize(
    "source",
    [b"", b"no markup", b"<a><b></a>", b"<a><b", b"<a>< b></a>", b"</a>"],
    ids=["empty", "text", "crossed", "cut short", "space before the name", "only an end"],
)
def test_markup_that_does_not_add_up_is_a_coded_error(source):
    with pytest.raises(PackageError) as caught:
        all_below(source)
    assert caught.value.code == "part-damaged"


@pytest.mark.parametrize(
    ("tag", "name", "value", "expected"),
    [
        pytest.param(b'<c r="A1" s="3">', "s", "4", b'<c r="A1" s="4">', id="replaced"),
        pytest.param(b"<c r='A1'/>", "s", "4", b"<c r='A1' s=\"4\"/>", id="added to an empty tag"),
        pytest.param(b'<c r="A1" >', "s", "4", b'<c r="A1" s="4">', id="added after a space"),
        pytest.param(b'<x:c x:s="1">', "s", "4", b'<x:c x:s="1" s="4">', id="not the prefixed one"),
        pytest.param(
            b'<d name="s=1"/>', "s", "4", b'<d name="s=1" s="4"/>', id="not within a value"
        ),
        pytest.param(b"<c/>", "n", 'a"<&', b'<c n="a&quot;&lt;&amp;"/>', id="escaped"),
    ],
)
def test_one_attribute_is_set_and_the_rest_of_the_tag_stays(tag, name, value, expected):
    assert xml.set_attribute(tag, name, value) == expected


def test_removing_an_attribute_leaves_the_others():
    assert xml.remove_attribute(b'<c r="A1" s="3" t="s"/>', "s") == b'<c r="A1" t="s"/>'
    assert xml.remove_attribute(b'<c r="A1"/>', "s") == b'<c r="A1"/>'


def test_cuts_are_made_in_order_and_may_not_overlap():
    assert (
        xml.spliced(b"abcdef", [(4, 5, b"X"), (0, 1, b""), (2, 2, b"1"), (2, 2, b"2")])
        == b"b12cdXf"
    )
    with pytest.raises(ValueError, match="overlapping"):
        xml.splice(b"abcdef", [(0, 3, b""), (2, 4, b"")])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"<r><a/><d/></r>", b"<r><a/><c/><d/></r>", id="between"),
        pytest.param(b"<r><d/></r>", b"<r><c/><d/></r>", id="first"),
        pytest.param(b"<r/>", b"<r><c/></r>", id="into an empty root"),
        pytest.param(
            b"<r><a/><z/><b></b></r>", b"<r><a/><z/><b></b><c/></r>", id="after those before"
        ),
    ],
)
def test_a_child_goes_where_the_schema_wants_it(source, expected):
    assert xml.spliced(source, [xml.insert_child(source, b"<c/>", "c", "abcd")]) == expected


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n&<>\"'"))


@given(TEXT)
def test_an_attribute_written_is_read_back_by_any_parser(value):
    tag = xml.set_attribute(b"<a/>", "v", value)
    assert xml.attributes(tag)["v"] == value
    assert ET.fromstring(tag).get("v") == value


@given(TEXT)
def test_text_written_is_read_back_by_any_parser(value):
    source = b"<a>" + xml.escape(value) + b"</a>"
    assert (ET.fromstring(source).text or "") == value
    assert xml.unescape(source[3:-4].decode()) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&amp;lt;", "&lt;"),
        ("&#65;&#x42;", "AB"),
        ("&nbsp;", "&nbsp;"),
        ("&#xD800;", "\ufffd"),
        ("&#99999999999999;", "&#99999999999999;"),
    ],
)
def test_only_the_references_that_xml_knows_are_resolved_and_once(text, expected):
    assert xml.unescape(text) == expected


def trees(depth=3):
    names = st.sampled_from(["a", "b", "x:a", "x:b", "ab"])
    text = st.sampled_from(["", "t", "&lt;a&gt;"])
    leaf = st.tuples(names, st.just([]), text)
    return st.recursive(leaf, lambda inner: st.tuples(names, st.lists(inner, max_size=3), text))


def written(tree):
    name, inner, text = tree
    if not inner and not text:
        return f'<{name} k="1>2"/>'
    return f"<{name}>{text}{''.join(map(written, inner))}</{name}>"


@given(trees())
def test_the_byte_search_sees_the_children_that_a_parser_sees(tree):
    source = f'<root xmlns:x="urn:x">{written(tree)}{written(tree)}</root>'.encode()

    def seen(tag):
        return [(c.local, seen(c.tag)) for c in xml.children(source, tag)]

    def parsed(element):
        return [(c.tag.rpartition("}")[2], parsed(c)) for c in element]

    assert seen(None) == parsed(ET.fromstring(source))
