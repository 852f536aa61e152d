"""Generated councils, and a reader who attacks what is published of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.disclosure.cells import (
    LEAST_VALUES,
    Cell,
    Figure,
    Printed,
    cells_of,
    is_figure,
    measure_keys,
)
from kpibook.domain.disclosure.proof import attacks_on
from kpibook.domain.disclosure.small_numbers import pasts_of, withheld_of
from kpibook.domain.disclosure.views import View, views_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.reference import ref_key
from tests.domain.consolidated import a_row
from tests.domain.given import a_measure

#: The measure that has the quarters' own figures of the year to date.
VERSION = "PI.9"
QUARTERS = ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22", "Q3 2021/22")
NAMES = ("Adults", "Care", "Education", "Housing", "Parks", "Roads", "Waste", "Youth")


def a_council(random: Random) -> list[ConsolidatedRow]:
    """Return 3 to 8 directorates' rows and a total's, of three measures in four quarters.

    Some figures are late ([x]), some are marked [c] by an officer; some measures do not ask.
    """
    rows = []
    names = NAMES[: random.randint(3, 8)]
    for number, basis in enumerate((Basis.IN_PERIOD, Basis.CUMULATIVE, Basis.IN_PERIOD)):
        asks = random.random() < 0.9
        scale = random.choice((2, 6, 20, 60))
        parts = {name: _series(random, basis, scale) for name in names}
        total = [sum(series[q] for series in parts.values()) for q in range(len(QUARTERS))]
        for name, series in {"Total": total, **parts}.items():
            written = [str(count) for count in series]
            if name != "Total":
                written = [_marked(random, count) for count in written]
            rows.append(_row(f"PI.{number}", name, written, basis, asks))
    return [*rows, *_versions(rows)] if random.random() < 0.2 else rows


def _versions(rows: list[ConsolidatedRow]) -> list[ConsolidatedRow]:
    """Return the quarters' own figures of the years to date, as another measure that asks not."""
    return [
        _row(VERSION, row.directorate, _own_quarters(row), Basis.IN_PERIOD, False)
        for row in rows
        if row.rated.measure.basis is Basis.CUMULATIVE
    ]


def _own_quarters(row: ConsolidatedRow) -> list[str]:
    """Return the figures of the quarters alone; a marker where one of the two years to date has."""
    pasts = pasts_of(row)[-len(QUARTERS) :]
    written = [past.marker or str(past.actual) for past in pasts[:2]]  # a year begins twice
    for before, after in pairwise(pasts[1:]):
        markers = after.marker or before.marker
        written.append(markers or str((after.actual or 0) - (before.actual or 0)))
    return written


def _series(random: Random, basis: Basis, scale: int) -> list[int]:
    counts = [random.choice((0, random.randint(0, scale), random.randint(0, 3 * scale)))
              for _ in QUARTERS]  # fmt: skip
    if basis is Basis.CUMULATIVE:  # the first is the last of the year before
        for quarter in (2, 3):
            counts[quarter] += counts[quarter - 1]
    return counts


def _marked(random: Random, count: str) -> str:
    chance = random.random()
    return "[x]" if chance < 0.03 else "[c]" if chance < 0.05 else count


def _row(ref: str, name: str, written: list[str], basis: Basis, asks: bool) -> ConsolidatedRow:
    measure = replace(a_measure(ref, unit=Unit.COUNT, decimals=0), basis=basis)
    now = written[-1]
    marker = now if now.startswith("[") else ""
    return a_row(
        ref,
        None if marker else now,
        marker=marker,
        directorate=name,
        measure=measure,
        suppress=asks,
        past=list(zip(QUARTERS, written[:-1], strict=False)),
    )


def published_cells(rows: list[ConsolidatedRow]) -> dict[Cell, Printed]:
    """Return the figures as they are printed once the rule has run: [c] for what it withholds."""
    withheld = withheld_of(rows)
    printed = [
        Figure(
            (position, past.quarter),
            Unit.COUNT,
            Past(past.quarter, None, "[c]")
            if (position, past.quarter) in withheld.reasons
            else past,
            row.rated.measure.basis,
        )
        for position, row in enumerate(rows)
        for past in pasts_of(row)
    ]
    return cells_of([row.directorate.casefold() for row in rows], printed, measure_keys(rows))


def _without_chance(view: View) -> View:
    """Return a view without the versions that are none: the reader can read titles."""
    version = ref_key(VERSION)
    sums = (s for s in view.sums if s.of_directorates or s.parts[0].measure[1] == version)
    return replace(view, sums=tuple(sums))


@dataclass(frozen=True, slots=True)
class Attacked:
    """The outcome of an attack on a publication.

    Attributes:
        hidden: How many figures are withheld.
        narrowed: Figures that are left with fewer than three values, with these.
        measures: How many measures have a figure withheld.
        whole: Of these, how many have every figure withheld.
    """

    hidden: int
    narrowed: dict[Cell, tuple[int, ...]]
    measures: int
    whole: int


def attacked(rows: list[ConsolidatedRow]) -> Attacked:
    """Publish a council and let a reader loose on what is printed, and no more.

    Each withheld figure is a [c] of unknown value. If all the reader supposes contradicts what is
    printed, he goes without the rule. He knows which measure has the quarters' own figures of a
    year to date, and takes no other for that.
    """
    cells = published_cells(rows)
    narrowed = {
        cell: values
        for attack in attacks_on(cells, map(_without_chance, views_of(cells, guess=False)))
        for cell, values in attack.of.items()
        if isinstance(cell, Cell) and len(values) < LEAST_VALUES
    }
    hidden = [cell for cell, printed in cells.items() if printed.confidential]
    measures = {cell.measure for cell in hidden}
    shown = {c.measure for c, p in cells.items() if any(map(is_figure, p.figures))}
    return Attacked(len(hidden), narrowed, len(measures), len(measures - shown))
