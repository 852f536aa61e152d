"""Doubts about quarters and their months: figures that disagree, and figures still missing."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import doubt_about, or_settle
from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Frequency, Measure, QuarterFrom, Reading
from kpibook.domain.measures.number import QUALIFYING_MARKERS, round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.share import places_of
from kpibook.domain.measures.timing.quarter_of_months import (
    Months,
    QuarterOfMonths,
    quarter_of_months,
)
from kpibook.domain.wording import listed
from kpibook.on_use.replacing import replace

_IN_WORDS = {
    QuarterFrom.LAST: "the last month",
    QuarterFrom.SUM: "the sum of the months",
    QuarterFrom.MEAN: "the mean of the months",
    QuarterFrom.PARTS: "the months' numerators and denominators",
}


def actual_from_months(m: MeasureFigures) -> Doubt:
    """Return a note that says from which months an actual was worked out, and how."""
    actual, found = m.first(Role.ACTUAL), _of_period(m)
    if actual is None or found is None or found.way is None:
        raise ValueError("an actual from months has both")
    figures = listed([f"{month} {m.written(value)}" for month, value in found.months])
    what = (
        f"has no actual typed for {found.quarter}; {_IN_WORDS[found.way]} gives "
        f"{m.written(actual.value)} ({figures})."
    )
    return doubt_about(m, "actual-from-months", what, [actual], "Type it if it should be another.")


def months_contradict(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt the figure of a quarter that is not what its months give, at the decimals."""
    for found in m.from_months:
        figure = _figure_of(m, found.quarter)
        if figure is None or found.actual is None or found.way is None:
            continue
        places = places_of(m.decimals)
        given = round_half_away(found.actual, places)
        typed = -int(figure.value.normalize().as_tuple().exponent)
        by_hand = round_half_away(found.actual, max(0, typed)) == figure.value
        if given == round_half_away(figure.value, places) or by_hand:
            continue
        way = _IN_WORDS[found.way]
        yield doubt_about(
            m,
            "months-contradict",
            f"is {m.written(figure.value)} for {found.quarter}, but {way} gives "
            f"{m.written(given)}.",
            [figure],
            f"Correct the figure of the quarter, or its months; {or_settle(m, figure)}",
        )


def not_worked_out(measure: Measure, reading: Reading, months: Months) -> Iterator[Doubt]:
    """Ask what is missing to work out the actual of a quarter that has months and no actual.

    Args:
        measure: The measure.
        reading: The quarter's reading, worked out if it could be.
        months: Readings by key and month.
    """
    no_actual = reading.actual is None and reading.marker in ("", *QUALIFYING_MARKERS)
    if measure.frequency is not Frequency.MONTHLY or not no_actual or reading.unread:
        return
    found = quarter_of_months(measure, reading.period, months)
    if not found.months:
        return
    if found.way is None:
        finding = _way_missing(measure, found, months)
    elif found.missing:
        finding = _months_missing(measure, found)
    else:
        finding = Finding(
            "quarter-from-unusable",
            f"{measure.ref} takes {_IN_WORDS[found.way]}, which gives no figure in its unit.",
            fix="Choose another way under 'Quarter from' on the sheet Measures.",
        )
    yield Doubt(replace(finding, where=reading.source, ref=measure.ref), ())


def _months_missing(measure: Measure, found: QuarterOfMonths) -> Finding:
    parts = found.way is QuarterFrom.PARTS
    lacks = "no figure with its numerator and denominator" if parts else "no figure"
    months = listed([str(month) for month in found.missing])
    return Finding(
        "months-missing",
        f"{measure.ref} has {lacks} for {months}, so {found.quarter} is not worked out.",
        fix="Enter it in the history, or type the actual of the quarter.",
    )


def _way_missing(measure: Measure, found: QuarterOfMonths, months: Months) -> Finding:
    figures = listed([f"{month} {measure.written(value)}" for month, value in found.months])
    choices = []
    for way in QuarterFrom:
        actual = quarter_of_months(measure, found.quarter, months, way).actual
        if actual is not None:
            shown = round_half_away(actual, places_of(measure.decimals))
            choices.append(f"'{way.value}' ({measure.written(shown)})")
    ways = choices or [f"'{way.value}'" for way in QuarterFrom]
    return Finding(
        "quarter-from-missing",
        f"{measure.ref} is monthly ({figures}), and the register does not say how {found.quarter} "
        "is worked out.",
        fix=f"Choose under 'Quarter from' on the sheet Measures: {listed(ways, 4)}.",
    )


def _of_period(m: MeasureFigures) -> QuarterOfMonths | None:
    return next((found for found in m.from_months if found.quarter == m.period), None)


def _figure_of(m: MeasureFigures, quarter: Quarter) -> LabelledFigure | None:
    if quarter == m.period:
        return m.first(Role.ACTUAL)
    return next((figure for figure in m.past if figure.quarter == quarter), None)
