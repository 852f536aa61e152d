"""Sections of a typed report: which measure a paragraph is about, by ref or by title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import folded
from kpibook.on_use.regex import regex

_LONGEST_HEADING = 8
_NUMBERED = regex(r"\d{1,3}\.\s")
_OF_A_SENTENCE = regex(r"[.:;,%(\u2013\u2014-]|\d\d")
_LONGER_THAN_TITLE = 30
_MARKS = " *#_\t-\u2013\u2014:"


def sections_of(
    paragraphs: Iterable[Paragraph], titles: Mapping[str, str]
) -> Iterator[tuple[str, Paragraph]]:
    """Yield paragraphs with the key of the measure that each is about; "" for none.

    A section begins with a measure's ref or title, and ends with a heading, a numbered paragraph
    or a short line that is no sentence. The line that names a measure says nothing of it, unless
    it is a sentence: "CUS01 scored 8.2."

    Args:
        paragraphs: The report.
        titles: The title of each measure by its key.
    """
    by_title = {folded(title): key for key, title in titles.items() if title}
    current = ""
    for paragraph in paragraphs:
        named = "" if paragraph.cells else measure_named(paragraph.text, titles, by_title)
        if named and _is_sentence(paragraph.text, titles[named]):
            # In the section of another measure it says nothing of where that goes on.
            current = named if current in ("", named) else ""
            yield named, paragraph
            continue
        if named:
            current = named
            continue
        if not paragraph.cells and _ends(paragraph):
            current = ""
        yield current, paragraph


_VERB = regex(
    r"(?i)\b(?:was|were|is|are|has|have|had|scored|scores|rose|fell|met|meets|missed|misses|improved"
    r"|declined|reached|stood|achieved|increased|decreased|dropped|worsened|remains|remained"
    r"|saw|came|exceeded|beat)\b"
)


def _is_sentence(text: str, title: str) -> bool:
    """Return True for a sentence that begins with a reference, and does not give the title."""
    plain = text.strip(_MARKS)
    return (
        plain.endswith((".", "!"))
        and _VERB.search(plain) is not None
        and (not title or folded(title) not in folded(plain))
    )


def measure_named(text: str, titles: Mapping[str, str], by_title: Mapping[str, str]) -> str:
    """Return the key of the measure that a line begins with or is the title of; "" if none.

    A ref of figures alone could be the number of a paragraph, and counts with its title only.

    >>> measure_named("PI. 2250 - % of closed cases", {"PI2250": "% of cases"}, {})
    'PI2250'
    >>> measure_named("1. To present the position", {"1": "Cases"}, {})
    ''
    """
    plain = text.strip(_MARKS)
    words = plain[:80].split()
    for number in (1, 2, 3):
        key = ref_key("".join(words[:number]).strip(_MARKS))
        if key in titles and not key.replace(".", "").isdecimal():
            return key
    line = folded(plain)
    return next(
        (
            key
            for title, key in by_title.items()
            if title in line and len(line) <= len(title) + _LONGER_THAN_TITLE
        ),
        "",
    )


def _ends(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip(_MARKS)
    if paragraph.is_heading or _NUMBERED.match(text):
        return True
    return len(text.split()) <= _LONGEST_HEADING and bool(text) and not _OF_A_SENTENCE.search(text)
