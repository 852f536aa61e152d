"""Files that are published already, next to the rows that are about to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.disclosure.attack import attack
from kpibook.domain.disclosure.cells import (
    CONFIDENTIAL,
    Cell,
    Figure,
    MeasureKey,
    Printed,
    is_figure,
    without_value,
)
from kpibook.domain.disclosure.published.published_figure import (
    PublishedFigure,
    Reading,
    readings_of,
)
from kpibook.domain.disclosure.published.registered import Registered, with_registers
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Earlier:
    """Figures that are published already.

    Attributes:
        readings: What the files print together; more than one where versions contradict.
        decimals: The decimals that the rows' measures are published to, where that is known.
    """

    readings: tuple[Reading, ...] = ()
    decimals: Mapping[MeasureKey, int] = field(default_factory=dict)

    @property
    def figures(self) -> dict[Cell, Figure]:
        """The figures that the files print, one for each cell."""
        return self.readings[0][0] if self.readings else {}

    @property
    def shown(self) -> set[Cell]:
        """The figures that are shown: to withhold them now is of no use."""
        return {cell for cell, figure in self.figures.items() if figure.past.actual is not None}

    @property
    def hidden(self) -> set[Cell]:
        """The figures that are withheld in every file that has them."""
        return {c for c, figure in self.figures.items() if figure.past.marker == CONFIDENTIAL}

    def joined(self, cells: Mapping[Cell, Printed]) -> dict[Cell, Printed]:
        """Return the figures of rows, and those of the files where no row has one."""
        joined = {cell: Printed([_as_stated(figure)]) for cell, figure in self.figures.items()}
        for cell, printed in cells.items():
            if cell not in joined or any(map(is_figure, printed.figures)) or printed.confidential:
                joined[cell] = printed
        return joined

    def told(self, cells: Mapping[Cell, Printed], withheld: Collection[Cell]) -> set[MeasureKey]:
        """Return the measures of figures that the files and the publication give away together.

        Args:
            cells: The figures of the rows and of the files; see `joined`.
            withheld: Those that the publication withholds.
        """
        measures: set[MeasureKey] = set()
        for figures, places in self.readings:
            printed = {cell: self._printed(c, cell, withheld) for cell, c in cells.items()}
            printed |= {c: _both(f, printed[c]) for c, f in figures.items() if c in cells}
            decimals = {c: self.decimals[c.measure] for c in cells if c.measure in self.decimals}
            for left in attack(printed, {**decimals, **places}).values():
                measures |= left.measures
        return measures

    def _printed(self, printed: Printed, cell: Cell, withheld: Collection[Cell]) -> Figure:
        """Return a figure as the publication prints it: a share rounded, and without its counts."""
        figure = printed.figures[0]
        if printed.confidential or cell in withheld:
            return replace(figure, past=without_value(figure.past))
        past = replace(figure.past, numerator=None, denominator=None)
        places = self.decimals.get(cell.measure)
        if past.actual is not None and places is not None:
            past = replace(past, actual=round_half_away(past.actual, places))
        return replace(figure, past=past)


def _as_stated(figure: Figure) -> Figure:
    """Return a figure whose counts are not worked back from a share, which is rounded.

    The attack on the readings does that, and takes the rounding into account.
    """
    past = figure.past
    if (
        figure.unit.per is None
        or past.actual is None
        or None
        not in (
            past.numerator,
            past.denominator,
        )
    ):
        return figure
    return replace(figure, past=replace(past, numerator=None, denominator=None))


def _both(earlier: Figure, now: Figure) -> Figure:
    """Return a figure with all that the files and the publication print of it."""
    past, new = earlier.past, now.past
    if past.actual is not None:
        return earlier
    return replace(now, past=replace(new, numerator=past.numerator, denominator=past.denominator))


def earlier_of(
    published: Iterable[PublishedFigure],
    rows: Sequence[ConsolidatedRow],
    keys: Sequence[MeasureKey],
) -> Earlier:
    """Return what published files print, with what the rows' registers say of the measures.

    A file that names no council is one of the council of the rows, if they are of one.

    Args:
        published: The figures of the files.
        rows: The rows that are about to be published.
        keys: The measure of each row; see `measure_keys`.
    """
    registered = [_registered(row, key) for row, key in zip(rows, keys, strict=True)]
    councils = {council for council, _ in keys}
    only = councils.pop() if len(councils) == 1 else ""
    figures = [_of_council(figure, only) for figure in published]
    if not figures:
        return Earlier()
    decimals = {
        key: places
        for row, key in zip(rows, keys, strict=True)
        if (places := row.rated.measure.decimals) is not None
    }
    return Earlier(tuple(readings_of(with_registers(figures, registered))), decimals)


def _of_council(figure: PublishedFigure, council: str) -> PublishedFigure:
    named, ref = figure.cell.measure
    return replace(figure, cell=replace(figure.cell, measure=(named or council, ref)))


def _registered(row: ConsolidatedRow, key: MeasureKey) -> Registered:
    measure = row.rated.measure
    return Registered(
        key[1],
        measure.unit,
        measure.basis,
        measure.decimals,
        frozenset(map(ref_key, measure.aliases)),
        key[0],
        folded(row.directorate),
    )
