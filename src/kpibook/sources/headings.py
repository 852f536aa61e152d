"""Headings of a table as people write them, matched to the layout's headings."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted, listed, quoted
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
    "quarter ended": layout.PERIOD,
    "quarter ending": layout.PERIOD,
    "quarter end": layout.PERIOD,
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
    header: Sequence[str],
    needed: Sequence[str],
    file: str,
    findings: list[Finding],
    *,
    names_unused: bool = False,
) -> None:
    """Refuse a header row that lacks a needed heading or repeats a heading; report likely slips.

    Args:
        header: The headings, as the layout has them.
        needed: Headings that have to be among them.
        file: The file's name.
        findings: List to which findings are added.
        names_unused: Columns that kpibook does not know are a finding, not slips alone.

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
    if sentence := missing_heading(header, needed):
        raise SourceError(
            sentence,
            code="heading-missing",
            where=file,
            fix=f"Give the columns that hold them the headings {listed(list(needed))}.",
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
    findings.extend(_not_used(header, file, names_unused=names_unused))


def missing_heading(header: Sequence[str], needed: Sequence[str]) -> str:
    """Return a sentence with the first needed heading that is missing and those that were seen.

    "" if all are there.
    """
    missing = next((heading for heading in needed if heading not in header), None)
    return f"has no column headed '{missing}'. {_headings_found(header)}" if missing else ""


def _headings_found(header: Sequence[str]) -> str:
    """Return a sentence with the headings, but not with figures or comments of a first row."""
    # A file without headings has data in its first row, which may be personal and stays out of
    # messages.
    if any(len(heading) > _LONGEST or _FIGURE.fullmatch(heading) for heading in header):
        return "No row looks like headings."
    return f"Its headings are {listed([heading for heading in header if heading], 12)}."


def _not_used(header: Sequence[str], file: str, *, names_unused: bool) -> Iterator[Finding]:
    """Yield a finding for each heading close to a known heading, and one for all others.

    Their columns would be lost without a word.
    """
    others = []
    for heading in header:
        if not heading or heading in _HEADINGS.values() or heading.casefold() in _ALIASES:
            continue
        close = _nearest_heading(heading, header)
        if not close:
            others.append(heading)
        else:
            yield Finding(
                "heading-unknown",
                f"the column headed '{heading[:40]}' is not used.",
                Location(file),
                f"Rename it to '{close}' if that is meant.",
            )
    if others and names_unused:
        yield Finding(
            "headings-not-used",
            f"{counted(len(others), 'column')} that kpibook does not know "
            f"{'is' if len(others) == 1 else 'are'} not used: "
            f"{listed([quoted(heading, _LONGEST) for heading in others], 6)}.",
            Location(file),
            "Rename those that hold something kpibook needs; the others can stay.",
        )


def _nearest_heading(heading: str, header: Sequence[str]) -> str:
    """Return the known heading that is not in use and is spelt most like it; "" if none is near."""
    # The aliases count too: "Pi Reff" is a slip of "PI Ref".
    spellings = {spelling: known for spelling, known in _HEADINGS.items() if known not in header}
    text = re.sub(r"[\s_]+", " ", heading).casefold()
    close = difflib.get_close_matches(text, spellings, n=1, cutoff=0.8)
    return spellings[close[0]] if close else ""
