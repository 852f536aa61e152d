"""Integers that fit linear relations: which values a reader could still suppose for a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from kpibook.domain.disclosure.linear_system import System, Values
from kpibook.on_use.dataclass import dataclass

# Steps are counted, not seconds, so that the same figures give the same answer on every machine.
STEPS_PER_FIGURE = 200
#: The usual budget of the searches of a system, or of the systems of one choice, together.
STEPS_IN_ALL = 6_000
_MOST_TRIED = 20
# Two relations can narrow one another by 1 for as long as limits are wide.
_MOST_ROUNDS = 30
# Far above any count, so that sums with it need no case for a missing limit.
_NO_LIMIT = 10**12
_UNBOUNDED_SUM = 10**15


class Budget:
    """The steps that searches may still take together.

    Each step draws the limits of all figures of a system from one another.
    """

    def __init__(self, steps: int | None = None) -> None:
        """Begin with `steps`; None for `STEPS_IN_ALL`."""
        self.left = STEPS_IN_ALL if steps is None else steps


def possible_values(system: System, wanted: int, budget: Budget | None = None) -> Values:
    """Search for `wanted` different values of every figure of a system.

    A solution that is met while the values of one figure are looked for counts for the others too.

    Args:
        system: The figures and their relations.
        wanted: How many values to look for.
        budget: The steps it may take; None for the usual number.

    >>> from kpibook.domain.disclosure.linear_system import Relation
    >>> two = System({"a": (1, None), "b": (1, None)}, [Relation((("a", 1), ("b", 1)), 4, 4)])
    >>> possible_values(two, 9).of["a"]
    (1, 2, 3)
    """
    return _Search(system, wanted, budget or Budget()).values()


@dataclass(slots=True)
class _Limits:
    """The lowest and the highest value of each figure, by its number."""

    low: list[int]
    high: list[int]

    def within(self, figure: int, low: int, high: int) -> _Limits:
        """Return a copy in which a figure has to lie between two values too."""
        lows, highs = self.low.copy(), self.high.copy()
        lows[figure], highs[figure] = max(lows[figure], low), min(highs[figure], high)
        return _Limits(lows, highs)


class _OutOfStepsError(Exception):
    """The budget of a search has ended."""


class _Search:
    """A search of one system, whose figures have numbers: those are fast to look up."""

    def __init__(self, system: System, wanted: int, budget: Budget) -> None:
        self._names = list(system.bounds)
        number = {name: n for n, name in enumerate(self._names)}
        self._relations = [
            (
                [(number[name], times) for name, times in relation.terms],
                -_UNBOUNDED_SUM if relation.low is None else relation.low,
                _UNBOUNDED_SUM if relation.high is None else relation.high,
            )
            for relation in system.relations
        ]
        self._of_figure: list[list[int]] = [[] for _ in self._names]
        for position, (terms, _, _) in enumerate(self._relations):
            for figure, _ in terms:
                self._of_figure[figure].append(position)
        self._at_least_one = [
            ([number[name] for name in names], (low, _NO_LIMIT if high is None else high))
            for names, (low, high) in system.at_least_one
        ]
        self._start = _Limits(
            [low for low, _ in system.bounds.values()],
            [_NO_LIMIT if high is None else high for _, high in system.bounds.values()],
        )
        self._wanted = wanted
        self._budget, self._steps = budget, STEPS_PER_FIGURE
        self._values: list[set[int]] = [set() for _ in self._names]
        self._certain = True  # False once a search has left out values that it could have tried
        self._ended = True  # False once steps ran out for a figure without enough values
        self._last: list[int] = []

    def values(self) -> Values:
        """Return what the search comes to."""
        limits = self._narrowed(self._start, range(len(self._relations)))
        if limits is None or not self._may_have_solution(limits):
            nothing: tuple[int, ...] = ()
            return Values(dict.fromkeys(self._names, nothing), contradictory=True, complete=True)
        for figure in range(len(self._names)):
            self._look_for(figure, limits)
        of = (tuple(sorted(values)[: self._wanted]) for values in self._values)
        return Values(
            dict(zip(self._names, of, strict=True)),
            contradictory=False,
            complete=self._certain and self._ended,
        )

    def _may_have_solution(self, limits: _Limits) -> bool:
        """Look for a first solution; return False if it is certain that there is none."""
        self._steps = STEPS_PER_FIGURE
        with suppress(_OutOfStepsError):
            return self._complete(limits) or not self._certain
        return True

    def _look_for(self, figure: int, limits: _Limits) -> None:
        """Add values of a figure until it has enough or its steps are used up."""
        values = self._values[figure]
        self._steps = STEPS_PER_FIGURE  # the same for each, so no figure uses up another's
        with suppress(_OutOfStepsError):
            for value in self._tries(limits, figure):
                if len(values) >= self._wanted:
                    return
                if value not in values:
                    self._solve(limits, figure, value, value)
            self._certain &= limits.high[figure] - limits.low[figure] <= _MOST_TRIED
            return
        self._ended &= len(values) >= self._wanted

    def _solve(self, limits: _Limits, figure: int, low: int, high: int) -> bool:
        """Look for a solution with a figure between two values; note it and return True."""
        if self._steps <= 0 or self._budget.left <= 0:
            raise _OutOfStepsError
        self._steps -= 1
        self._budget.left -= 1
        narrowed = self._narrowed(limits.within(figure, low, high), self._of_figure[figure])
        return narrowed is not None and self._complete(narrowed)

    def _complete(self, limits: _Limits) -> bool:
        """Look for a solution within limits; note it and return True."""
        for figures, (least, most) in self._at_least_one:
            if not any(limits.low[f] >= least and limits.high[f] <= most for f in figures):
                return any(self._solve(limits, f, least, most) for f in figures)
        widths = [
            (high - low, n)
            for n, (low, high) in enumerate(zip(limits.low, limits.high, strict=True))
            if low != high
        ]
        if widths:
            width, figure = min(widths)
            tries = self._tries(limits, figure)
            if any(self._solve(limits, figure, value, value) for value in tries):
                return True
            self._certain = self._certain and width <= _MOST_TRIED
            return False
        for values, value in zip(self._values, limits.low, strict=True):
            values.add(value)
        self._last = limits.low
        return True

    def _tries(self, limits: _Limits, figure: int) -> Iterator[int]:
        near = self._last[figure] if self._last else None
        return _tries(limits.low[figure], limits.high[figure], near)

    def _narrowed(self, limits: _Limits, changed: Iterable[int]) -> _Limits | None:
        """Draw limits from one another in place; return None if no value is left for a figure."""
        if any(low > high for low, high in zip(limits.low, limits.high, strict=True)):
            return None
        waiting = dict.fromkeys(changed)
        left = _MOST_ROUNDS * (len(self._relations) + 1)
        while waiting and left:
            left -= 1
            relation = next(iter(waiting))
            del waiting[relation]
            figures = self._apply(limits, relation)
            if figures is None:
                return None
            for figure in figures:
                waiting.update(dict.fromkeys(self._of_figure[figure]))
        return limits if not waiting or self._may_hold(limits) else None

    def _apply(self, limits: _Limits, position: int) -> list[int] | None:
        """Narrow the figures of a relation; return those that changed, None if it cannot hold."""
        terms, low, high = self._relations[position]
        least, most = _sum_of(terms, limits)
        if most < low or least > high:
            return None
        changed = []
        for figure, times in terms:
            first, last = limits.low[figure], limits.high[figure]
            smallest, largest = sorted((times * first, times * last))
            under, over = low - most + largest, high - least + smallest
            if times < 0:
                under, over = over, under
            narrow_first, narrow_last = max(first, -(-under // times)), min(last, over // times)
            if narrow_first > narrow_last:
                return None
            if (narrow_first, narrow_last) != (first, last):
                limits.low[figure], limits.high[figure] = narrow_first, narrow_last
                changed.append(figure)
                least, most = _sum_of(terms, limits)
        return changed

    def _may_hold(self, limits: _Limits) -> bool:
        sums = ((_sum_of(terms, limits), low, high) for terms, low, high in self._relations)
        return all(most >= low and least <= high for (least, most), low, high in sums)


def _sum_of(terms: Sequence[tuple[int, int]], limits: _Limits) -> tuple[int, int]:
    least = most = 0
    for figure, times in terms:
        if times > 0:
            least += times * limits.low[figure]
            most += times * limits.high[figure]
        else:
            least += times * limits.high[figure]
            most += times * limits.low[figure]
    return least, most


def _tries(low: int, high: int, near: int | None) -> Iterator[int]:
    """Yield values to try: near that of the last solution first, then the ends and the middle.

    Most systems are loose: a solution changes into another where a few figures change by a little.
    """
    if high >= _NO_LIMIT // 2:
        high = low + _MOST_TRIED
    ends = [low, high, (low + high) // 2]
    if near is not None:
        near = min(max(near, low), high)
        ends = [near, *(v for v in (near + 1, near - 1) if low <= v <= high), *ends]
    first = list(dict.fromkeys(ends))
    yield from first
    yield from (v for v in range(low, min(high, low + _MOST_TRIED) + 1) if v not in first)
