"""Totals in texts on the workbook's own sheets: the cover, a typed summary, next to the return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.commentary.looks import look
from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS
from kpibook.domain.commentary.too_long import too_long_finding
from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.may_count import may_count
from kpibook.domain.commentary.totals.tally import tally_of
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book

# Other sheets may hold anything, and many rows of it.
_IS_SUMMARY = regex(r"(?i)summary|overview|headline|narrative|introduction|front|highlights")
_SHORTEST = 12
_MOST = 2_000


def total_findings(book: Book, whole: Scorecard, *, is_rated: bool) -> Iterator[Finding]:
    """Yield a finding on each text that counts the measures as the table does not.

    Args:
        book: The workbook.
        whole: All its measures, rated.
        is_rated: True if the sheets show these ratings; the return is drawn when it is filled,
            and before that its counts are those of another state.
    """
    where = Location(whole.workbook.file, layout.THIS_QUARTER)
    tally = tally_of(whole.rated, whole.scheme, where)
    for sheet in book.sheet_names:
        if not (sheet in (layout.COVER, layout.RETURN) or _IS_SUMMARY.search(sheet)):
            continue
        # Address and text of the cells that may count measures.
        texts = book.filled_texts(sheet, _SHORTEST, _MOST)
        if sheet == layout.RETURN and not (is_rated and _is_of_period(texts, whole)):
            continue
        counting = frozenset(may_count([text for _, text in texts], tally))
        for number, (cell, text) in enumerate(texts):
            if len(text) <= MOST_CHARACTERS and number not in counting:
                continue  # most texts
            place = Location(whole.workbook.file, sheet, cell)
            if len(text) > MOST_CHARACTERS and not _is_of_measure(text, whole):
                yield too_long_finding("", text, place)
            for verdict in total_verdicts(text, tally):
                if verdict.contradicts and not _is_of_measure(text, whole):
                    yield look(verdict, "", place)


def _is_of_measure(text: str, whole: Scorecard) -> bool:
    """Return True for a text of a single measure, alone or in a longer text."""
    readings = whole.workbook.readings.values()
    own = {each for reading in readings for each in (reading.commentary, reading.action) if each}
    return text in own or any(len(each) >= _SHORTEST and each in text for each in own)


def _is_of_period(texts: Sequence[tuple[str, str]], whole: Scorecard) -> bool:
    period = whole.workbook.settings.period.long_label
    return any(period in text and not _is_of_measure(text, whole) for _, text in texts)
