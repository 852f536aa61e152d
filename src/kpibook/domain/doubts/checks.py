"""All doubts about the figures of a measure: the same for every door into kpibook."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kpibook.domain.doubts.basis import as_at_outside_period, cumulative_falls, looks_cumulative
from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
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
from kpibook.domain.doubts.scale import percent_scale, tenfold, tolerance_scale
from kpibook.domain.doubts.two_rows import contradicted
from kpibook.domain.doubts.unit import negative, not_whole, out_of_bounds, sentinel

DoubtCheck = Callable[[MeasureFigures], Iterable[Doubt]]

#: In the order in which a measure's doubts are listed. Of two that doubt the same figure, the
#: first is kept: a fault has one finding.
DOUBTS: tuple[DoubtCheck, ...] = (
    contradicted,
    percent_scale,
    negative,
    sentinel,
    out_of_bounds,
    not_whole,
    tenfold,
    cumulative_falls,
    looks_cumulative,
    as_at_outside_period,
    denominator_zero,
    numerator_above_denominator,
    ratio_contradicts,
    range_swapped,
    floor_beyond_target,
    unread_tolerance,
    tolerance_scale,
    tolerance_above_target,
    profile_contradicts,
    comparator_scale,
)

# Said only of a measure without a stop: a figure in doubt is nothing to set another against.
_UNLESS_STOPPED = (tenfold, comparator_scale)
# Said whatever else is: it is about a day.
_ALWAYS = (as_at_outside_period,)


def is_settled(figures: MeasureFigures, doubt: Doubt) -> bool:
    """Return True if every figure of a doubt is settled as right."""
    code = doubt.finding.code
    return bool(doubt.figures) and all(figures.is_settled(f, code) for f in doubt.figures)


def doubts_of(figures: MeasureFigures) -> tuple[Doubt, ...]:
    """Return every doubt about a measure's figures; of a figure only the first stop.

    Of a measure with a stop, a figure ten times off the others is not reported as well.
    """
    doubts: list[Doubt] = []
    for check in DOUBTS:
        stopped = {id(figure) for doubt in doubts if doubt.is_stop for figure in doubt.figures}
        if stopped and check in _UNLESS_STOPPED:
            continue
        for doubt in check(figures):
            told = check not in _ALWAYS and any(id(figure) in stopped for figure in doubt.figures)
            if not told and not is_settled(figures, doubt):
                doubts.append(doubt)
    return tuple(doubts)
