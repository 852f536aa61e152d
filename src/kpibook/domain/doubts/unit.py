"""Doubts about the unit: figures that the measure's unit cannot have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import doubt_about, or_settle, together, with_article
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain
from kpibook.on_use.replacing import replace

NEVER_NEGATIVE = (
    Unit.COUNT,
    Unit.DAYS,
    Unit.RATE_PER_1000,
    Unit.RATE_PER_10000,
    Unit.RATE_PER_100000,
    Unit.RATE,
    Unit.DURATION,
)
#: Numbers that other systems write where they have none.
SENTINELS = frozenset(
    Decimal(number) for number in (-1, -9, -99, -999, -9999, 99, 999, 9999, 99999, 999999, 9999999)
)
#: Nothing of the measure is near a sentinel: no figure within this factor of it.
FAR = 5
#: A figure of this much does not fall to nothing by chance.
WELL_ABOVE_ZERO = 10
_NEWLY_REPORTED = (Role.ACTUAL, Role.FORECAST)
# An older zero has been looked at in its quarter, and is printed nowhere.
_ASKED_IF_ZERO = (*_NEWLY_REPORTED, Role.PREVIOUS, Role.PREVIOUS_YEAR)
_AIMS = (Role.TARGET, Role.LOW, Role.HIGH)
# Targets and comparators of a count are often averages.
_WHOLE = (*_NEWLY_REPORTED, Role.PREVIOUS, Role.PREVIOUS_YEAR, Role.EARLIER)


def unread_unit(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt what is reported in a unit that is not understood: it is never taken for a count.

    The reading of its cell has reported it already.
    """
    reported = m.of(Role.ACTUAL, Role.FORECAST)
    if m.unit_unread and reported:
        what, fix = "has a unit that is not understood.", "Write what it is counted in."
        yield replace(doubt_about(m, "unit-unread", what, reported, fix), told=True)


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
    doubted = [f for f in fractional if f.role in _WHOLE]
    if len(fractional) == 1 and doubted and (len(figures) > 1 or m.decimals == 0):
        yield doubt_about(
            m,
            "count-not-whole",
            f"is a count and has {with_article(doubted[0])} of {plain(doubted[0].value)}.",
            doubted,
            "Correct the figure, or the measure's unit; for an average enter its Decimals in the "
            f"register; {or_settle(m, doubted[0])}",
        )


def sentinel(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a number such as 9999 that a system wrote where it had no figure.

    It is doubted in every part it can play, unless another figure of the measure is near it. The
    same number again is no such figure: where nothing is known, it is written each quarter.
    """
    figures = list(m.in_unit())
    for figure in figures:
        value = figure.value
        others = [other.value for other in figures if other.value != value]
        if value not in SENTINELS or not others or _is_near(value, others):
            continue
        if value == 99 and (len(others) < 2 or figure.role.is_set):  # a likely figure
            continue
        if value < 0 and m.unit in (*NEVER_NEGATIVE, Unit.PERCENT):
            continue  # is reported as below zero
        yield doubt_about(
            m,
            "figure-sentinel",
            f"has {with_article(figure)} of {plain(value)}, which systems write for no figure, and "
            "no other figure of the measure is near it.",
            [figure],
            _without_figure(figure) + or_settle(m, figure),
        )


def _without_figure(figure: LabelledFigure) -> str:
    if figure.role.is_set:
        return "Correct it, or leave it empty; "
    return "Leave it empty with the marker [x] if there is no figure; "


def zero(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a zero where the target and every earlier figure are well above zero.

    It takes two other figures, all of them 10 or more; small counts fall to nothing by chance.
    """
    for figure in m.comparable():
        if figure.value != 0 or figure.role not in _ASKED_IF_ZERO:
            continue
        others = m.evidence_for(figure, *_AIMS)
        if len(others) >= 2 and all(other.value >= WELL_ABOVE_ZERO for other in others):
            yield doubt_about(
                m,
                "figure-zero",
                f"has {with_article(figure)} of {m.written(figure.value)}, against "
                f"{together(m, others)}.",
                [figure],
                "Leave it empty if it is not known; " + or_settle(m, figure),
            )


def _is_near(value: Decimal, others: list[Decimal]) -> bool:
    if value < 0:
        return any(other < 0 or other <= 2 for other in others)
    return any(value / FAR <= other <= value * FAR for other in others)


def out_of_bounds(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a percentage below 0 or above 100, in every part it can play.

    A measure whose earlier figures are above 100 too is no share of a whole but a percentage of a
    budget; so is a measure of which such a figure is settled. Where another figure is below 0, it
    is a change. Of an actual and a target above 100 the target is asked about.
    """
    if m.unit is not Unit.PERCENT:
        return
    figures = list(m.in_unit())
    for figure in figures:
        if 0 <= figure.value <= 100:
            continue
        if _is_usual(figure.value, _evidence(m, figure, figures)):
            continue
        yield doubt_about(
            m,
            "percent-out-of-bounds",
            f"is {m.written(figure.value)}."
            if figure.role is Role.ACTUAL
            else f"has {with_article(figure)} of {m.written(figure.value)}.",
            [figure],
            "Check the figure: a share lies between 0% and 100%; " + or_settle(m, figure),
        )


def _evidence(
    m: MeasureFigures, figure: LabelledFigure, figures: Sequence[LabelledFigure]
) -> list[Decimal]:
    """Return the figures that can say of another that the measure is no share of a whole."""
    others = [other for other in figures if other is not figure]
    if figure.role.is_reported:
        return [other.value for other in others if not other.role.is_reported]
    if figure.value < 0 or figure.role.is_past:
        return [other.value for other in others if other.role is not Role.FORECAST]
    # A limit is no evidence for another: they are typed in one go.
    return [other.value for other in others if other.role.is_past or m.is_settled(other)]


def _is_usual(value: Decimal, others: Iterable[Decimal]) -> bool:
    if value < 0:
        return any(other < 0 for other in others)
    return any(other > 100 and value <= FAR * other for other in others)
