"""Headings of a table as people write them, matched to the layout's headings."""

from __future__ import annotations

import difflib
import re
from collections import Counter
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
MOST_HEADINGS = 1_000
"""Headings of a table, of which a council's own widest sheets have some hundreds."""

_LONGEST = 40  # characters of a heading that a message shows
_FIGURE = re.compile(r"[\d\s.,%£/-]*\d[\d\s.,%£/-]*")
_HEADINGS = (
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


def heading_of(written: object) -> str:
    """Return the layout's heading for a heading as written, such as "polarity" or "as_at".

    Any other heading is returned as written.

    >>> heading_of("as_at"), heading_of("my_column")
    ('As at', 'my_column')
    """
    # Reading a file as plain UTF-8 leaves its byte order mark in the first heading.
    text = str(written or "").replace("\ufeff", "").strip()
    return _HEADINGS.get(re.sub(r"[\s_]+", " ", text).casefold(), text)


def headings_of(cells: Sequence[object]) -> list[str]:
    """Return the layout's headings for a header row; an alias gives way to the heading itself.

    >>> headings_of(["Ref", "Quarter", "Period"])
    ['Ref', 'Quarter', 'Period']
    """
    header = [heading_of(heading) for heading in cells]
    written = [re.sub(r"[\s_]+", " ", str(heading or "")).strip() for heading in cells]
    as_written = {heading.casefold() for heading in written}
    return [
        spelling
        if spelling.casefold() in _ALIASES and heading.casefold() in as_written
        else heading
        for spelling, heading in zip(written, header, strict=True)
    ]


def check_header(
    header: Sequence[str], needed: Sequence[str], file: str, findings: list[Finding]
) -> None:
    """Refuse a header row that lacks a needed heading or repeats a heading; report likely slips.

    Raises:
        SourceError: A needed heading is missing, a heading occurs twice, or there are more than
            `MOST_HEADINGS`.
    """
    if len(header) > MOST_HEADINGS:
        raise SourceError(
            f"has {len(header):,} headings, more than the {MOST_HEADINGS:,} that are read.",
            code="too-many-headings",
            where=file,
            fix="Keep the columns of the figures, and give that file.",
        )
    for heading in needed:
        if heading not in header:
            raise SourceError(
                f"has no column headed '{heading}'. {_headings_found(header)}",
                code="heading-missing",
                where=file,
                fix=f"Give the column that holds it the heading '{heading}', in the first row.",
            )
    counts = Counter(header)
    twice = [heading for heading in header if heading and counts[heading] > 1]
    if twice:
        raise SourceError(
            f"has two columns headed {quoted(twice[0], _LONGEST)}.",
            code="heading-duplicate",
            where=Location(file),
            fix="Rename or remove one: it is not known which is meant.",
        )
    findings.extend(_misspelt(header, file))


def _headings_found(header: Sequence[str]) -> str:
    """Return a sentence with the headings, but not with figures or comments of a first row."""
    # A file without headings has data in its first row, which may be personal and stays out of
    # messages.
    if any(len(heading) > _LONGEST or _FIGURE.fullmatch(heading) for heading in header):
        return "Its first row does not look like headings."
    return f"Its headings are {listed(list(header), 12)}."


def _misspelt(header: Sequence[str], file: str) -> Iterator[Finding]:
    """Yield a finding for each heading close to a known heading: its column would be lost."""
    unused = [heading for heading in dict.fromkeys(_HEADINGS.values()) if heading not in header]
    for heading in header:
        close = difflib.get_close_matches(heading, unused, n=1, cutoff=0.8)
        if close and heading not in _HEADINGS.values():
            yield Finding(
                "heading-unknown",
                f"the column headed '{heading[:40]}' is not used.",
                Location(file),
                f"Rename it to '{close[0]}' if that is meant.",
            )
