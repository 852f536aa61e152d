import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.xlsx.xml import edits


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
    assert edits.set_attribute(tag, name, value) == expected


def test_removing_an_attribute_leaves_the_others():
    assert edits.remove_attribute(b'<c r="A1" s="3" t="s"/>', "s") == b'<c r="A1" t="s"/>'
    assert edits.remove_attribute(b'<c r="A1"/>', "s") == b'<c r="A1"/>'


def test_cuts_are_made_in_order_and_may_not_overlap():
    assert (
        edits.spliced(b"abcdef", [(4, 5, b"X"), (0, 1, b""), (2, 2, b"1"), (2, 2, b"2")])
        == b"b12cdXf"
    )
    with pytest.raises(ValueError, match="overlapping"):
        edits.splice(b"abcdef", [(0, 3, b""), (2, 4, b"")])


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n&<>\"'"))


@given(TEXT)
def test_an_attribute_written_is_read_back_by_any_parser(value):
    tag = edits.set_attribute(b"<a/>", "v", value)
    assert edits.attributes(tag)["v"] == value
    assert ET.fromstring(tag).get("v") == value
