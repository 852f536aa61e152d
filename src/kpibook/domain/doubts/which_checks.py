"""Checks that can doubt a measure at all, by what it has: most need a few of the twenty-four.

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
from kpibook.domain.measures.measure import Basis, Unit

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


def checks_for(m: MeasureFigures) -> tuple[DoubtCheck, ...]:
    """Return the checks that may doubt a figure of a measure, in the order of `DOUBTS`."""
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
