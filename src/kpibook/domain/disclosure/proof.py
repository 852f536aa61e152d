"""Proof that what is withheld stays so: an attack on what is about to be published.

Second choices are made by a reader's rules of thumb. The proof reads only what will be printed,
and asks for `LEAST_VALUES` values of each withheld figure, each completed to a whole solution. A
search that ends without an answer proves nothing, so its measure is withheld as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kpibook.domain.disclosure.cells import Cell, MeasureKey, Printed, is_figure, without_value
from kpibook.domain.disclosure.known_sums import KnownSum
from kpibook.domain.disclosure.linear_system import Values
from kpibook.domain.disclosure.possible_values import possible_values
from kpibook.domain.disclosure.readers_view import KIND_WITH_RULE, View, systems_of, views_of
from kpibook.domain.disclosure.second_choices import LEAST_VALUES, second_choices


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
    shown_before: Collection[Cell] = (),
    hidden_before: Collection[Cell] = (),
) -> Protection:
    """Choose what else is withheld, and prove that it is enough.

    Args:
        cells: All figures of the measures that are to be protected.
        hidden: Those that are withheld.
        others: Figures of measures that are published in full, which a reader may take for
            versions of those that are protected.
        shown_before: Figures that have been published.
        hidden_before: Figures that were withheld where others were published.
    """
    second = second_choices(cells, hidden, shown_before=shown_before, hidden_before=hidden_before)
    withheld = set(hidden) | second
    every = {cell for cell, printed in cells.items() if any(map(is_figure, printed.figures))}
    unread = every.difference(shown_before)
    printed = {**(others or {}), **cells}
    measures = {cell.measure for cell in cells}
    whole: set[MeasureKey] = set()
    while more := (unproved(printed, withheld & unread | _marked(cells)) & measures) - whole:
        whole |= more
        withheld |= {cell for cell in every if cell.measure in more}
    left: frozenset[MeasureKey] = frozenset()
    if whole and shown_before:  # else nothing of them is printed that could tell
        left = unproved(printed, withheld & unread | _marked(cells))
    return Protection(frozenset(withheld - set(hidden)), frozenset(whole), left & measures)


def unproved(cells: Mapping[Cell, Printed], hidden: Collection[Cell]) -> frozenset[MeasureKey]:
    """Return the measures of figures that have too few values, or are not proved to have enough.

    The attack is made twice: on the printed figures alone, as `attacked_systems` sees them, and
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


def attacks_on(cells: Mapping[Cell, Printed], views: Iterable[View]) -> Iterator[Values]:
    """Yield what a reader of printed figures makes of those that are marked [c].

    The reader takes each [c] for a figure that the rule withholds: none is zero, and of those that
    are missing from a total one is 1 to 5. Where that contradicts what is printed, because an
    officer marked a zero or a figure was withheld for a year to date, he goes without it.
    """
    hidden = _marked(cells)
    for view in views:
        unknown = hidden.difference(view.counts)
        by_rule = replace(view, rule_is_known=view.kind == KIND_WITH_RULE)
        contradicted: set[Hashable] = set()
        for system in systems_of(by_rule, unknown):
            values = possible_values(system, LEAST_VALUES)
            if values.contradictory:
                contradicted |= set(system.bounds)
            else:
                yield values
        for system in systems_of(view, unknown) if contradicted else ():
            if not contradicted.isdisjoint(system.bounds):
                yield possible_values(system, LEAST_VALUES)


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


def _marked(cells: Mapping[Cell, Printed]) -> set[Cell]:
    return {cell for cell, printed in cells.items() if printed.confidential}


def _measures(names: Iterable[Hashable]) -> set[MeasureKey]:
    cells = (name.total if isinstance(name, KnownSum) else name for name in names)
    return {cell.measure for cell in cells if isinstance(cell, Cell)}
