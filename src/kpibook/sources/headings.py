"""Headings of a table as people write them, checked against those that are needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted, listed, quoted, shortened
from kpibook.errors import Location, SourceError
from kpibook.on_use.regex import regex
from kpibook.sources.header import Header, name_columns, own_words
from kpibook.sources.heading_text import Heading, heading_from, spelling
from kpibook.sources.vocabulary import ASKED, SPELLINGS
from kpibook.workbook import layout

MOST_HEADINGS = 1_000
"""Headings of a table, of which a council's own widest sheets have some hundreds."""

_LONGEST = 40  # characters of a heading that a message shows
_OURS = frozenset(meaning for meaning, _ in SPELLINGS.values())
_FIGURE = regex(r"[\d\s.,%£/-]*\d[\d\s.,%£/-]*")


def heading_of(written: object) -> str:
    """Return the layout's heading for a heading as written, such as "polarity" or "as_at".

    Any other heading is returned as written.

    >>> heading_of("as_at"), heading_of("my_column")
    ('As at', 'my_column')
    """
    heading = heading_from(written)
    return heading.meaning or heading.written


def header_of(
    written: Sequence[object], cells: Callable[[int], Sequence[str]] = lambda _: ()
) -> Header:
    """Return the header of a plain table.

    Args:
        written: Its headings.
        cells: Returns some texts of a column, by its number from 1; some headings mean what their
            cells hold.
    """
    return name_columns({c: heading_from(text) for c, text in enumerate(written, 1)}, cells)


def headings_of(written: Sequence[object]) -> list[str]:
    """Return the layout's headings for a header row; of two with one meaning the surer stays.

    >>> headings_of(["Ref", "Quarter", "Period"])
    ['Ref', 'Quarter', 'Period']
    """
    return list(header_of(written).names.values())


def check_header(
    header: Header,
    needed: Sequence[str],
    file: str,
    findings: list[Finding],
    *,
    names_unused: bool = False,
    asks_earlier: bool = True,
) -> None:
    """Refuse a header row that lacks a needed heading or repeats a heading; report likely slips.

    Args:
        header: The headings.
        needed: Headings that have to be among them; a column of a quarter counts.
        file: The file's name.
        findings: List to which findings are added.
        names_unused: Columns that kpibook does not know are a finding, not slips alone.
        asks_earlier: The table is rated against earlier figures: a column that may be either of two
            is asked about.

    Raises:
        SourceError: A needed heading is missing, a heading occurs twice, or there are more than
            `MOST_HEADINGS`.
    """
    if len(header.names) > MOST_HEADINGS:
        raise SourceError(
            f"has {len(header.names):,} headings, more than the {MOST_HEADINGS:,} that are read.",
            code="too-many-headings",
            where=file,
            fix="Keep the columns of the figures, and give that file.",
        )
    elsewhere = (*header.dated.values(), *header.options.values())
    present = {*header.names.values(), *(meaning for meaning, _ in elsewhere)}
    lacking = [heading for heading in needed if heading not in present]
    if lacking:
        raise SourceError(
            missing_heading(header.headings.values(), lacking),
            code="heading-missing",
            where=file,
            fix=f"Give the columns that hold them the headings {listed(list(needed))}. "
            f"{layout.GUIDE}",
        )
    _refuse_repeats(header, file)
    findings.extend(_not_used(header, file, names_unused=names_unused, asks_earlier=asks_earlier))


def _refuse_repeats(header: Header, file: str) -> None:
    counts = Counter(header.names.values())
    twice = [name for name in counts if name and counts[name] > 1]
    if not twice:
        return
    columns = [column for column, name in header.names.items() if name == twice[0]]
    written = [header.headings[column].written for column in columns]
    if len(set(map(spelling, written))) == 1:
        sentence = f"has two columns headed {quoted(twice[0], _LONGEST)}."
    else:
        both = listed([own_words(text, c) for text, c in zip(written, columns, strict=True)])
        sentence = f"has several columns that may be the '{twice[0]}': {both}."
    raise SourceError(
        sentence,
        code="heading-duplicate",
        where=Location(file),
        fix=f"Rename or remove one: it is not known which is meant. {layout.GUIDE}",
    )


def missing_heading(headings: Iterable[Heading], needed: Sequence[str]) -> str:
    """Return a sentence with the first needed heading that is missing and those that were seen.

    "" if all are there.
    """
    seen = list(headings)
    meanings = {meaning for heading in seen for meaning in (heading.meaning, *heading.choices)}
    missing = next((heading for heading in needed if heading not in meanings), None)
    if missing is None and needed:
        missing = needed[0]
    return f"has no column headed '{missing}'. {_headings_found(seen)}" if missing else ""


def _headings_found(headings: Sequence[Heading]) -> str:
    """Return a sentence with the headings, but not with figures or comments of a first row."""
    # A file without headings has data in its first row, which may be personal and stays out of
    # messages.
    if not any(heading.is_known for heading in headings) and any(
        len(heading.written) > _LONGEST or _FIGURE.fullmatch(heading.written)
        for heading in headings
    ):
        return "No row looks like headings."
    texts = [shortened(heading.written, _LONGEST) for heading in headings if heading.written]
    return f"Its headings are {listed(texts, 12)}."


def _not_used(
    header: Header, file: str, *, names_unused: bool, asks_earlier: bool
) -> Iterator[Finding]:
    """Yield a finding for each heading close to a known heading, and one for all others.

    Their columns would be lost without a word.
    """
    others = []
    in_use = set(header.names.values())
    for column, name in header.names.items():
        heading = header.headings[column]
        if not name or name in _OURS or name in header.dated or heading.option:
            continue
        if (asked := ASKED.get(spelling(heading.written))) and asks_earlier:
            yield _which(own_words(heading.written, column), asked, file)
            continue
        close = "" if heading.is_known or asked else _nearest_heading(heading.written, in_use)
        if close:
            yield Finding(
                "heading-unknown",
                f"the column headed '{heading.written[:_LONGEST]}' is not used.",
                Location(file),
                f"Rename it to '{close}' if that is meant.",
            )
        elif heading.meaning not in layout.COMPUTED:
            others.append(heading.written)
    if others and names_unused:
        yield Finding(
            "headings-not-used",
            f"{counted(len(others), 'column')} that kpibook does not know "
            f"{'is' if len(others) == 1 else 'are'} not used: "
            f"{listed([quoted(heading, _LONGEST) for heading in others], 6)}.",
            Location(file),
            "Rename those that hold something kpibook needs; the others can stay.",
        )


def _which(column: str, choices: tuple[str, str], file: str) -> Finding:
    """Return the question which of two earlier figures a column holds."""
    return Finding(
        "heading-ambiguous",
        f"the column {column} may hold '{choices[0]}' or '{choices[1]}': it is not used.",
        Location(file),
        f"Head it '{choices[0]}' or '{choices[1]}', whichever is meant.",
        "A figure compared with another one than is meant would change its direction.",
    )


def _nearest_heading(heading: str, in_use: Collection[str]) -> str:
    """Return the known heading that is not in use and is spelt most like it; "" if none is near."""
    # The aliases count too: "Pi Reff" is a slip of "PI Ref".
    spellings = {words: known for words, (known, _) in SPELLINGS.items() if known not in in_use}
    import difflib

    close = difflib.get_close_matches(spelling(heading), spellings, n=1, cutoff=0.8)
    return spellings[close[0]] if close else ""
