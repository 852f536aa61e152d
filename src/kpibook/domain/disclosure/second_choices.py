"""Second choices: what is withheld so that what is withheld first cannot be worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

from kpibook.domain.disclosure.cells import LEAST_VALUES, Cell, MeasureKey, Printed
from kpibook.domain.disclosure.possible_values import Budget, possible_values
from kpibook.domain.disclosure.readers_view import systems_of
from kpibook.domain.disclosure.views import KIND_WITH_RULE, View, by_group, views_of
from kpibook.on_use.replacing import replace

# More than that are looked for while choosing: a reader who sees that nothing more was withheld
# knows that what there was sufficed, which may rule out a value at either end.
_WANTED = LEAST_VALUES + 1


def second_choices(
    cells: Mapping[Cell, Printed],
    hidden: Collection[Cell],
    *,
    shown_before: Collection[Cell] = (),
    hidden_before: Collection[Cell] = (),
) -> frozenset[Cell]:
    """Choose more figures to withhold until each that is withheld has enough possible values.

    Of a sum, the part goes whose directorate was chosen before; then that whose figures are the
    smallest over all quarters, so that the same directorate goes in every quarter where it can.
    A zero goes only with everything else: then the total goes too.

    Args:
        cells: All figures of the measures that are to be protected.
        hidden: Those that are withheld.
        shown_before: Figures that have been published; to withhold them now is of no use.
        hidden_before: Figures that were withheld where the others were published.
    """
    choice = _Choice(set(hidden), set(shown_before), set(hidden_before))
    for views in by_group(views_of(cells)):
        choice.settle_all(views)
    return frozenset(choice.hidden.difference(hidden))


class _Choice:
    """The figures that are withheld so far."""

    def __init__(
        self, hidden: set[Cell], shown_before: set[Cell], hidden_before: set[Cell]
    ) -> None:
        self.hidden = hidden
        self._fixed = shown_before
        self._budget = Budget()
        self._chosen = {(cell.measure, cell.owner) for cell in hidden_before}

    def settle_all(self, views: Sequence[View]) -> None:
        """Settle every kind of count: a choice for one kind may open another kind."""
        self._budget = Budget()
        before = -1
        while before < len(self.hidden):
            before = len(self.hidden)
            for view in views:
                self._settle(view)

    def _settle(self, view: View) -> None:
        """Withhold more until no figure of this kind of count is exposed any more."""
        sizes = _sizes(view)
        given_up: set[Hashable] = set()
        while True:
            exposed = next((n for n in self._exposed(view) if n not in given_up), None)
            if exposed is None or self._budget.left <= 0:  # the proof says if that is enough
                return
            more = self._more(view, exposed, sizes)
            if not more:
                given_up.add(exposed)
            self.hidden |= more
            self._chosen |= {(cell.measure, cell.owner) for cell in more if len(more) == 1}

    def _exposed(self, view: View) -> Iterator[Hashable]:
        """Yield the figures that have too few values.

        A reader cannot tell an officer's [c] from that of the rule, so he may apply the rule to it.
        """
        readers = [view]
        if view.kind == KIND_WITH_RULE and view.secret:
            readers.append(replace(view, rule_is_known=True))
        for reader in readers:
            for system in systems_of(reader, self.hidden):
                values = possible_values(system, _WANTED, self._budget)
                if not (values.contradictory and reader.rule_is_known):
                    yield from (n for n, of in values.of.items() if len(of) < _WANTED)

    def _more(
        self, view: View, exposed: Hashable, sizes: Mapping[tuple[MeasureKey, Hashable], int]
    ) -> set[Cell]:
        """Return what to withhold next for the sake of an exposed figure."""
        neighbour = self._tight_neighbour(view, exposed)
        if neighbour is not None:
            return {neighbour}
        sums = [s for s in view.sums if exposed is s or exposed in s.members]
        for known_sum in sums:
            free = [c for c in known_sum.parts if self._may_go(c) and view.counts.get(c, 0) > 0]
            if free:
                return {min(free, key=lambda c: self._rank(view, c, sizes))}
        for known_sum in sums:
            rest = {c for c in known_sum.members if self._may_go(c)}
            if rest:
                return rest
        return set()

    def _rank(
        self, view: View, cell: Cell, sizes: Mapping[tuple[MeasureKey, Hashable], int]
    ) -> tuple[bool, bool, int, int, str]:
        owner = (cell.measure, cell.owner)
        return (
            _has_little_room(view, cell),
            owner not in self._chosen,
            sizes.get(owner, 0),
            view.counts[cell],
            str(cell.owner),
        )

    def _may_go(self, cell: Cell) -> bool:
        return cell not in self.hidden and cell not in self._fixed

    def _tight_neighbour(self, view: View, exposed: Hashable) -> Cell | None:
        """Return a year to date that, with the one on the other side, leaves too little room."""
        before = next((b for b, a in view.steps if a == exposed and b not in self.hidden), None)
        after = next((a for b, a in view.steps if b == exposed and a not in self.hidden), None)
        if before is None or after is None:
            return None
        room = view.counts.get(after, 0) - view.counts.get(before, 0) + 1
        if room >= _WANTED:
            return None
        return next((c for c in (after, before) if self._may_go(c)), None)


def _has_little_room(view: View, cell: Cell) -> bool:
    """Return True if a year to date has to lie in a narrow gap between those around it."""
    before = next((view.counts.get(b) for b, a in view.steps if a == cell), None)
    after = next((view.counts.get(a) for b, a in view.steps if b == cell), None)
    return before is not None and after is not None and after - before + 1 < _WANTED


def _sizes(view: View) -> dict[tuple[MeasureKey, Hashable], int]:
    sizes: defaultdict[tuple[MeasureKey, Hashable], int] = defaultdict(int)
    for cell, count in view.counts.items():
        sizes[cell.measure, cell.owner] += count
    return sizes
