"""All doubts about the figures of a measure: the same for every door into kpibook."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.doubts.basis import as_at_outside_period
from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.register import comparator_scale
from kpibook.domain.doubts.scale import percent_scale, tenfold
from kpibook.domain.doubts.which_checks import checks_for
from kpibook.on_use.replacing import replace

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
    for check in checks_for(figures):
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
