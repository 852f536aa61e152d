"""Doubts about a sheet as a whole: a column of fractions, the figures of last quarter again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.doubts.checks import doubts_of, without
from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.scale import HIGH_FRACTION, LARGEST_FRACTION, fraction_doubts
from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.wording import counted
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

_AS_FRACTION = ("percent-as-fraction", "target-as-fraction")
# A column is of fractions if a third of its small figures (see `LARGEST_FRACTION`) are in doubt as
# such, or if it has three or more and all are small, most of them as high as small percentages
# seldom are.
_SHARE_IN_DOUBT = 3
_FEWEST = 3
# Figures are near each other if neither is more than this many times the other.
_NEAR = 5
_FEWEST_UNCHANGED = 5


@dataclass(slots=True)
class Tally:
    """Count of the percentages in a column.

    Attributes:
        figures: All above zero.
        small: Those that may be fractions, see `LARGEST_FRACTION`.
        high: Those of them that are 0.5 or more.
        doubted: Those that are in doubt as fractions.
    """

    figures: int = 0
    small: int = 0
    high: int = 0
    doubted: int = 0

    @property
    def is_of_fractions(self) -> bool:
        """True if the small figures in the column are in doubt as a whole."""
        if self.doubted and self.doubted * _SHARE_IN_DOUBT >= self.small:
            return True
        all_small = self.small == self.figures and self.small >= _FEWEST
        return all_small and self.high * 2 > self.small


def doubts_of_sheet(measures: Sequence[MeasureFigures]) -> list[tuple[Doubt, ...]]:
    """Return the doubts about each measure of a sheet, the sheet's columns taken into account."""
    doubts = [doubts_of(figures) for figures in measures]
    columns = fraction_columns(zip(measures, doubts, strict=True))
    if not columns:
        return doubts
    return [
        with_column_doubts(figures, of_measure, columns)
        for figures, of_measure in zip(measures, doubts, strict=True)
    ]


def with_column_doubts(
    figures: MeasureFigures, doubts: tuple[Doubt, ...], columns: frozenset[str]
) -> tuple[Doubt, ...]:
    """Return the doubts about a measure with those about the columns of its figures.

    What a figure in doubt for its column was evidence of is not said.
    """
    of_columns = tuple(column_doubts(figures, doubts, columns))
    if not of_columns:
        return doubts
    return (*doubts_of(without(figures, of_columns)), *of_columns)


def fraction_columns(
    measures: Iterable[tuple[MeasureFigures, Sequence[Doubt]]],
    counted_before: Mapping[str, Tally] = MappingProxyType({}),
) -> frozenset[str]:
    """Return the columns whose small figures are in doubt as a whole, see `LARGEST_FRACTION`.

    Args:
        measures: Measures with their doubts.
        counted_before: Counts of measures that have none, by column.
    """
    tallies = {name: replace(tally) for name, tally in counted_before.items()}
    for figures, doubts in measures:
        tally_measure(tallies, figures, doubts)
    return of_fractions(tallies)


def tally_measure(
    tallies: dict[str, Tally], figures: MeasureFigures, doubts: Sequence[Doubt]
) -> None:
    """Add the percentages of a measure, with its doubts, to the counts of their columns."""
    if figures.unit is not Unit.PERCENT:
        return
    doubted = _as_fractions(doubts)
    for figure in _percentages(figures):
        tally = tallies.setdefault(figure.role.column, Tally())
        tally.figures += 1
        tally.small += figure.value <= LARGEST_FRACTION
        tally.high += HIGH_FRACTION <= figure.value <= LARGEST_FRACTION
        tally.doubted += id(figure) in doubted


def of_fractions(tallies: Mapping[str, Tally]) -> frozenset[str]:
    """Return the columns whose small figures are in doubt as a whole, see `LARGEST_FRACTION`."""
    return frozenset(name for name, tally in tallies.items() if tally.is_of_fractions)


def column_doubts(
    figures: MeasureFigures, doubts: Sequence[Doubt], columns: frozenset[str]
) -> Iterator[Doubt]:
    """Doubt the figures of a measure that are in a column of fractions and small enough.

    A figure that another of its measure is near to, in a column that is not of fractions, is a
    small percentage.
    """
    if figures.unit is not Unit.PERCENT:
        return
    stopped = {id(figure) for doubt in doubts if doubt.is_stop for figure in doubt.figures}
    percentages = list(_percentages(figures))
    sound = [f for f in percentages if f.role.column not in columns and id(f) not in stopped]
    suspects = [
        figure
        for figure in percentages
        if figure.value <= LARGEST_FRACTION
        and figure.role.column in columns
        and id(figure) not in stopped
        and not figures.is_settled(figure)
        and not any(_near(figure.value, other.value) for other in sound)
    ]
    yield from fraction_doubts(figures, suspects, ())


def unchanged(measures: Sequence[MeasureFigures]) -> Iterator[Finding]:
    """Report that most measures have last quarter's figure, to the last decimal.

    Zeros, full percentages and annual figures are not counted.
    """
    compared = [pair for figures in measures if (pair := _with_last_quarter(figures)) is not None]
    same = [now for now, before in compared if now.value == before.value]
    if len(compared) >= _FEWEST_UNCHANGED and len(same) * 5 >= len(compared) * 4:
        yield Finding(
            "figures-unchanged",
            f"{counted(len(same), 'measure')} of {len(compared)} have the figure of the quarter "
            "before, to the last decimal.",
            same[0].where,
            "Check that these are the figures of this quarter, and not the last quarter's again.",
        )


def _with_last_quarter(
    figures: MeasureFigures,
) -> tuple[LabelledFigure, LabelledFigure] | None:
    now, before = figures.first(Role.ACTUAL), figures.first(Role.PREVIOUS)
    if now is None or before is None or figures.basis is Basis.ANNUAL:
        return None
    usual = now.value == 0 or (figures.unit is Unit.PERCENT and now.value == 100)
    return None if usual else (now, before)


def _as_fractions(doubts: Iterable[Doubt]) -> set[int]:
    return {
        id(figure)
        for doubt in doubts
        if doubt.finding.code in _AS_FRACTION
        for figure in doubt.figures
    }


def _percentages(figures: MeasureFigures) -> Iterator[LabelledFigure]:
    return (figure for figure in figures.in_unit() if figure.value > 0)


def _near(value: Decimal, other: Decimal) -> bool:
    return other <= value * _NEAR and value <= other * _NEAR
