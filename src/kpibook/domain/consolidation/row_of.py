"""Row of a consolidation, made from a rated measure: without ballast and withheld figures."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.consolidation.consolidation import QUARTERS_SHOWN, ConsolidatedRow, Past
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.in_doubt import NO_DOUBT
from kpibook.domain.rating.rated_measure import RatedMeasure, without_doubted
from kpibook.domain.reporting.direction_words import second_direction
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.on_use.replacing import replace

History = Mapping[tuple[str, Quarter], Reading]


def row_of(
    rated: RatedMeasure,
    scheme: Scheme,
    history: History,
    *,
    council: str = "",
    directorate: str = "",
    source: str = "",
) -> ConsolidatedRow:
    """Return a rated measure as a row, without the cells it was read from.

    Args:
        rated: The measure.
        scheme: The scheme it was rated under.
        history: The readings of earlier quarters, by key and quarter.
        council: The council of its workbook.
        directorate: The directorate of a measure that names none.
        source: Name of the workbook.
    """
    printed = without_doubted(rated)
    return ConsolidatedRow(
        source=source,
        sheet="",
        cell="",
        ref_cell="",
        council=council,
        directorate=rated.measure.directorate or directorate,
        rated=_slim(printed),
        scheme=scheme.key,
        status_word=rated.status_in_words(scheme),
        direction_word=rated.direction_in_words(rated.rating.direction, scheme),
        history=_history(rated, printed.reading, history),
        forecast_word=scheme.label(rated.forecast.status) if rated.forecast else "",
        second_direction_word=second_direction(rated, scheme),
        tolerance_word=_tolerance(rated, scheme),
    )


def _tolerance(rated: RatedMeasure, scheme: Scheme) -> str:
    """Return the tolerance that applies, with its unit: the measure's own, or the scheme's."""
    limit, measure = scheme.rule.tolerance, rated.measure
    tolerance = None if limit is None else limit.for_measure(measure.tolerance)
    return "" if tolerance is None else measure.tolerance_in_words(tolerance)


def _slim(rated: RatedMeasure) -> RatedMeasure:
    """Return the measure without the cells of its fields and without withheld figures."""
    measure = replace(rated.measure, source=Location(), places={})
    reading = replace(rated.reading, source=Location(), places={})
    if reading.usable is None:
        reading = replace(reading, actual=None)
    if reading.marker == "[c]":
        reading = replace(reading, numerator=None, denominator=None, forecast=None)
    # The findings go with the workbook; what they concern is gone from the figures.
    doubt = replace(rated.doubt, findings=(), reason="") if rated.doubt.roles else NO_DOUBT
    first, second = [
        figure if figure.reading is None else replace(figure, reading=None)
        for figure in rated.compared
    ]
    return replace(rated, measure=measure, reading=reading, doubt=doubt, compared=(first, second))


def _history(rated: RatedMeasure, printed: Reading, history: History) -> tuple[Past, ...]:
    """Return the last quarters, the oldest first; `printed` is the period's reading."""
    quarter, key, doubted = rated.reading.period.previous, rated.measure.key, rated.doubt.quarters
    readings = [printed]
    for _ in range(QUARTERS_SHOWN - 1):
        reading = history.get((key, quarter))
        if reading is not None:
            readings.append(_missing(reading) if quarter in doubted else reading)
        quarter = quarter.previous
    return tuple(map(_past, reversed(readings)))


def _missing(reading: Reading) -> Reading:
    return replace(reading, actual=None, numerator=None, denominator=None, marker="[x]")


def _past(reading: Reading) -> Past:
    confidential = reading.marker == "[c]"
    return Past(
        reading.period,
        reading.usable,
        reading.marker,
        None if confidential else reading.numerator,
        None if confidential else reading.denominator,
        target=None if reading.target is None else reading.target.value,
    )
