"""A measure's figures as an officer would type them, and the codes of the doubts about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Measure,
    Polarity,
    Reading,
    Target,
    Unit,
    parse_tolerance,
)
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location

Q3 = Quarter(2025, 3)


def figures(
    actual: str | None = None,
    *,
    target: str | None = None,
    quarters: Mapping[int, str] | None = None,
    past: str = "",
    last_year: str | None = None,
    unit: Unit = Unit.PERCENT,
    basis: Basis = Basis.IN_PERIOD,
    polarity: Polarity = Polarity.HIGHER,
    decimals: int | None = None,
    tolerance: str = "",
    floor: str | None = None,
    low: str | None = None,
    high: str | None = None,
    comparator: str | None = None,
    numerator: str | None = None,
    denominator: str | None = None,
    forecast: str | None = None,
    as_at: date | None = None,
    settled: bool = False,
    guessed: bool = False,
    period: Quarter = Q3,
    ref: str = "A1",
) -> MeasureFigures:
    """Return the figures of a measure; `past` are the quarters before, the latest first."""
    measure = Measure(
        ref,
        unit=unit,
        basis=basis,
        polarity=polarity,
        decimals=decimals,
        tolerance=parse_tolerance(tolerance),
        target=Target(
            to_decimal(target),
            by_quarter={n: to_decimal(v) or 0 for n, v in (quarters or {}).items()},  # type: ignore[misc]
        ),
        floor=to_decimal(floor),
        low=to_decimal(low),
        high=to_decimal(high),
        comparator=None if comparator is None else Comparator("England", to_decimal(comparator)),
        source=Location("a.xlsx", "Measures", "A5"),
        guessed=frozenset(["unit"] if guessed else []),
    )
    reading = Reading(
        ref,
        period,
        to_decimal(actual),
        numerator=to_decimal(numerator),
        denominator=to_decimal(denominator),
        as_at=as_at,
        forecast=to_decimal(forecast),
        settled=settled,
        source=Location("a.xlsx", "This quarter", "H6"),
    )
    history: dict[tuple[str, Quarter], Reading] = {}
    quarter = period.previous
    for value in past.split():
        if value != "-":
            history[measure.key, quarter] = Reading(ref, quarter, to_decimal(value))
        quarter = quarter.previous
    if last_year is not None:
        year = period.same_last_year
        history[measure.key, year] = Reading(ref, year, to_decimal(last_year))
    return figures_of(measure, reading, history)


def stops(m: MeasureFigures) -> set[str]:
    """Return the codes that stop the measure."""
    return {doubt.finding.code for doubt in doubts_of(m) if doubt.is_stop}


def looks(m: MeasureFigures) -> set[str]:
    """Return the codes that only ask for a look."""
    return {doubt.finding.code for doubt in doubts_of(m) if not doubt.is_stop}


def doubted(m: MeasureFigures) -> set[str]:
    """Return the labels of the figures that may be used for nothing."""
    return {f.label for doubt in doubts_of(m) if doubt.is_stop for f in doubt.figures}
