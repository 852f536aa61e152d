"""Names in the council's words, such as {quarter}, filled in from the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpibook.domain.report.report import Paragraph
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

#: Every name that is filled in, with its meaning.
NAMES: Mapping[str, str] = {
    "council": "the council's name",
    "directorate": "the directorate, or the directorates",
    "committee": "the committee",
    "quarter": "Quarter 3",
    "period": "Q3 2021/22",
    "period_long": "Quarter 3 (1st October 2021 to 31st December 2021)",
    "previous": "the quarter before: Q2 2021/22",
    "financial_year": "2021/22",
    "measures": "6 measures",
    "priorities": "2 priorities",
    "by_priority": "a list of the priorities, with the number of measures of each",
    "new_measures": "a sentence on the measures that are new this year; nothing without any",
    "summary": "the summary of the quarter, in sentences",
}

#: A name's value: a text, or the items of a list.
Values = Mapping[str, str | tuple[str, ...]]

#: Names that are filled in with nothing where there is nothing to say.
_MAY_BE_EMPTY = ("new_measures",)
_NAME = regex(r"\{\{|\}\}|\{([^{}\n]*)\}")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Filled:
    """Text with its names filled in.

    Attributes:
        text: The text.
        unknown: Names in it that are not known; each is printed as not available.
        empty: Names in it that are known and have no value, likewise.
        is_filled: True if there was a name in it.
    """

    text: str
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    is_filled: bool = False


def fill(text: str, values: Values) -> Filled:
    """Fill in the names in a text; two braces print one.

    Capitals in a name do not count. What is filled in is not looked at again, so that braces in a
    workbook's words stay as they are.

    >>> fill("The {quarter} of {yaer}, {{so}}", {"quarter": "Quarter 3"})
    Filled(text='The Quarter 3 of [x], {so}', unknown=('yaer',), empty=(), is_filled=True)
    """
    unknown: list[str] = []
    empty: list[str] = []
    names: list[str] = []

    def value(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        name = " ".join(match[1].split())
        names.append(name)
        known = values.get(name.casefold())
        if known is None:
            unknown.append(name[:_LONGEST])
            return SHORTHAND_MISSING
        if not known and name.casefold() not in _MAY_BE_EMPTY:
            empty.append(name)
            return SHORTHAND_MISSING
        return known if isinstance(known, str) else listed(known)

    filled = _NAME.sub(value, text)
    return Filled(filled, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(empty)), bool(names))


def paragraphs_of(text: str, values: Values, section: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs and lists of a section's text, with its names filled in.

    A paragraph that is a name alone, such as {by_priority}, is the list it is filled in with. One
    of which nothing is left when its names are filled in is left out.

    Args:
        text: The text as the council wrote it.
        values: The values of the names.
        section: The id of the section, which those of its paragraphs begin with.
    """
    paragraphs = []
    for number, (part, is_list) in enumerate(_parts(text), start=1):
        paragraph = _paragraph(part, values, f"{section}.p{number}", is_list=is_list)
        if paragraph.text or paragraph.items:
            paragraphs.append(paragraph)
    return tuple(paragraphs)


def _parts(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the lines of each paragraph and of each list, and True for a list."""
    part: list[str] = []
    was_list = False
    for line in [*text.splitlines(), ""]:
        bare = line.strip()
        is_list = bare.startswith(("- ", "* "))
        if part and (not bare or is_list != was_list):
            yield part, was_list
            part = []
        if bare:
            part.append(bare[2:].strip() if is_list else bare)
        was_list = is_list


def _paragraph(lines: list[str], values: Values, ident: str, *, is_list: bool) -> Paragraph:
    if is_list:
        filled = [fill(line, values) for line in lines]
        items = tuple(each.text for each in filled if each.text)
        return Paragraph(items=items, filled=any(f.is_filled for f in filled), id=ident)
    text = " ".join(lines)
    alone = _NAME.fullmatch(text)
    value = values.get(alone[1].strip().casefold()) if alone and alone[1] else None
    if isinstance(value, tuple):
        return Paragraph(items=value, filled=True, id=ident)
    done = fill(text, values)
    return Paragraph(" ".join(done.text.split()), filled=done.is_filled, id=ident)
