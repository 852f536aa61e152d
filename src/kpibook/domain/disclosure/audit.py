"""Audit of what is published: withheld figures that a reader can work out, or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import (
    CONFIDENTIAL,
    Cell,
    Figure,
    MeasureKey,
    Printed,
    without_value,
)
from kpibook.domain.disclosure.figures_in_text import states_figures
from kpibook.domain.disclosure.proof import attacks_on
from kpibook.domain.disclosure.readers_view import View, views_of
from kpibook.domain.disclosure.second_choices import LEAST_VALUES
from kpibook.domain.measures.measure import Basis, Unit


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
    """

    file: str
    ref: str
    directorate: str
    cell: Cell
    unit: Unit
    past: Past
    text: str = ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A withheld figure for which too few values are left.

    Attributes:
        figure: The figure.
        values: The values it can have: fewer than `LEAST_VALUES`.
        files: The files that tell, in order of name.
    """

    figure: PublishedFigure
    values: tuple[str, ...]
    files: tuple[str, ...]


def audit(figures: Iterable[PublishedFigure]) -> list[Narrowed]:
    """Return the withheld figures that can be narrowed to fewer than `LEAST_VALUES` values.

    Looked for are: the same figure printed in another file, also as a percentage with both its
    counts; and totals of directorates for each measure and quarter, of figures and of counts. The
    reader is taken to know that no figure is withheld for being zero and that one of those that
    are missing from a total is 1 to 5.

    Args:
        figures: All figures of all files, withheld ones with the marker [c].
    """
    by_cell: defaultdict[Cell, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell].append(figure)
    narrowed = dict(_printed_elsewhere(by_cell))
    cells = {cell: _as_printed(own) for cell, own in by_cell.items()}
    for view in views_of(cells, guess=False):
        for attack in attacks_on(cells, [view]):
            for cell, values in attack.of.items():
                if not isinstance(cell, Cell) or not 0 < len(values) < LEAST_VALUES:
                    continue
                files = {figure.file for c in _around(view, cell) for figure in by_cell.get(c, ())}
                written = tuple(str(value) for value in values)
                first = Narrowed(_withheld(by_cell[cell]), written, tuple(sorted(files)))
                narrowed.setdefault(cell, first)
    return sorted(narrowed.values(), key=lambda n: (n.figure.past.quarter, n.figure.ref, n.files))


def texts_that_tell(figures: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    """Return a figure of each row whose texts state figures of a measure with a figure withheld.

    A row of which nothing is withheld may repeat its own figures.
    """
    rows: defaultdict[tuple[str, MeasureKey, Hashable], list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        rows[figure.file, figure.cell.measure, figure.cell.owner].append(figure)
    withheld = {key[1] for key, row in rows.items() if any(map(_is_withheld, row))}
    references = frozenset(ref for _, (_, ref), _ in rows)
    return [
        row[0]
        for (_, measure, _), row in rows.items()
        if measure in withheld and states_figures(row[0].text, references, _own_figures(row))
    ]


def _own_figures(row: Iterable[PublishedFigure]) -> frozenset[Decimal]:
    row = list(row)
    if any(map(_is_withheld, row)):
        return frozenset()
    return frozenset(f.past.actual for f in row if f.past.actual is not None)


def _is_withheld(figure: PublishedFigure) -> bool:
    return figure.past.marker == CONFIDENTIAL


def _printed_elsewhere(
    by_cell: Mapping[Cell, list[PublishedFigure]],
) -> Iterator[tuple[Cell, Narrowed]]:
    for cell, own in by_cell.items():
        hidden = list(filter(_is_withheld, own))
        shown = {f.file: value for f in own if (value := _value(f)) is not None}
        if hidden and shown:
            files = tuple(sorted({hidden[0].file, *shown}))
            yield cell, Narrowed(hidden[0], (next(iter(shown.values())),), files)


def _value(figure: PublishedFigure) -> str | None:
    """Return the figure, printed or worked out from both its counts; None if neither is there."""
    past, per = figure.past, figure.unit.per
    if past.actual is not None:
        return f"{past.actual.normalize():f}"
    if per is not None and past.numerator is not None and past.denominator:
        return f"{past.numerator * per / past.denominator:.1f}"
    return None


def _as_printed(own: list[PublishedFigure]) -> Printed:
    return Printed(
        [
            Figure((n, figure.past.quarter), figure.unit, _as_read(figure), Basis.SNAPSHOT)
            for n, figure in enumerate(own)
        ]
    )


def _as_read(figure: PublishedFigure) -> Past:
    """Return the figure without its counts if it is withheld: they were dealt with apart."""
    return without_value(figure.past) if _is_withheld(figure) else figure.past


def _around(view: View, cell: Cell) -> Iterator[Cell]:
    for known_sum in view.sums:
        if cell in known_sum.members:
            yield from known_sum.members


def _withheld(own: list[PublishedFigure]) -> PublishedFigure:
    return next(filter(_is_withheld, own))
