from __future__ import annotations

import time

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.well_formed import checked, is_sound, is_xml


def refusal(*pieces: bytes) -> str:
    """The code with which a part in these pieces is refused; "" if it is not."""
    try:
        for _ in checked(pieces, part="xl/a.xml", file="a.xlsx"):
            pass
    except RefusedFile as error:
        return error.code
    return ""


def reason(*pieces: bytes) -> str:
    """The message with which a part in these pieces is refused."""
    with pytest.raises(RefusedFile) as refused:
        list(checked(pieces, part="xl/a.xml", file="a.xlsx"))
    return str(refused.value)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param(b"<a><b c='/>'/>text &gt; </a>", "", id="right"),
        pytest.param("<a>\u00e9</a>".encode("utf-16"), "", id="UTF-16"),
        pytest.param(b"<a/>junk", "xml-not-well-formed", id="junk at the end"),
        pytest.param(b"<a/><a/>", "xml-not-well-formed", id="two documents"),
        pytest.param(b"<a><b></a>", "xml-not-well-formed", id="not closed"),
        pytest.param(b"<a b='1' b='2'/>", "xml-not-well-formed", id="an attribute twice"),
        pytest.param(b"<x:a/>", "xml-not-well-formed", id="a prefix without a namespace"),
        pytest.param(b"<a>\x01</a>", "xml-not-well-formed", id="a control character"),
        pytest.param(b"", "xml-not-well-formed", id="nothing"),
        pytest.param(b"<!DOCTYPE a><a/>", "xml-doctype", id="a document type"),
        pytest.param(
            b"<?xml version='1.0' encoding='true'?><a/>", "xml-encoding", id="no encoding"
        ),
        pytest.param(b"<?xml version='1.0' encoding='utf-7'?><a/>", "xml-encoding", id="UTF-7"),
    ],
)
def test_a_part_is_one_well_formed_document(source: bytes, code: str) -> None:
    assert refusal(source) == code
    assert refusal(*(source[i : i + 1] for i in range(len(source)))) == code


@pytest.mark.parametrize("element", [b"<a>", b"<a>/>", b"<a b='/>'>", b"<a b='>'>"])
def test_elements_nested_without_end_are_refused_however_they_are_written(element: bytes) -> None:
    pieces = [element * 10_000] * 101

    assert refusal(b"<r>", *pieces) == "xml-not-well-formed"
    assert refusal(b"<r>", *pieces[:20], b"</a>" * 200_000, b"</r>") == ""


@pytest.mark.parametrize(
    "hiding",
    [
        pytest.param(b"<!--" + b"</" * 900_000 + b"-->", id="a comment"),
        pytest.param(b"<![CDATA[" + b"</" * 900_000 + b"]]>", id="CDATA"),
        pytest.param(b"<?x " + b"</" * 900_000 + b"?>", id="an instruction"),
    ],
)
def test_ends_that_are_no_tags_hide_no_nesting(hiding: bytes) -> None:
    nested = [b"<a>" * 900_000]

    assert refusal(b"<r>", *nested, hiding, b"</a>" * 900_000, b"</r>") == ""
    assert "nested" in reason(b"<r>", *nested, hiding, *nested)
    assert "nested" in reason(b"<r>", *nested, hiding[:6], hiding[6:], *nested)


@pytest.mark.parametrize("start", [b'<a b="', b"<a><!--", b"<a><", b"<?a "])
def test_a_tag_without_end_is_refused_before_it_is_read_a_hundred_times(start: bytes) -> None:
    began = time.process_time()

    assert refusal(start, *[b"x" * 256 * 1024] * 400) == "xml-too-large"
    assert time.process_time() - began < 3


def test_a_long_text_and_a_tag_of_a_megabyte_are_read() -> None:
    tag = b'<b c="' + b"A1 " * 350_000 + b'"/>'
    cdata = (b"<![CDATA[<", *[b"x" * 256 * 1024] * 40, b"]]>")

    assert refusal(b"<a>", tag, *[b"x" * 256 * 1024] * 40, *cdata, b"</a>") == ""


def test_only_parts_that_are_xml_by_the_rules_are_checked() -> None:
    assert is_xml("xl/Workbook.XML")
    assert is_xml("_rels/.rels")
    assert not is_xml("xl/drawings/vmlDrawing1.vml")
    assert not is_xml("xl/media/image1.png")


SOUND = [b"<a/>", b"<a><b c='/>'/>text &gt; </a>", b"<a>" + b"<b/>" * 2_000 + b"</a>"]
UNSOUND = [b"", b"<a/>junk", b"<a><b></a>", b"<!DOCTYPE a><a/>", b"<a>\x01</a>", b"<a>\xff</a>"]


@pytest.mark.parametrize("source", [*SOUND, *UNSOUND])
def test_a_whole_part_is_sound_if_its_pieces_are_each_time_it_is_asked(source: bytes) -> None:
    for _ in range(2):
        assert is_sound(source) == (refusal(source) == "")
        assert is_sound(source) == (source in SOUND)
