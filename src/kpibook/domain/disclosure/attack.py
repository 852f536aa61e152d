"""Attack on printed figures: what a reader makes of those that are withheld.

The proof before a publication and the audit of published files use the same attack, `attacks_on`.
Where files are there already, `attack` also uses a count which the reader can work out like one
that is printed, so that shares, their counts and totals act together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from kpibook.domain.disclosure.cells import (
    CONFIDENTIAL,
    LEAST_VALUES,
    Cell,
    Figure,
    MeasureKey,
    Printed,
    is_small,
)
from kpibook.domain.disclosure.known_sums import KnownSum
from kpibook.domain.disclosure.linear_system import Values
from kpibook.domain.disclosure.possible_values import possible_values
from kpibook.domain.disclosure.readers_view import systems_of
from kpibook.domain.disclosure.share_counts import ShareCounts, places_of
from kpibook.domain.disclosure.views import KIND_WITH_RULE, View, views_of
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

# A count that is worked out may give another one; three kinds of count need no more rounds.
_ROUNDS = 6
_ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Left:
    """Withheld figure, as far as readers can narrow it.

    Attributes:
        kind: The count that is narrowed, or the figure itself; see `cells.COUNTS`.
        values: The values it can have, as written; () if the search ended without an answer.
        measures: The measures that have to do with it.
    """

    kind: str
    values: tuple[str, ...]
    measures: frozenset[MeasureKey]


def attacks_on(cells: Mapping[Cell, Printed], views: Iterable[View]) -> Iterator[Values]:
    """Yield what a reader of printed figures makes of those that are marked [c].

    The reader takes each [c] for a figure that the rule withholds: none is zero, and of those that
    are missing from a total one is 1 to 5. Where that contradicts what is printed, because an
    officer marked a zero or a figure was withheld for a year to date, he goes without it.
    """
    hidden = marked(cells)
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


def marked(cells: Mapping[Cell, Printed]) -> set[Cell]:
    """Return the figures that are marked [c]."""
    return {cell for cell, printed in cells.items() if printed.confidential}


def attack(printed: Mapping[Cell, Figure], places: Mapping[Cell, int]) -> dict[Cell, Left]:
    """Return the withheld figures of which fewer than `LEAST_VALUES` values are left.

    Args:
        printed: All that is printed, a figure for each cell; withheld ones have the marker [c].
        places: The decimals that shares are printed to, where that is known.
    """
    return _Attack(printed, _shares(printed, places)).left()


class _Attack:
    """An attack in progress."""

    def __init__(self, printed: Mapping[Cell, Figure], shares: dict[Cell, ShareCounts]) -> None:
        self._figures, self._shares = printed, shares
        self._cells = {cell: Printed([figure]) for cell, figure in printed.items()}
        self._narrowed: dict[Cell, Left] = {}
        self._related: defaultdict[Cell, set[MeasureKey]] = defaultdict(set)

    def left(self) -> dict[Cell, Left]:
        """Attack until no count that is worked out gives another one, and return what is left."""
        for _ in range(_ROUNDS):
            for cell, share in self._shares.items():
                self._cells[cell] = Printed([share.as_counted()])
            learned = False
            for view in views_of(self._cells, guess=False):
                learned |= self._attack(replace(view, limits=self._limits(view.kind)))
            if not learned:
                break
        for cell, share in self._shares.items():
            for left in _left_of(share, self._figures[cell]):
                self._narrowed[cell] = left
        return {
            cell: replace(left, measures=frozenset({cell.measure, *self._related[cell]}))
            for cell, left in self._narrowed.items()
            if self._figures[cell].past.marker == CONFIDENTIAL
        }

    def _limits(self, kind: str) -> dict[Cell, tuple[int, int | None]]:
        return {cell: s.limits[kind] for cell, s in self._shares.items() if kind in s.limits}

    def _attack(self, view: View) -> bool:
        """Attack the counts of one kind; return True if a count of a share was learned."""
        learned, settled = False, set[Cell]()
        for weaker in _weaker(view):
            attacks = list(attacks_on(self._cells, [weaker]))
            for values in attacks:
                cells = [c for c in values.of if isinstance(c, Cell) and c not in settled]
                if cells and not values.contradictory:
                    settled.update(cells)
                    learned |= self._note(weaker, values, cells)
            if not any(values.contradictory for values in attacks):
                break
        return learned

    def _note(self, view: View, values: Values, cells: Iterable[Cell]) -> bool:
        """Note the figures that have too few values; return True if one is news."""
        learned = False
        narrow = [cell for cell in cells if len(values.of[cell]) < LEAST_VALUES]
        for cell in narrow:
            self._related[cell] |= {c.measure for c in _named(values.of)} | _tied(view, narrow)
            share = self._shares.get(cell)
            of_cell = values.of[cell]
            if share is not None and values.complete:
                learned |= share.learn(view.kind, of_cell[0], of_cell[-1])
            else:
                written = tuple(map(str, of_cell)) if values.complete else ()
                self._narrowed.setdefault(cell, Left(view.kind, written, frozenset()))
        return learned


def _left_of(share: ShareCounts, printed: Figure) -> Iterator[Left]:
    """Yield the share if both its counts are known, else a count that may be small and is narrow.

    That 5,000 people are the base of a share that is withheld tells nothing of any of them.
    """
    past = printed.past
    if past.actual is not None:
        return
    value = share.share()
    if value is not None:
        yield Left(_ACTUAL, (str(value),), frozenset())
        return
    counts = {"numerator": past.numerator, "denominator": past.denominator}
    for kind in share.limits:
        values = share.values_left(kind)
        if counts.get(kind) is not None or values is None or len(values) >= LEAST_VALUES:
            continue
        if any(map(is_small, values)):
            yield Left(kind, tuple(map(str, values)), frozenset())
            return


def _shares(printed: Mapping[Cell, Figure], places: Mapping[Cell, int]) -> dict[Cell, ShareCounts]:
    """Return the shares of measures of which a count is printed somewhere."""
    measures: defaultdict[MeasureKey, dict[Cell, Figure]] = defaultdict(dict)
    for cell, figure in printed.items():
        if figure.unit.per is not None:
            measures[cell.measure][cell] = figure
    shares = {}
    for own in measures.values():
        counts = [n for f in own.values() for n in (f.past.numerator, f.past.denominator)]
        if any(count is not None for count in counts):
            stated = max((places[c] for c in own if c in places), default=None)
            exact = places_of(own.values()) if stated is None else stated
            shares.update({cell: ShareCounts(figure, exact) for cell, figure in own.items()})
    return shares


def _weaker(view: View) -> Iterator[View]:
    """Yield a view, and what is left of it for a reader who is told that its sums contradict.

    That two measures seem to be a year to date and its quarters may be chance.
    """
    yield view
    of_directorates = tuple(known for known in view.sums if known.of_directorates)
    yield replace(view, sums=of_directorates)
    yield replace(view, sums=of_directorates, steps=())


def _named(names: Iterable[object]) -> Iterator[Cell]:
    for name in names:
        if isinstance(name, Cell):
            yield name
        elif isinstance(name, KnownSum):
            yield name.total


def _tied(view: View, cells: Iterable[Cell]) -> set[MeasureKey]:
    """Return the measures of sums that some cells are part of."""
    wanted = set(cells)
    return {
        cell.measure
        for known_sum in view.sums
        if not wanted.isdisjoint(known_sum.members)
        for cell in known_sum.members
    }
