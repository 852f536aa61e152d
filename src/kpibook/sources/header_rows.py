"""Rows of a table that hold its headings: one row, or two that are read together.

Councils put titles above the headings, and a band over several columns: "2023/24" over "Q1", "Q2"
and "Target", or "Good to be" over "High/Low".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.measures.vocabulary.reading import polarity_meaning
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.sources.heading_text import Heading, When, heading_from
from kpibook.sources.vocabulary import Sureness
from kpibook.workbook import layout

#: Rows of a file among which the headings are looked for.
HEADER_SEARCH_ROWS = 200
#: Rows below the headings by which a heading with several meanings is decided.
SAMPLE_ROWS = 50

#: A filled row: its number, and its texts by column, from 1.
Line = tuple[int, Mapping[int, str]]

_FIGURE = regex(r"[^\w]*\d[\d\s.,]*%?")
_HIGH_LOW = {"high": "higher", "low": "lower", "higher": "higher", "lower": "lower"}
_OTHER_WAYS = frozenset(("other", "others", "other (state)", "other (please state)", "else"))


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """Place and text of a table's headings.

    Attributes:
        first: The index of the first line of headings.
        after: The index of the first line below them.
        headings: The headings by column.
    """

    first: int
    after: int
    headings: Mapping[int, Heading]

    @property
    def known(self) -> int:
        """The number of headings that the vocabulary has."""
        return sum(heading.is_known for heading in self.headings.values())


def find_header(lines: Sequence[Line], needed: Sequence[str]) -> HeaderRows | None:
    """Return the first row, or pair of rows, whose headings include the needed ones.

    Args:
        lines: The filled rows from the top; those after the first `HEADER_SEARCH_ROWS` are not
            looked at.
        needed: Headings of the layout.

    Returns:
        None if no row has them. A row of which only one cell is a heading gives way to a row with
        more: "Performance" may be a title.
    """
    first = None
    for found in _candidates(lines[:HEADER_SEARCH_ROWS], needed):
        if found.known > 1:
            return found
        first = first or found
    return first


def nearest_header(lines: Sequence[Line]) -> dict[int, Heading]:
    """Return the headings of the row that looks most like headings, for a message."""
    read = [_single(texts) for _, texts in lines[:HEADER_SEARCH_ROWS]]
    # The first of the rows with most known headings; without any, the widest.
    return max(
        read,
        key=lambda headings: (sum(h.is_known for h in headings.values()), len(headings)),
        default={},
    )


def with_band(above: Line | None, row: Line) -> HeaderRows:
    """Return the headings of a row, together with the band above it if there is one.

    The indices are those of the row and the row above, which is number 0.
    """
    if above is not None and above[0] == row[0] - 1 and _is_band(above[1], row[1]):
        return HeaderRows(0, 2, _together(above[1], row[1]))
    return HeaderRows(1, 2, _single(row[1]))


def _candidates(lines: Sequence[Line], needed: Sequence[str]) -> Iterator[HeaderRows]:
    for i, row in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else (0, {})
        follows = below[0] == row[0] + 1 and _is_lower_row(below[1], row[1])
        pair = HeaderRows(i, i + 2, _together(row[1], below[1])) if follows else None
        if has_needed(_single(row[1]), needed):
            above = with_band(lines[i - 1] if i else None, row)
            yield pair or HeaderRows(i - 1 + above.first, i + 1, above.headings)
        elif pair and not has_needed(_single(below[1]), needed):
            yield from [pair] if has_needed(pair.headings, needed) else []


def _single(texts: Mapping[int, str]) -> dict[int, Heading]:
    return {column: heading_from(text) for column, text in texts.items()}


def has_needed(headings: Mapping[int, Heading], needed: Sequence[str]) -> bool:
    """Return True if each needed heading is there, or a heading that may mean it."""
    means = {
        meaning
        for heading in headings.values()
        # A whole year's figure is no quarter's.
        if heading.when is None or heading.when.number or heading.meaning == layout.TARGET
        for meaning in (heading.meaning, *heading.choices)
    }
    return set(needed) <= means


def _is_lower_row(texts: Mapping[int, str], upper: Mapping[int, str]) -> bool:
    """Return True if a row continues the headings above: no reference and no name of a measure."""
    if any(_FIGURE.fullmatch(text) and not heading_from(text).is_known for text in texts.values()):
        return False
    names = {
        column
        for column, heading in _single(upper).items()
        if heading.meaning in (layout.REF, layout.MEASURE)
    }
    known = {column for column, text in texts.items() if heading_from(text).is_known}
    return bool(names) and names & set(texts) <= known and 2 * len(known) >= len(texts)


def _is_band(texts: Mapping[int, str], below: Mapping[int, str]) -> bool:
    """Return True if a row above the headings may belong to them, and is no title."""
    first = min(below)
    return any(column > first for column in texts) and not any(
        _FIGURE.fullmatch(text) and not heading_from(text).is_known for text in texts.values()
    )


def _together(upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, Heading]:
    """Return the headings of two rows; a text of the upper row reaches to the next one."""
    columns = sorted({*upper, *lower})
    headings: dict[int, Heading] = {}
    band = ""
    for column in range(columns[0], columns[-1] + 1):
        own = upper.get(column, "")
        band = own or band
        text = lower.get(column, "")
        if text:
            headings[column] = _joined(band, text)
        elif own:
            headings[column] = heading_from(own)
    return _with_options(headings, upper, lower)


def _joined(band: str, text: str) -> Heading:
    """Return the heading that a text means below a band."""
    upper, lower, whole = heading_from(band), heading_from(text), heading_from(f"{band} {text}")
    if not upper.written:
        return lower
    if upper.when is not None and (upper.is_date or not upper.meaning):
        # "2023/24" over "Target"; over "Commentary" or "Unit" it changes nothing.
        if lower.meaning not in _DATED:
            return lower
        own = lower.when or When()
        when = When(own.number or upper.when.number, own.year or upper.when.year)
        return replace(lower, written=whole.written, when=when)
    if whole.meaning and (whole.when is None or lower.is_date):
        return whole
    if lower.is_known or not upper.is_known:
        return lower
    return replace(upper, written=whole.written, sureness=max(upper.sureness, Sureness.USUAL))


_DATED = (layout.ACTUAL, layout.TARGET, layout.NUMERATOR, layout.DENOMINATOR)


def _with_options(
    headings: dict[int, Heading], upper: Mapping[int, str], lower: Mapping[int, str]
) -> dict[int, Heading]:
    """Return the headings with "High", "Low" and "Other" below "Good to be" as options.

    An option is what a tick in its column means.
    """
    for column in upper:
        if heading_from(upper[column]).meaning != layout.POLARITY:
            continue
        options = list(_options_below(column, upper, lower))
        if len(options) > 1:
            for c, word in options:
                written = f"{upper[column]} {lower[c]}"
                headings[c] = Heading(written, layout.POLARITY, option=word)
    return headings


def _options_below(
    column: int, upper: Mapping[int, str], lower: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the columns below a band that are words of which way is good, with the word."""
    while text := lower.get(column, ""):
        word = text.strip().casefold()
        meaning = polarity_meaning(word)
        if not (meaning.word or meaning.choices or word in _OTHER_WAYS):
            return
        yield column, _HIGH_LOW.get(word, text.strip())
        column += 1
        if column in upper:
            return
