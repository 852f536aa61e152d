from __future__ import annotations

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.well_formed import checked, is_xml


def refusal(*pieces: bytes) -> str:
    """The code with which a part in these pieces is refused; "" if it is not."""
    try:
        for _ in checked(pieces, part="xl/a.xml", file="a.xlsx"):
            pass
    except RefusedFile as error:
        return error.code
    return ""


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


def test_only_parts_that_are_xml_by_the_rules_are_checked() -> None:
    assert is_xml("xl/Workbook.XML")
    assert is_xml("_rels/.rels")
    assert not is_xml("xl/drawings/vmlDrawing1.vml")
    assert not is_xml("xl/media/image1.png")
