"""All doubts about the figures of a measure: the same for every door into kpibook."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
from kpibook.domain.doubts.scale import percent_scale, tenfold, tolerance_scale
from kpibook.domain.doubts.two_rows import contradicted
from kpibook.domain.doubts.unit import (
    negative,
    not_whole,
    out_of_bounds,
    sentinel,
    unread_unit,
    zero,
)
from kpibook.domain.doubts.which_basis import which_basis
from kpibook.on_use.replacing import replace

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

# Where figures are a factor of 100 apart, being ten times apart is not reported as well.
_AFTER_SCALE = (tenfold, comparator_scale)
# Reported whatever else is: it is about a day.
_ALWAYS = (as_at_outside_period,)


def is_settled(figures: MeasureFigures, doubt: Doubt) -> bool:
    """Return True if every figure of a doubt is settled as right."""
    return bool(doubt.figures) and all(
        figures.is_settled(figure, doubt.settled_as) for figure in doubt.figures
    )


def doubts_of(figures: MeasureFigures) -> tuple[Doubt, ...]:
    """Return every doubt about a measure's figures; of a figure only the first stop.

    A figure that may be used for nothing is no evidence against another: later checks do not see
    it, so that a tolerance is not above a target that is itself in doubt.
    """
    kept: list[Doubt] = []
    sound, apart = figures, False
    for check in DOUBTS:
        if apart and check in _AFTER_SCALE:
            continue
        new = [
            d for d in check(figures if check in _ALWAYS else sound) if not is_settled(figures, d)
        ]
        if new:
            kept += new
            sound = without(sound, new)
            apart = apart or (check is percent_scale and any(doubt.is_stop for doubt in new))
    looks = (Doubt(look.finding, (look.figure,), words=look.words) for look in figures.looks)
    return (*kept, *(doubt for doubt in looks if not is_settled(figures, doubt)))


def without(figures: MeasureFigures, doubts: Iterable[Doubt]) -> MeasureFigures:
    """Return the figures of a measure that no stop is about; without a stop, the same object."""
    stopped = {id(figure) for doubt in doubts if doubt.is_stop for figure in doubt.figures}
    if not stopped:
        return figures
    return replace(figures, figures=tuple(f for f in figures.figures if id(f) not in stopped))
