"""Typed figures of a report, "Q2 position: 12.01%" or a table's cell, held against the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of, Span
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

_LONGEST = 120
_LINE = regex(
    r"^[\s*_]*(?P<label>[A-Za-z][\w /().]{1,60}?)[\s*_]*[:\u2013\u2014-][\s*_]*"
    r"(?P<value>\S{1,20})[\s*_]*$"
)
_VALUE = regex(
    r"(?P<pound>£)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,6})?)(?P<percent>%)?"
)
_QUARTER = regex(
    r"(?:q|quarter )(?P<number>[1-4])(?: (?P<year>20\d\d)[/-]\d\d(?:\d\d)?)?"
    r"(?: (?:position|actual|figure|result|performance|outturn))?"
)
_NAMES = {
    "target": Of.TARGET,
    "target for the quarter": Of.TARGET,
    "actual": Of.ACTUAL,
    "this quarter": Of.ACTUAL,
    "current quarter": Of.ACTUAL,
    "previous quarter": Of.PREVIOUS,
    "last quarter": Of.PREVIOUS,
    "same quarter last year": Of.PREVIOUS_YEAR,
}


def line_verdict(text: str, facts: MeasureFacts) -> Verdict | None:
    """Return the verdict on a line that is a label and a figure; None for another line.

    Args:
        text: The line.
        facts: The figures of the measure in whose section it is.
    """
    match = _LINE.match(text) if len(text) <= _LONGEST else None
    return None if match is None else figure_verdict(match["label"], match["value"], facts)


def row_verdicts(header: Sequence[str], cells: Sequence[str], facts: MeasureFacts) -> list[Verdict]:
    """Return the verdicts on the cells of a table's row, by the headings of its columns."""
    pairs = zip(header, cells, strict=False)
    found = (figure_verdict(label, cell, facts) for label, cell in pairs)
    return [verdict for verdict in found if verdict is not None]


def figure_verdict(label: str, typed: str, facts: MeasureFacts) -> Verdict | None:
    """Return the verdict on a figure with its label; None if either is not plain.

    A figure agrees if it is the workbook's at the decimals it is typed with.
    """
    value = _VALUE.fullmatch(typed.strip(" *_"))
    label = " ".join(label.split()).strip(" *_")
    fact, of = _fact(label.casefold(), facts)
    if value is None or fact is None:
        return None
    number = value["number"].replace(",", "")
    step = Decimal(1).scaleb(-len(number.partition(".")[2])) / 2
    words = f"{label}: {value[0]}"
    figure = Figure(Decimal(number), step=step)
    claim = Claim(ClaimKind.FIGURE, Span(0, len(words)), words, of=of, figures=(figure,))
    if value["percent"] and facts.unit is not Unit.PERCENT:
        return Verdict(claim, Outcome.CANNOT_TELL, fact)
    if abs(fact.value - Decimal(number)) <= step:
        return Verdict(claim, Outcome.AGREES, fact)
    is_written = facts.written(fact.value)
    because = f"{fact.label} is {is_written} in the workbook"
    return Verdict(claim, Outcome.CONTRADICTS, fact, because, f"{label}: {is_written}")


def _fact(label: str, facts: MeasureFacts) -> tuple[Fact | None, Of]:
    of = _NAMES.get(label)
    if of is not None:
        named = {
            Of.TARGET: facts.target,
            Of.ACTUAL: facts.actual,
            Of.PREVIOUS: facts.previous,
            Of.PREVIOUS_YEAR: facts.previous_year,
        }
        return named[of], of
    match = _QUARTER.fullmatch(label)
    if match is None:
        return None, Of.ACTUAL
    now, number = facts.period, int(match["number"])
    year = int(match["year"]) if match["year"] else now.year - (number > now.number)
    quarter = Quarter(year, number)
    return (facts.actual, Of.ACTUAL) if quarter == now else (facts.history.get(quarter), Of.EARLIER)
