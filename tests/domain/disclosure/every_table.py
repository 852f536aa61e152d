"""A reader who tries every table of whole numbers that fits what is published.

It shares no code with the project: a figure is a name, what is known of figures are sums with
limits, and numbers are tried one by one. A branch is left as soon as a sum cannot hold any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

#: A figure: whatever tells it from others.
Name = tuple[object, ...]


@dataclass(frozen=True)
class Sum:
    """Figures, each times a number, that add up to something from `low` to `high`."""

    terms: Mapping[Name, int]
    low: float
    high: float


@dataclass
class Tables:
    """All tables that fit.

    Attributes:
        limits: The lowest and the highest number that is tried for each figure that is not shown.
        sums: What is known of them.
        some_small: Sets of figures of which at least one is 1 to 5.
    """

    limits: dict[Name, tuple[int, int]]
    sums: list[Sum]
    some_small: Sequence[tuple[Name, ...]] = ()
    nodes: int = 0
    _seen: defaultdict[Name, set[int]] = field(default_factory=lambda: defaultdict(set))

    def values(self, wanted: int, most_nodes: int = 200_000) -> dict[Name, set[int] | None]:
        """Return for each figure the numbers it has in some table, up to `wanted` of them.

        None for a figure for which the numbers tried run out: nothing is known of it.
        """
        self._of: defaultdict[Name, list[Sum]] = defaultdict(list)
        for known in self.sums:
            for name in known.terms:
                self._of[name].append(known)
        found: dict[Name, set[int] | None] = {}
        for name in self.limits:
            self.nodes = most_nodes
            low, high = self.limits[name]
            for number in range(low, high + 1):
                if len(self._seen[name]) >= wanted:
                    break
                if number not in self._seen[name]:
                    self._fill({name: number}, self._order(name))
            enough = len(self._seen[name]) >= wanted
            found[name] = self._seen[name] if enough or self.nodes > 0 else None
        return found

    def _order(self, first: Name) -> list[Name]:
        """Return the figures that have to do with one, those nearest to it first."""
        order, seen = [first], {first}
        for name in order:
            near = [n for known in self._of[name] for n in known.terms]
            near += [n for names in self.some_small if name in names for n in names]
            for other in near:
                if other not in seen:
                    seen.add(other)
                    order.append(other)
        return order

    def _fill(self, table: dict[Name, int], order: Sequence[Name]) -> bool:
        self.nodes -= 1
        if self.nodes <= 0 or not all(
            self._may_hold(k, table) for k in self._of[next(reversed(table))]
        ):
            return False
        if not all(self._may_be_small(names, table) for names in self.some_small):
            return False
        if len(table) == len(order):
            for name, number in table.items():
                self._seen[name].add(number)
            return True
        name = order[len(table)]
        low, high = self.limits[name]
        return any(self._fill({**table, name: n}, order) for n in range(low, high + 1))

    def _may_hold(self, known: Sum, table: Mapping[Name, int]) -> bool:
        least = most = 0
        for name, times in known.terms.items():
            low, high = (table[name],) * 2 if name in table else self.limits[name]
            least += min(times * low, times * high)
            most += max(times * low, times * high)
        return least <= known.high and most >= known.low

    def _may_be_small(self, names: Iterable[Name], table: Mapping[Name, int]) -> bool:
        return any(name not in table or 1 <= table[name] <= 5 for name in names)
