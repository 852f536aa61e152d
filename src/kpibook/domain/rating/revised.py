"""Earlier figures that were corrected after they were reported, with the figures before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """Earlier figure that was corrected.

    Attributes:
        quarter: The quarter it is of; for a year the last of it.
        period: That quarter or year as people read it.
        now: The figure as it is now, as people read it.
        before: The figure before; "" if it is not shown.
    """

    quarter: Quarter
    period: str
    now: str
    before: str

    @property
    def sentence(self) -> str:
        """The revision as a note says it."""
        if not self.before:
            return f"The figure for {self.period} was revised."
        return f"{self.period} was revised from {self.before} to {self.now}."


def revised_figures(
    measure: Measure,
    period: Quarter,
    history: Mapping[tuple[str, Quarter], Reading],
    compared: Iterable[BaselineFigure],
    in_doubt: Collection[Quarter] = (),
) -> tuple[RevisedFigure, ...]:
    """Return the figures of a return that were corrected, the quarter before first.

    A figure that reads as it did before, at the measure's decimals, was not revised for a reader.
    A figure that is withheld, or in doubt, is not among them.

    Args:
        measure: The measure.
        period: The quarter being reported.
        history: Earlier readings by key and quarter.
        compared: The figures that its directions are taken against.
        in_doubt: Earlier quarters whose figures may not be used.
    """
    quarters = (period.previous, period.same_last_year)
    by_quarter = [history[measure.key, q] for q in quarters if (measure.key, q) in history]
    shown = [(reading.period, str(reading.period), reading) for reading in by_quarter]
    shown += _compared(compared)
    revised = {
        name: RevisedFigure(
            quarter, name, measure.written(reading.usable), measure.written(reading.revised_from)
        )
        for quarter, name, reading in shown
        if quarter not in in_doubt and not reading.contradicted
        if reading.usable is not None and reading.revised_from is not None
    }
    return tuple(each for each in revised.values() if each.before != each.now)


def _compared(figures: Iterable[BaselineFigure]) -> Iterator[tuple[Quarter, str, Reading]]:
    for figure in figures:
        if figure.reading is not None and figure.quarter is not None:
            yield figure.quarter, period_of(figure), figure.reading


def period_of(figure: BaselineFigure) -> str:
    """Return the quarter or the year that a figure is of, as people read it."""
    if figure.quarter is None:
        return ""
    return figure.quarter.financial_year if figure.of_year else str(figure.quarter)


def without_figures_before(
    revised: Iterable[RevisedFigure], hidden: Collection[Quarter], *, withheld: bool
) -> tuple[RevisedFigure, ...]:
    """Return revisions as they may be published.

    Args:
        revised: The revisions.
        hidden: The quarters whose figures are withheld: nothing is said about them.
        withheld: True if the figures before are withheld too. Such a figure is in no sum that was
            proved to be safe.
    """
    public = [each for each in revised if each.quarter not in hidden]
    return tuple(replace(each, before="") if withheld else each for each in public)
