"""The headings of a table as people write them, and the layout's words for them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed, quoted
from kpibook.errors import Location, SourceError
from kpibook.workbook import layout

_ALIASES = {
    "pi": layout.REF,
    "reference": layout.REF,
    "pi ref": layout.REF,
    "measure ref": layout.REF,
    "title": layout.MEASURE,
    "polarity": layout.POLARITY,
    "previous": layout.PREVIOUS,
    "previous year": layout.PREVIOUS_YEAR,
    "low": layout.LOW,
    "high": layout.HIGH,
    "min": layout.LOW,
    "max": layout.HIGH,
    "quarter": layout.PERIOD,
    "date": layout.AS_AT,
    "comment": layout.COMMENTARY,
    "comments": layout.COMMENTARY,
}
_LONGEST = 40  # characters of a heading that is shown
_FIGURE = re.compile(r"[\d\s.,%£/-]*\d[\d\s.,%£/-]*")
_KNOWN = (
    {heading.casefold(): heading for heading in layout.OPTIONAL}
    | {
        column.heading.casefold(): column.heading
        for column in (
            *layout.THIS_QUARTER_COLUMNS,
            *layout.REGISTER_COLUMNS,
            *layout.HISTORY_COLUMNS,
        )
    }
    | _ALIASES
)


def heading_of(said: object) -> str:
    """The layout's heading for one as written: "polarity", "as_at" and "As At" are known.

    Any other is as written.

    >>> heading_of("as_at"), heading_of("my_column")
    ('As at', 'my_column')
    """
    text = str(said or "").replace("\ufeff", "").strip()
    return _KNOWN.get(re.sub(r"[\s_]+", " ", text).casefold(), text)


def headings_of(said: Sequence[object]) -> list[str]:
    """The layout's headings for a header row; an alias gives way to the heading itself.

    >>> headings_of(["Ref", "Quarter", "Period"])
    ['Ref', 'Quarter', 'Period']
    """
    header = [heading_of(heading) for heading in said]
    written = [re.sub(r"[\s_]+", " ", str(heading or "")).strip() for heading in said]
    as_written = {known.casefold() for known in written}
    return [
        own if own.casefold() in _ALIASES and known.casefold() in as_written else known
        for own, known in zip(written, header, strict=True)
    ]


def check_header(
    header: Sequence[str], needed: Sequence[str], file: str, findings: list[Finding]
) -> None:
    """Refuse a header row that lacks a needed heading or has one twice; report likely slips.

    Raises:
        SourceError: A needed heading is missing, or a heading is there twice.
    """
    for heading in needed:
        if heading not in header:
            raise SourceError(
                f"has no column headed '{heading}'. {_found(header)}",
                code="heading-missing",
                where=file,
                fix=f"Give the column that holds it the heading '{heading}', in the first row.",
            )
    twice = [h for i, h in enumerate(header) if h and h in header[:i]]
    if twice:
        raise SourceError(
            f"has two columns headed {quoted(twice[0], _LONGEST)}.",
            code="heading-duplicate",
            where=Location(file),
            fix="Rename or remove one: it is not known which is meant.",
        )
    findings.extend(_misspelt(header, file))


def _found(header: Sequence[str]) -> str:
    """The headings that are there; not the fields of a first row of figures and comments."""
    if any(len(said) > _LONGEST or _FIGURE.fullmatch(said) for said in header):
        return "Its first row does not look like headings."
    return f"Its headings are {listed(list(header), 12)}."


def _misspelt(header: Sequence[str], file: str) -> Iterator[Finding]:
    """Headings one slip away from one kpibook knows: their column would be lost silently."""
    known = [heading for heading in dict.fromkeys(_KNOWN.values()) if heading not in header]
    for heading in header:
        close = difflib.get_close_matches(heading, known, n=1, cutoff=0.8)
        if close and heading not in _KNOWN.values():
            yield Finding(
                "heading-unknown",
                f"the column headed '{heading[:40]}' is not used.",
                Location(file),
                f"Rename it to '{close[0]}' if that is meant.",
            )
