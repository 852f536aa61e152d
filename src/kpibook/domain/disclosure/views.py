"""Views of published counts: the counts of one kind, and the sums and years to date among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from kpibook.domain.disclosure.cells import COUNTS, Cell, MeasureKey, Printed
from kpibook.domain.disclosure.groups import Groups
from kpibook.domain.disclosure.known_sums import KnownSum, directorate_sums, year_to_date_sums
from kpibook.domain.disclosure.linear_system import Bounds
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

#: The kind of count of which one is known to be small; of the counts of a share it is only known
#: that one of the three is.
KIND_WITH_RULE = "actual"


@dataclass(frozen=True, slots=True)
class View:
    """The counts of one kind, and the sums they are part of.

    Attributes:
        kind: The kind of count; see `COUNTS`.
        counts: The counts that are known here, shown or not.
        sums: The sums.
        steps: Years to date of one owner in successive quarters, which do not fall.
        secret: The figures that are not known here, because they are marked [c].
        rule_is_known: True if a figure that is not known here is taken to be withheld by the rule,
            so that none is zero and at least one in a sum is small; else an officer may have
            marked it.
        limits: Limits of figures that are known from elsewhere, such as from a rounded share.
    """

    kind: str
    counts: Mapping[Cell, int]
    sums: tuple[KnownSum, ...]
    steps: tuple[tuple[Cell, Cell], ...]
    secret: frozenset[Cell]
    rule_is_known: bool = False
    limits: Mapping[Cell, Bounds] = field(default_factory=dict)


def views_of(cells: Mapping[Cell, Printed], *, guess: bool = True) -> list[View]:
    """Return the counts of every kind that takes part in a sum or a year to date.

    Args:
        cells: The figures.
        guess: Look for totals that are not evident too; see `directorate_sums`.
    """
    views = []
    for kind in COUNTS:
        counts = {c: n for c, p in cells.items() if (n := p.count(kind)) is not None}
        sums = (*directorate_sums(cells, kind, guess=guess), *year_to_date_sums(cells, kind))
        steps = tuple(_steps(cells, counts))
        secret = frozenset(c for c, p in cells.items() if p.confidential)
        if counts and (sums or steps):
            views.append(View(kind, counts, sums, steps, secret))
    return views


def by_group(views: Iterable[View]) -> Iterator[list[View]]:
    """Yield the views of measures that have to do with one another, and of no others."""
    measures = Groups[MeasureKey]()
    views = list(views)
    for view in views:
        for known_sum in view.sums:
            for part in known_sum.parts:
                measures.join(part.measure, known_sum.total.measure)
    groups: defaultdict[MeasureKey, list[View]] = defaultdict(list)
    for view in views:
        for leader, own in _split(view, measures.leader).items():
            groups[leader].append(own)
    yield from groups.values()


def _split(view: View, lead: Callable[[MeasureKey], MeasureKey]) -> dict[MeasureKey, View]:
    counts: defaultdict[MeasureKey, dict[Cell, int]] = defaultdict(dict)
    sums: defaultdict[MeasureKey, list[KnownSum]] = defaultdict(list)
    steps: defaultdict[MeasureKey, list[tuple[Cell, Cell]]] = defaultdict(list)
    secret: defaultdict[MeasureKey, set[Cell]] = defaultdict(set)
    for cell, count in view.counts.items():
        counts[lead(cell.measure)][cell] = count
    for known_sum in view.sums:
        sums[lead(known_sum.total.measure)].append(known_sum)
    for step in view.steps:
        steps[lead(step[1].measure)].append(step)
    for cell in view.secret:
        secret[lead(cell.measure)].add(cell)
    return {
        leader: replace(
            view,
            counts=counts[leader],
            sums=tuple(sums[leader]),
            steps=tuple(steps[leader]),
            secret=frozenset(secret[leader]),
        )
        for leader in {**sums, **steps}
    }


def _steps(
    cells: Mapping[Cell, Printed], counts: Mapping[Cell, int]
) -> Iterator[tuple[Cell, Cell]]:
    """Yield each year to date with the last one before it in its year that is reported."""
    reported = {c: p for c, p in cells.items() if c in counts or p.confidential}
    for cell, printed in reported.items():
        if not printed.basis.is_of_year_so_far:
            continue
        quarters = (replace(cell.quarter, number=n) for n in range(cell.quarter.number - 1, 0, -1))
        earlier = (Cell(cell.measure, cell.owner, quarter) for quarter in quarters)
        before = next((c for c in earlier if c in reported), None)
        if before is not None and _does_not_fall(counts.get(before), counts.get(cell)):
            yield before, cell


def _does_not_fall(before: int | None, after: int | None) -> bool:
    return before is None or after is None or before <= after
