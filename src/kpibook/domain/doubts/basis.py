"""Doubts about the basis: a year to date that falls, a running total, a day of another quarter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import doubt_about, named, or_settle
from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import ADDING, Basis, Polarity, Unit
from kpibook.domain.measures.period import long_date

# A correction of earlier months may take a little off a year to date.
_CORRECTION = Decimal("0.9")


def cumulative_falls(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a year to date below the quarter before: the quarter's own figure may have been typed.

    Only what adds up is meant, counts and money; a percentage of the year so far may fall. Money
    of which less is better is left alone, since an overspend is recovered.
    """
    actual, before = m.first(Role.ACTUAL), m.first(Role.PREVIOUS)
    if m.basis is not Basis.CUMULATIVE or actual is None or before is None:
        return
    if m.period is None or m.period.number == 1 or before.value <= 0:
        return
    adds_up = m.unit in ADDING and not (m.unit is Unit.CURRENCY and m.polarity is Polarity.LOWER)
    if adds_up and actual.value < before.value * _CORRECTION:
        total = m.written(actual.value + before.value)
        yield doubt_about(
            m,
            "cumulative-falls",
            f"counts the year so far and falls from {m.written(before.value)} to "
            f"{m.written(actual.value)} within the year.",
            [actual],
            f"If {m.written(actual.value)} is of {m.period} alone, write the year so far, {total}; "
            + or_settle(m, actual),
        )


def looks_cumulative(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt an in-period figure that rises like a running total within the year.

    It needs the two quarters before in the same year, two and three times the first of them, and a
    figure of the year before that was of the size of the first.
    """
    actual, before = m.first(Role.ACTUAL), m.first(Role.PREVIOUS)
    if m.basis is not Basis.IN_PERIOD or m.unit not in ADDING:
        return
    if m.period is None or m.period.number < 3 or actual is None or before is None:
        return
    year = [f for f in m.past if f.quarter is not None and f.quarter.year == m.period.year]
    first = next((f for f in year if f.quarter is not None and f.quarter.number == 1), None)
    if first is None or first.value <= 0:
        return
    if not _rises_like_a_total([f.value for f in (actual, *year)][::-1]):
        return
    levels = [f for f in m.past if f not in year] + m.of(Role.TARGET)
    if levels and all(level.value <= first.value * 2 for level in levels):
        yield doubt_about(
            m,
            "looks-cumulative",
            f"is reported for each quarter alone and rises from {m.written(first.value)} through "
            f"{m.written(before.value)} to {m.written(actual.value)} within the year, as a running "
            "total does.",
            [actual],
            f"If it is one, write the figure of {m.period} alone, or correct the Basis; "
            + or_settle(m, actual),
        )


def _rises_like_a_total(figures: list[Decimal]) -> bool:
    """Return True if each quarter adds about as much as the first: 10, 21, 30, 41."""
    first = figures[0]
    added = [later - earlier for earlier, later in itertools.pairwise(figures)]
    return all(first / 2 <= more <= first * 3 / 2 for more in added)


def as_at_outside_period(m: MeasureFigures) -> Iterator[Doubt]:
    """Report a figure of a day outside its quarter."""
    if m.as_at is None or m.period is None or m.as_at in m.period:
        return
    actual = m.first(Role.ACTUAL)
    yield Doubt(
        Finding(
            "as-at-outside-period",
            f"{named(m)} is as at {long_date(m.as_at)}, outside {m.period} "
            f"({long_date(m.period.start)} to {long_date(m.period.end)}).",
            m.as_at_place,
            "Report the figure of the quarter's last day, or correct the date.",
            ref=m.ref,
        ),
        _only(actual),
    )


def _only(figure: LabelledFigure | None) -> tuple[LabelledFigure, ...]:
    return () if figure is None else (figure,)
