import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import RefusedFile
from kpibook.xlsx.xml import text as xmltext

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n&<>\"'"))


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
    assert xmltext.clean(source) == expected


def test_a_part_with_nothing_to_clean_is_not_copied():
    source = b'<?xml version="1.0" encoding="UTF-8"?><a>text</a>'
    assert xmltext.clean(source) is source


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
        xmltext.clean(source, part="xl/workbook.xml", file="a.xlsx")
    assert caught.value.code == code
    assert "xl/workbook.xml" in str(caught.value)


def test_a_doctype_inside_a_comment_is_only_a_comment():
    assert xmltext.clean(b"<a><!-- <!DOCTYPE x> --></a>") == b"<a></a>"


@given(TEXT)
def test_text_written_is_read_back_by_any_parser(value):
    source = b"<a>" + xmltext.escape(value) + b"</a>"
    assert (ET.fromstring(source).text or "") == value
    assert xmltext.unescape(source[3:-4].decode()) == value


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
    assert xmltext.unescape(text) == expected
