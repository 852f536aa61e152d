"""Figures as published files print them, and what several files print of the same figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import CONFIDENTIAL, Cell, Figure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

#: The number of a row for figures that are in no row, but in a published file.
NO_ROW = -1
#: What a reader has before him: a figure for each cell, and the decimals of shares where known.
Reading = tuple[dict[Cell, Figure], dict[Cell, int]]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as a file prints it.

    Attributes:
        file: The file.
        ref: The measure's reference as printed.
        directorate: Whose it is, as printed; "" if the file does not say.
        cell: The figure in the form it is compared with others.
        unit: What it is counted in.
        past: The figure with its quarter and marker, and its counts if they are printed.
        text: The texts printed in its row.
        basis: The stretch of time it covers; None if neither the file nor a register says.
        decimals: Places it is reported to; None if that is not known.
        title: The measure's title as printed.
    """

    file: str
    ref: str
    directorate: str
    cell: Cell
    unit: Unit
    past: Past
    text: str = ""
    basis: Basis | None = None
    decimals: int | None = None
    title: str = ""

    @property
    def withheld(self) -> bool:
        """Return True if the file withholds it."""
        return self.past.marker == CONFIDENTIAL

    @property
    def values(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The figure and its counts; None for what is not printed."""
        return self.past.actual, self.past.numerator, self.past.denominator


def readings_of(figures: Iterable[PublishedFigure]) -> Iterator[Reading]:
    """Yield what a reader who puts all files together has before him.

    Where two files print different values of a figure, as versions of a publication do, their
    totals belong to the parts of their own version. Then the reader tries the first of all files,
    the last, and each file by itself.

    Args:
        figures: Figures of all files. Those without a basis are not taken for years to date.
    """
    known = list(_with_units(list(figures)))
    by_cell = _by_cell(known)
    yield _reading(by_cell)
    if any(map(_contradict, by_cell.values())):
        yield _reading({cell: own[::-1] for cell, own in by_cell.items()})
        for file in sorted({figure.file for figure in known}):
            yield _reading(_by_cell(figure for figure in known if figure.file == file))


def _by_cell(figures: Iterable[PublishedFigure]) -> dict[Cell, list[PublishedFigure]]:
    by_cell: defaultdict[Cell, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell].append(figure)
    return dict(by_cell)


def _contradict(own: Sequence[PublishedFigure]) -> bool:
    columns = zip(*(figure.values for figure in own), strict=True)
    return any(len(set(column) - {None}) > 1 for column in columns)


def _reading(by_cell: dict[Cell, list[PublishedFigure]]) -> Reading:
    places = {
        cell: max(stated)
        for cell, own in by_cell.items()
        if (stated := [f.decimals for f in own if f.decimals is not None])
    }
    return {cell: _as_one(own) for cell, own in by_cell.items()}, places


def _with_units(figures: list[PublishedFigure]) -> Iterator[PublishedFigure]:
    """Yield figures with a withheld one in the unit of those that are shown of its measure.

    A cell that holds [c] does not show that the measure is a percentage.
    """
    units = {f.cell.measure: f.unit for f in figures if f.unit.per is not None}
    for figure in figures:
        unit = units.get(figure.cell.measure)
        guessed = unit is not None and figure.past.actual is None and figure.basis is None
        yield replace(figure, unit=unit or figure.unit) if guessed else figure


def _as_one(own: Sequence[PublishedFigure]) -> Figure:
    """Return the figures of one cell as one, with all that any file prints of it."""
    actual, numerator, denominator = (
        next((value for value in column if value is not None), None)
        for column in zip(*(figure.values for figure in own), strict=True)
    )
    markers = [figure.past.marker for figure in own if figure.past.marker]
    marker = CONFIDENTIAL if CONFIDENTIAL in markers else next(iter(markers), "")
    past = Past(
        own[0].past.quarter, actual, marker if actual is None else "", numerator, denominator
    )
    basis = next((f.basis for f in own if f.basis is not None), Basis.SNAPSHOT)
    unit = next((f.unit for f in own if f.unit.per is not None), own[0].unit)
    title = next((f.title for f in own if f.title), "")
    return Figure((NO_ROW, past.quarter), unit, past, basis, title)
