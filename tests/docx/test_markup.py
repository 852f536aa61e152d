from __future__ import annotations

import re

import pytest

from kpibook.docx.markup import (
    Letters,
    Shape,
    content,
    is_as_it_is,
    line,
    paragraph,
    run,
    shading,
    value,
)
from kpibook.xlsx.xml.text import escape, quoted


def names(markup: str, inside: str) -> list[str]:
    """The elements in the properties, in order."""
    found = re.search(f"<w:{inside}>(.*)</w:{inside}>", markup)
    return re.findall(r"<w:(\w+)", found[1]) if found else []


def test_letters_are_in_the_order_of_the_schema() -> None:
    markup = run("x", Letters(bold=True, colour="1D2429", points=13, language="cy"))

    assert names(markup, "rPr") == ["b", "color", "sz", "lang"]
    assert 'w:val="26"' in markup, "half points"


def test_the_look_of_a_paragraph_is_in_the_order_of_the_schema() -> None:
    shape = Shape("Heading1", keep_next=True, level=0, before=6, indent=360)

    markup = paragraph(run("x"), shape)

    assert names(markup, "pPr") == ["pStyle", "keepNext", "spacing", "ind", "outlineLvl"]
    assert 'w:before="120"' in markup


def test_a_paragraph_without_a_look_has_no_properties() -> None:
    assert paragraph("") == "<w:p></w:p>"


def test_no_words_make_no_run() -> None:
    assert run("") == ""


@pytest.mark.parametrize("hostile", ["<w:p>", "a & b", 'say "x"', "]]>", "\ud800", "\x00\x1b"])
def test_words_never_become_markup(hostile: str) -> None:
    for markup in (content(hostile), value(hostile)):
        assert "<" not in markup
        assert re.search("&(?!amp;|lt;|gt;|quot;)", markup) is None
        assert not re.search("[\x00-\x08\ud800-\udfff]", markup)


def test_line_ends_are_spaces() -> None:
    assert ">a b c<" in run("a\nb\r\n\tc")


def test_white_is_no_background() -> None:
    assert shading("FFFFFF") == shading("") == ""
    assert 'w:fill="FDE7E9"' in shading("FDE7E9")


def test_what_is_written_as_it_is_needs_no_escape_and_no_other_line() -> None:
    for character in map(chr, (*range(0xD800), *range(0xE000, 0x11000))):
        if is_as_it_is(character):
            assert escape(character).decode() == character
            assert quoted(character).decode() == f'"{character}"'
            assert line(character) == content(character) == character
            assert len(character.splitlines()) == 1
    assert not any(map(is_as_it_is, '&<>"\t\n\r\x85\u2028\u2029\ufffe\uffff\ud800\x00\x1f\x7f'))
    assert all(map(is_as_it_is, "a'£%–é\ufffd"))
