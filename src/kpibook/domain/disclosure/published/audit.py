"""Audit of what is published: withheld figures that a reader can work out, or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kpibook.domain.disclosure.attack import Left, attack
from kpibook.domain.disclosure.cells import Cell, MeasureKey, is_small, without_value
from kpibook.domain.disclosure.figures_in_text import states_figures
from kpibook.domain.disclosure.published.published_figure import PublishedFigure, readings_of
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

# Each file is left out once for each figure that is narrowed, and the rest attacked again.
_MOST_LEFT_OUT = 200


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A withheld figure for which too few values are left.

    Attributes:
        figure: The figure.
        values: The values it, or the count `kind` of it, can have: fewer than three; () if the
            search for them ended without an answer.
        files: The files that tell, in order of name.
        kind: "actual" for the figure itself, or which of its counts is narrowed.
        others: References of other measures that are needed for it.
    """

    figure: PublishedFigure
    values: tuple[str, ...]
    files: tuple[str, ...]
    kind: str = "actual"
    others: tuple[str, ...] = ()


def audit(figures: Iterable[PublishedFigure]) -> list[Narrowed]:
    """Return the withheld figures of which fewer than three values are left.

    Looked for are: the same figure printed in another file, also as a percentage with both its
    counts; totals of directorates for each measure and quarter, of figures and of counts; years
    to date against those of other quarters and against the quarters' own figures; and shares
    worked out from counts. The reader is taken to know that no figure is withheld for being zero
    and that one of those that are missing from a total is 1 to 5.

    Args:
        figures: All figures of all files, withheld ones with the marker [c].
    """
    figures = list(figures)
    by_cell: defaultdict[Cell, list[PublishedFigure]] = defaultdict(list)
    by_measure: defaultdict[MeasureKey, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell].append(figure)
        by_measure[figure.cell.measure].append(figure)
    narrowed = dict(_printed_elsewhere(by_cell))
    found = attacked(figures)
    reruns = _MOST_LEFT_OUT
    for cell, left in found.items():
        if cell in narrowed:
            continue
        concerned = [f for measure in left.measures for f in by_measure[measure]]
        files, reruns = _files_that_tell(cell, left, concerned, reruns)
        withheld = _withheld(by_cell[cell])
        others = sorted({f.ref for f in concerned if f.cell.measure != cell.measure})
        narrowed[cell] = Narrowed(withheld, left.values, files, left.kind, tuple(others))
    return sorted(narrowed.values(), key=lambda n: (n.figure.past.quarter, n.figure.ref, n.files))


def attacked(figures: Iterable[PublishedFigure]) -> dict[Cell, Left]:
    """Return the withheld figures of files of which too few values are left; see `attack`.

    Of the readings the last, which is of a single file, is the surest.
    """
    narrowed: dict[Cell, Left] = {}
    for printed, places in readings_of(figures):
        narrowed |= attack(printed, places)
    return narrowed


def small_rises(figures: Iterable[PublishedFigure]) -> list[tuple[PublishedFigure, int]]:
    """Return years to date that are shown and 1 to 5 more than the last one shown, and by how many.

    The rise is the count of the quarters between. Looked at are measures of which a figure is
    withheld: of others small numbers are published.
    """
    figures = [f for f in figures if f.basis is not None and f.basis.is_of_year_so_far]
    protected = {f.cell.measure for f in figures if f.withheld}
    shown = {f.cell: f for f in figures if f.past.actual is not None and f.unit is Unit.COUNT}
    before: dict[tuple[MeasureKey, Hashable, int], Decimal] = {}
    rises = []
    for cell in sorted(shown, key=lambda c: c.quarter):
        year, count = (cell.measure, cell.owner, cell.quarter.year), shown[cell].past.actual
        if count is not None and cell.measure in protected:
            rise = count - before.get(year, count)
            if is_small(rise):
                rises.append((shown[cell], int(rise)))
            before[year] = count
    return rises


def without_basis(figures: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    """Return a withheld figure of each measure of which no basis is known."""
    unknown: dict[MeasureKey, PublishedFigure] = {}
    for figure in figures:
        if figure.withheld and figure.basis is None:
            unknown.setdefault(figure.cell.measure, figure)
    return list(unknown.values())


def texts_that_tell(figures: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    """Return a figure of each row whose texts state figures of a measure with a figure withheld.

    A row of which nothing is withheld may repeat its own figures.
    """
    rows: defaultdict[tuple[str, MeasureKey, Hashable], list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        rows[figure.file, figure.cell.measure, figure.cell.owner].append(figure)
    withheld = {key[1] for key, row in rows.items() if any(f.withheld for f in row)}
    references = frozenset(ref for _, (_, ref), _ in rows)
    return [
        row[0]
        for (_, measure, _), row in rows.items()
        if measure in withheld and states_figures(row[0].text, references, _own_figures(row))
    ]


def _own_figures(row: Iterable[PublishedFigure]) -> frozenset[Decimal]:
    row = list(row)
    if any(f.withheld for f in row):
        return frozenset()
    return frozenset(f.past.actual for f in row if f.past.actual is not None)


def _printed_elsewhere(
    by_cell: Mapping[Cell, list[PublishedFigure]],
) -> Iterator[tuple[Cell, Narrowed]]:
    for cell, own in by_cell.items():
        hidden = [f for f in own if f.withheld]
        shown = {f.file: value for f in own if (value := _value(f)) is not None}
        if hidden and shown:
            file, value = next(iter(shown.items()))
            yield cell, Narrowed(hidden[0], (value,), tuple(sorted({hidden[0].file, file})))


def _value(figure: PublishedFigure) -> str | None:
    """Return the figure, printed or worked out from both its counts; None if neither is there."""
    past, per = figure.past, figure.unit.per
    if past.actual is not None:
        return f"{past.actual.normalize():f}"
    if per is not None and past.numerator is not None and past.denominator:
        return f"{past.numerator * per / past.denominator:.1f}"
    return None


def _files_that_tell(
    cell: Cell, left: Left, concerned: Sequence[PublishedFigure], reruns: int
) -> tuple[tuple[str, ...], int]:
    """Return the files without which the figure is not narrowed as far, and the reruns left.

    A file is left out by reading each of its figures as withheld: it is still known that there is
    a figure, so that nothing seems to be the whole of a total that is not.
    """
    own = next(f.file for f in concerned if f.cell == cell and f.withheld)
    files = sorted({f.file for f in concerned})
    needed = {own}
    for file in files:
        if file == own and all(f.withheld for f in concerned if f.file == own):
            continue
        if reruns <= 0:
            needed.add(file)
            continue
        reruns -= 1
        without = [_as_withheld(f) if f.file == file else f for f in concerned]
        again = attacked(without).get(cell)
        if again is not None and again.values == left.values:
            concerned = without
        else:
            needed.add(file)
    return tuple(sorted(needed)), reruns


def _as_withheld(figure: PublishedFigure) -> PublishedFigure:
    past = figure.past
    return (
        replace(figure, past=without_value(past))
        if any(value is not None for value in figure.values)
        else figure
    )


def _withheld(own: list[PublishedFigure]) -> PublishedFigure:
    return next(figure for figure in own if figure.withheld)
