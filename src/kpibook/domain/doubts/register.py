"""Doubts about the register: ends of a range, floor, targets of the quarters, comparator."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import doubt_about, or_settle
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import ADDING, Basis, Polarity, Unit
from kpibook.on_use.replacing import replace

_OTHER_SCALE = 8


def unread_tolerance(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a tolerance that could not be read: -5% is not the scheme's own 5%.

    The reading of its cell has reported it already.
    """
    figure = m.first(Role.TOLERANCE)
    if m.tolerance_unread and figure is None:
        nothing = LabelledFigure(Role.TOLERANCE, "tolerance", Decimal(0))
        what, fix = "has a tolerance that cannot be read.", "Write it as 5% of the target, or as 2."
        yield replace(doubt_about(m, "tolerance-unread", what, [nothing], fix), told=True)


def range_swapped(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a range whose lower end is above its upper end."""
    low, high = m.first(Role.LOW), m.first(Role.HIGH)
    if low is not None and high is not None and low.value > high.value:
        yield doubt_about(
            m,
            "range-swapped",
            f"has a range from {m.written(low.value)} to {m.written(high.value)}: the lower end is "
            "above the upper end.",
            [low, high],
            "Exchange Range low and Range high.",
        )


def floor_beyond_target(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a minimum standard on the wrong side of the target."""
    floor, target = m.first(Role.FLOOR), m.first(Role.TARGET)
    if floor is None or target is None or m.basis is Basis.CUMULATIVE:
        return
    wrong = {
        Polarity.HIGHER: floor.value > target.value,
        Polarity.LOWER: floor.value < target.value,
    }
    if wrong.get(m.polarity, False):
        side = "above" if m.polarity is Polarity.HIGHER else "below"
        yield doubt_about(
            m,
            "floor-beyond-target",
            f"has a floor of {m.written(floor.value)}, {side} its target of "
            f"{m.written(target.value)}, so that a figure may miss the minimum and meet the "
            "target.",
            [floor],
            f"Correct the floor or the target; {or_settle(m, floor)}",
        )


def tolerance_above_target(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a tolerance in the unit that is larger than the target: "15" meant as 15%."""
    tolerance, figure, target = m.tolerance, m.first(Role.TOLERANCE), m.first(Role.TARGET)
    if tolerance is None or tolerance.of_target or figure is None or target is None:
        return
    if target.value > 0 and figure.value > target.value:
        yield doubt_about(
            m,
            "tolerance-above-target",
            f"has a tolerance of {m.written(figure.value)}, more than its target of "
            f"{m.written(target.value)}.",
            [figure],
            f"Write {figure.value.normalize():f}% if a share of the target is meant; "
            + or_settle(m, figure),
        )


def profile_contradicts(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a year's target that is not the target of the last quarter, and a profile that falls.

    Only for what counts the year so far: its last quarter is the year.
    """
    if m.basis is not Basis.CUMULATIVE:
        return
    targets = {f.label: f for f in m.of(Role.TARGET, Role.OTHER_TARGET)}
    year, last = targets.get("target"), targets.get("Target Q4")
    if year is not None and last is not None and year.value != last.value:
        yield doubt_about(
            m,
            "target-profile",
            f"has a target of {m.written(year.value)} for the year and of {m.written(last.value)} "
            "for the year so far in Q4.",
            [year],
            f"Make them the same; {or_settle(m, year)}",
        )
    quarters = [f for n in range(1, 5) if (f := targets.get(f"Target Q{n}")) is not None]
    for earlier, later in itertools.pairwise(quarters):
        if m.unit in ADDING and 0 <= later.value < earlier.value:
            yield doubt_about(
                m,
                "target-profile",
                f"counts the year so far and has a {later.label} of {m.written(later.value)}, "
                f"below {earlier.label}, {m.written(earlier.value)}.",
                [later],
                f"Write what should be reached by then since April; {or_settle(m, later)}",
            )


def comparator_scale(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a comparator of another scale than every other figure: a rate per 1,000 for 10,000."""
    comparator = m.first(Role.COMPARATOR)
    others = [f.value for f in m.comparable() if f is not comparator and f.value > 0]
    if comparator is None or comparator.value <= 0 or len(others) < 2:
        return
    high, low = max(others), min(others)
    if comparator.value >= _OTHER_SCALE * high or comparator.value * _OTHER_SCALE <= low:
        if m.unit in (Unit.COUNT, Unit.QUANTITY, Unit.CURRENCY):
            return  # England's count is not of a council's size
        yield doubt_about(
            m,
            "comparator-scale",
            f"has a comparator of {m.written(comparator.value)}, about ten times or more off "
            "its other figures.",
            [comparator],
            f"Check that it is in the measure's unit; {or_settle(m, comparator)}",
        )
