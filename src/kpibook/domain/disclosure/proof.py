"""Proof that what is withheld stays so: an attack on what is about to be published.

Second choices are made by a reader's rules of thumb. The proof reads only what will be printed,
and asks for `LEAST_VALUES` values of each withheld figure, each completed to a whole solution. A
search that ends without an answer proves nothing, so its measure is withheld as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping

from kpibook.domain.disclosure.attack import attacks_on, marked
from kpibook.domain.disclosure.cells import (
    LEAST_VALUES,
    Cell,
    MeasureKey,
    Printed,
    is_figure,
    without_value,
)
from kpibook.domain.disclosure.known_sums import KnownSum
from kpibook.domain.disclosure.linear_system import Values
from kpibook.domain.disclosure.possible_values import possible_values
from kpibook.domain.disclosure.published.earlier import Earlier
from kpibook.domain.disclosure.readers_view import systems_of
from kpibook.domain.disclosure.second_choices import second_choices
from kpibook.domain.disclosure.views import View, views_of
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Protection:
    """The figures that are withheld so that no withheld figure can be worked out.

    Attributes:
        second: The figures that are withheld as well as the small numbers.
        whole: The measures of which every figure is withheld, because less was not proved enough.
        exposed: The measures of which what is published already gives a figure away.
    """

    second: frozenset[Cell]
    whole: frozenset[MeasureKey]
    exposed: frozenset[MeasureKey]


def protect(
    cells: Mapping[Cell, Printed],
    hidden: Collection[Cell],
    *,
    others: Mapping[Cell, Printed] | None = None,
    earlier: Earlier | None = None,
) -> Protection:
    """Choose what else is withheld, and prove that it is enough.

    Args:
        cells: All figures of the measures that are to be protected.
        hidden: Those that are withheld.
        others: Figures of measures that are published in full, which a reader may take for
            versions of those that are protected.
        earlier: What is published already; its figures are among the others.
    """
    earlier = earlier or Earlier()
    second = second_choices(cells, hidden, shown_before=earlier.shown, hidden_before=earlier.hidden)
    withheld = set(hidden) | second
    every = {cell for cell, printed in cells.items() if any(map(is_figure, printed.figures))}
    printed = {**(others or {}), **cells}
    measures = {cell.measure for cell in cells}
    proof = _Proof(printed, every.difference(earlier.shown), earlier)
    whole: set[MeasureKey] = set()
    while more := (proof.lacking(withheld) & measures) - whole:
        whole |= more
        withheld |= {cell for cell in every if cell.measure in more}
    left: frozenset[MeasureKey] = frozenset()
    if whole and earlier.shown:  # else nothing of them is printed that could tell
        left = proof.lacking(withheld)
    return Protection(frozenset(withheld - set(hidden)), frozenset(whole), left & measures)


@dataclass(frozen=True, slots=True)
class _Proof:
    """A proof for figures as they will be printed, next to those that are published already."""

    cells: Mapping[Cell, Printed]
    unread: Collection[Cell]
    earlier: Earlier

    def lacking(self, withheld: Collection[Cell]) -> frozenset[MeasureKey]:
        """Return the measures for which it does not succeed."""
        secret = {cell for cell in withheld if cell in self.unread} | marked(self.cells)
        return unproved(self.cells, secret) | self.earlier.told(self.cells, secret)


def unproved(cells: Mapping[Cell, Printed], hidden: Collection[Cell]) -> frozenset[MeasureKey]:
    """Return the measures of figures that have too few values, or are not proved to have enough.

    The attack is made twice: on the printed figures alone, as `attacks_on` sees them, and
    by a reader who knows the true totals and the order in which second choices are made.

    Args:
        cells: All figures, with their true values.
        hidden: Those that a reader does not see.
    """
    measures: set[MeasureKey] = set()
    for view in views_of(cells):
        for system in systems_of(view, hidden):
            if not _is_enough(possible_values(system, LEAST_VALUES)):
                measures |= _measures(system.bounds)
    seen = {cell: _seen(printed, cell in hidden) for cell, printed in cells.items()}
    views = [_true_part(view, cells) for view in views_of(seen, guess=False)]
    for attack in attacks_on(seen, views):
        if not _is_enough(attack):
            measures |= _measures(attack.of)
    return frozenset(measures)


def _true_part(view: View, cells: Mapping[Cell, Printed]) -> View:
    """Return a view without sums that fail: who believes in them learns nothing true.

    Among sixty measures many pairs look like a year to date and its quarters by chance.
    """
    failing = {
        (s.total.measure, s.parts[0].measure)
        for s in view.sums
        if not s.of_directorates and not _may_hold(s, view.kind, cells)
    }
    return replace(
        view,
        sums=tuple(
            s
            for s in view.sums
            if (s.total.measure, s.parts[0].measure) not in failing
            and _may_hold(s, view.kind, cells)
        ),
    )


def _may_hold(known_sum: KnownSum, kind: str, cells: Mapping[Cell, Printed]) -> bool:
    left = known_sum.left({cell: cells[cell].count(kind) for cell in known_sum.members})
    if left is None:
        return True
    return left >= 0 if known_sum.unreported else left == (known_sum.missing or 0)


def _is_enough(values: Values) -> bool:
    return all(len(of_figure) >= LEAST_VALUES for of_figure in values.of.values())


def _seen(printed: Printed, hidden: bool) -> Printed:
    if not hidden:
        return printed
    return Printed([replace(f, past=without_value(f.past)) for f in printed.figures])


def _measures(names: Iterable[Hashable]) -> set[MeasureKey]:
    cells = (name.total if isinstance(name, KnownSum) else name for name in names)
    return {cell.measure for cell in cells if isinstance(cell, Cell)}
