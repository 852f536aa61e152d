"""Doubts about the unit: figures that the measure's unit cannot have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import doubt_about, or_settle, with_article
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain

NEVER_NEGATIVE = (
    Unit.COUNT,
    Unit.DAYS,
    Unit.RATE_PER_1000,
    Unit.RATE_PER_10000,
    Unit.RATE_PER_100000,
)
#: Numbers that other systems write where they have none.
SENTINELS = frozenset(
    Decimal(number) for number in (-1, -9, -99, -999, -9999, 99, 999, 9999, 99999, 999999, 9999999)
)
# Nothing of the measure is near a sentinel: no figure within this factor of it.
_FAR = 5


def negative(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a figure below zero where the unit has none: a count, a rate, days, a part of a share.

    A measure of which another figure is below zero too is a change or a net figure, and is left
    alone. A percentage below zero is out of bounds, see `out_of_bounds`.
    """
    below = [figure for figure in m.in_unit() if figure.value < 0]
    if m.unit in NEVER_NEGATIVE and len(below) == 1:
        yield _negative(m, below[0], "cannot be below zero in its unit")
    for part in m.of(Role.NUMERATOR, Role.DENOMINATOR):
        if part.value < 0:
            yield _negative(m, part, "is a count, which cannot be below zero")


def _negative(m: MeasureFigures, figure: LabelledFigure, why: str) -> Doubt:
    return doubt_about(
        m,
        "figure-negative",
        f"has {with_article(figure)} of {plain(figure.value)}, which {why}.",
        [figure],
        f"Correct the figure, or the measure's unit; {or_settle(m, figure)}",
    )


def not_whole(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a count that is no whole number.

    A count that is reported to decimals, or of which another figure is no whole number, is an
    average, and is left alone. Comparators and targets are often averages themselves.
    """
    if m.unit is not Unit.COUNT or m.decimals:
        return
    figures = list(m.in_unit())
    fractional = [f for f in figures if f.value != f.value.to_integral_value()]
    reported = [f for f in fractional if f.role in (Role.ACTUAL, Role.FORECAST)]
    if len(fractional) == 1 and reported and (len(figures) > 1 or m.decimals == 0):
        yield doubt_about(
            m,
            "count-not-whole",
            f"is a count and has {with_article(reported[0])} of {plain(reported[0].value)}.",
            reported,
            "Correct the figure, or the measure's unit; for an average enter its Decimals in the "
            f"register; {or_settle(m, reported[0])}",
        )


def sentinel(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a number such as 9999 that a system wrote where it had no figure.

    It is one only where nothing else of the measure is near it.
    """
    for figure in m.of(Role.ACTUAL, Role.FORECAST):
        value, others = figure.value, [f.value for f in m.in_unit() if f is not figure]
        if value not in SENTINELS or not others or _is_near(value, others):
            continue
        if value == 99 and len(others) < 2:  # a likely figure
            continue
        if value < 0 and m.unit in (*NEVER_NEGATIVE, Unit.PERCENT):
            continue  # is reported as below zero
        yield doubt_about(
            m,
            "figure-sentinel",
            f"has {with_article(figure)} of {plain(value)}, which systems write for no figure, and "
            "no other figure of the measure is near it.",
            [figure],
            f"Leave it empty with the marker [x] if there is no figure; {or_settle(m, figure)}",
        )


def _is_near(value: Decimal, others: list[Decimal]) -> bool:
    if value < 0:
        return any(other < 0 or other <= 2 for other in others)
    return any(value / _FAR <= other <= value * _FAR for other in others)


def out_of_bounds(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a percentage below 0 or above 100, unless the measure's others are too.

    A measure whose target or earlier figure is out of the same bound is no share of a whole: a
    percentage of a budget, or a change. Where it is the first, [ok] says so, and the history then
    does.
    """
    if m.unit is not Unit.PERCENT:
        return
    for figure in m.of(Role.ACTUAL, Role.FORECAST):
        value = figure.value
        others = [f.value for f in m.in_unit() if not f.role.is_reported]
        if 0 <= value <= 100 or _is_usual(value, others):
            continue
        yield doubt_about(
            m,
            "percent-out-of-bounds",
            f"is {m.written(value)}."
            if figure.role is Role.ACTUAL
            else f"has a forecast of {m.written(value)}.",
            [figure],
            "Check the figure: a share lies between 0% and 100%; " + or_settle(m, figure),
        )


def _is_usual(value: Decimal, others: list[Decimal]) -> bool:
    if value < 0:
        return any(other < 0 for other in others)
    return any(other > 100 and value <= _FAR * other for other in others)
