"""Body of a Word document: what a template keeps, and where a report goes."""

from __future__ import annotations

import re

from kpibook.docx.word_file import MAIN, WordFile
from kpibook.errors import RefusedFile
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.xml import elements as xml

#: A paragraph of this text alone is the place of the report; without it, the whole body is.
PLACE = "{report}"
_A4 = (
    b'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1247" '
    b'w:bottom="1247" w:left="1247" w:header="708" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_NARROWEST = 4000
_CONTROL_ID = regex(rb'<w:id\s+w:val="(-?\d{1,10})"')


@dataclass(frozen=True, slots=True)
class Frame:
    """Surroundings of a report in its document.

    Attributes:
        before: Everything in front of it.
        after: Everything behind it.
        width: Width of the text in twentieths of a point.
    """

    before: bytes
    after: bytes
    width: int


def frame_of(word: WordFile) -> Frame:
    """Return what a template keeps around a report.

    Raises:
        RefusedFile: ``template-strict`` for a document in the strict form of the standard.
    """
    source = word.source()
    root = xml.root(source, part=word.main, file=word.package.name)
    if root.attributes.get("xmlns:w") != MAIN:
        raise RefusedFile(
            "the template is in a form of .docx that is not filled in (Strict Open XML).",
            code="template-strict",
            where=word.package.name,
            fix="Open it in Word and save it as a Word Document (.docx).",
        )
    body = xml.child(source, "body")
    if body is None or body.tag.empty:
        raise RefusedFile(
            "the template has no text.",
            code="template-strict",
            where=word.package.name,
            fix="Open it in Word and save it again.",
        )
    children = xml.children(source, body.tag)
    section = children[-1] if children and children[-1].local == "sectPr" else None
    ending = _A4 if section is None else section.source(source)
    place = next((each for each in children if _text(each, source) == PLACE), None)
    tail = ending + source[body.inner_end :]
    width = _width(ending)
    if place is None:
        return Frame(source[: body.inner], tail, width)
    rest_until = section.start if section else body.inner_end
    return Frame(source[: place.start], source[place.end : rest_until] + tail, width)


def _text(element: xml.Element, source: bytes) -> str:
    """Return the text of a paragraph; "" for anything else."""
    if element.local != "p":
        return ""
    # Word cuts what was typed into several runs, as its spelling checker likes.
    texts = xml.elements(source, "t", element.inner, element.inner_end)
    return "".join(each.text(source) for each in texts).strip()


def _width(section: bytes) -> int:
    size, margins = xml.first_tag(section, "pgSz"), xml.first_tag(section, "pgMar")
    width = _number(size, "w:w", 11906)
    sides = _number(margins, "w:left", 1247) + _number(margins, "w:right", 1247)
    return max(_NARROWEST, width - sides - _number(margins, "w:gutter", 0))


def _number(tag: xml.Tag | None, name: str, default: int) -> int:
    text = tag.get(name) if tag else ""
    return int(text) if text.isdecimal() and len(text) < 7 else default


def control_ids(word: WordFile) -> set[int]:
    """Return the ids that content controls of a document have, so that a new id is unique."""
    parts = [name for name in word.package.names() if re.match(r"word/[^/]+\.xml$", name.lower())]
    return {int(match) for part in parts for match in _CONTROL_ID.findall(word.package.read(part))}
