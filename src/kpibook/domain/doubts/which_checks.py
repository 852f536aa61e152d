"""Checks that can doubt a measure at all, by what it has: most need none of the twenty-four.

A check that is left out would yield nothing, as a test with generated measures says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.doubts.basis import as_at_outside_period, cumulative_falls, looks_cumulative
from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.months import months_contradict
from kpibook.domain.doubts.parts import (
    denominator_zero,
    numerator_above_denominator,
    ratio_contradicts,
)
from kpibook.domain.doubts.register import (
    comparator_scale,
    floor_beyond_target,
    profile_contradicts,
    range_swapped,
    tolerance_above_target,
    unread_tolerance,
)
from kpibook.domain.doubts.scale import (
    FACTOR,
    LARGEST_FRACTION,
    LARGEST_SHARE,
    percent_scale,
    tenfold,
    tolerance_scale,
)
from kpibook.domain.doubts.two_rows import contradicted
from kpibook.domain.doubts.unit import (
    SENTINELS,
    negative,
    not_whole,
    out_of_bounds,
    sentinel,
    unread_unit,
    zero,
)
from kpibook.domain.doubts.which_basis import which_basis
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import ADDING, Basis, Unit

DoubtCheck = Callable[[MeasureFigures], Iterable[Doubt]]

#: In the order in which a measure's doubts are listed. Of two that doubt the same figure, the
#: first is kept: a fault has one finding.
DOUBTS: tuple[DoubtCheck, ...] = (
    contradicted,
    unread_unit,
    percent_scale,
    negative,
    sentinel,
    out_of_bounds,
    not_whole,
    zero,
    tenfold,
    cumulative_falls,
    looks_cumulative,
    which_basis,
    as_at_outside_period,
    denominator_zero,
    numerator_above_denominator,
    ratio_contradicts,
    months_contradict,
    range_swapped,
    floor_beyond_target,
    unread_tolerance,
    tolerance_scale,
    tolerance_above_target,
    profile_contradicts,
    comparator_scale,
)
#: The figures without which a check has nothing to compare.
_FIGURES: dict[DoubtCheck, frozenset[Role]] = {
    cumulative_falls: frozenset((Role.ACTUAL, Role.PREVIOUS)),
    looks_cumulative: frozenset((Role.ACTUAL, Role.PREVIOUS)),
    denominator_zero: frozenset((Role.DENOMINATOR,)),
    numerator_above_denominator: frozenset((Role.NUMERATOR, Role.DENOMINATOR)),
    ratio_contradicts: frozenset((Role.NUMERATOR, Role.DENOMINATOR)),
    range_swapped: frozenset((Role.LOW, Role.HIGH)),
    floor_beyond_target: frozenset((Role.FLOOR, Role.TARGET)),
    tolerance_scale: frozenset((Role.TOLERANCE,)),
    tolerance_above_target: frozenset((Role.TOLERANCE, Role.TARGET)),
    comparator_scale: frozenset((Role.COMPARATOR,)),
}
_BASES: dict[DoubtCheck, Basis] = {
    cumulative_falls: Basis.CUMULATIVE,
    profile_contradicts: Basis.CUMULATIVE,
    looks_cumulative: Basis.IN_PERIOD,
}
_UNITS: dict[DoubtCheck, Unit] = {
    percent_scale: Unit.PERCENT,
    out_of_bounds: Unit.PERCENT,
    numerator_above_denominator: Unit.PERCENT,
    not_whole: Unit.COUNT,
}
_WHOLE = Decimal(100)


# Figures that no check compares with a limit: all others are left to the checks.
_PLAIN_ROLES = (
    Role.ACTUAL,
    Role.TARGET,
    Role.PREVIOUS,
    Role.PREVIOUS_YEAR,
    Role.EARLIER,
    Role.COMPARATOR,
)


def is_beyond_doubt(m: MeasureFigures) -> bool:
    """Return True if no check can doubt a figure: all are plain, of one size and likely.

    They are above a fraction, up to 100 for a percentage, whole for a count, and less than eight
    times apart. Most measures of a workbook are so.
    """
    unit, basis = m.unit, m.basis
    if (
        unit is None
        or basis is Basis.CUMULATIVE
        or basis is Basis.YEAR_TO_DATE
        or m.as_at is not None
        or m.from_months
        or m.unit_unread
        or m.tolerance_unread
    ):
        return False
    low = high = actual = previous = None
    for figure in m.figures:
        value, role = figure.value, figure.role
        if role not in _PLAIN_ROLES or figure.contradicted or value in SENTINELS:
            return False
        if unit is Unit.COUNT and value != value.to_integral_value():
            return False
        if low is None or high is None:
            low = high = value
        elif value < low:
            low = value
        elif value > high:
            high = value
        if role is Role.ACTUAL:
            actual = value
        elif role is Role.PREVIOUS:
            previous = value
    if low is None or high is None:
        return True
    if low <= LARGEST_FRACTION or high >= low * FACTOR or (unit is Unit.PERCENT and high > _WHOLE):
        return False
    # It may rise like a running total.
    rises = actual is not None and previous is not None and actual > previous
    return not (rises and unit in ADDING and basis is Basis.IN_PERIOD)


def checks_for(m: MeasureFigures) -> tuple[DoubtCheck, ...]:
    """Return the checks that may doubt a figure of a measure, in the order of `DOUBTS`."""
    if is_beyond_doubt(m):
        return ()
    values = [figure.value for figure in m.figures]
    low, high = min(values, default=_WHOLE), max(values, default=_WHOLE)
    has = {
        contradicted: any(figure.contradicted for figure in m.figures),
        unread_unit: m.unit_unread,
        percent_scale: low <= LARGEST_FRACTION or high > LARGEST_SHARE,
        negative: low < 0,
        sentinel: not SENTINELS.isdisjoint(values),
        out_of_bounds: low < 0 or high > _WHOLE,
        zero: 0 in values,
        as_at_outside_period: m.as_at is not None,
        months_contradict: bool(m.from_months),
        unread_tolerance: m.tolerance_unread,
    }
    left_out = frozenset(check for check, may in has.items() if not may)
    roles = frozenset(figure.role for figure in m.figures)
    return _checks(roles, m.unit, m.basis, left_out)


@lru_cache(maxsize=256)
def _checks(
    roles: frozenset[Role], unit: Unit | None, basis: Basis, left_out: frozenset[DoubtCheck]
) -> tuple[DoubtCheck, ...]:
    return tuple(
        check
        for check in DOUBTS
        if check not in left_out
        and _FIGURES.get(check, frozenset()) <= roles
        and _BASES.get(check) in (None, basis)
        and _UNITS.get(check) in (None, unit)
    )
