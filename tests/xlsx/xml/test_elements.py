import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import PackageError
from kpibook.xlsx.xml import elements as xml

PREFIXED = (
    b'<?xml version="1.0"?><x:sheet xmlns:x="urn:a" xmlns:y="urn:b">'
    b'<x:row r="1"/><y:row r="2"><y:row/></y:row><x:rows/><x:row  r = \'3\' ></x:row ></x:sheet>'
)


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
