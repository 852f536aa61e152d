"""Integers that fit linear relations: which values a reader could still suppose for a figure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# A search that takes more steps gives up. Values it did not reach are not counted, so that a
# figure is taken to be less safe than it may be, never safer.
_MOST_STEPS = 50
_MOST_TRIED = 20
_MOST_ROUNDS = 30

#: The lowest and the highest value of a figure; None is no limit.
Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum of figures, each times a whole number, that lies between two limits.

    Attributes:
        terms: Each figure and its coefficient, which is not zero.
        low: The least the sum can be; None is no limit.
        high: The most it can be; equal to `low` where the sum is known.
    """

    terms: tuple[tuple[Hashable, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class System:
    """Unknown figures and all that a reader knows of them.

    Attributes:
        bounds: The limits of each unknown figure by itself.
        relations: The sums they are part of; figures that are known are in the limits.
        one_of: Sets of figures with limits of which at least one lies within them.
    """

    bounds: Mapping[Hashable, Bounds]
    relations: Sequence[Relation] = ()
    one_of: Sequence[tuple[tuple[Hashable, ...], Bounds]] = ()


def possible_values(system: System, figure: Hashable, wanted: int) -> tuple[int, ...]:
    """List values that a figure can have, at most `wanted` of them, the lowest first.

    Every value listed has been completed to a solution of the whole system. Fewer than `wanted`
    mean that there are no more, or that none was found within a bounded search.

    >>> two = System({"a": (1, None), "b": (1, None)}, [Relation((("a", 1), ("b", 1)), 4, 4)])
    >>> possible_values(two, "a", 9)
    (1, 2, 3)
    """
    bounds = _narrowed(dict(system.bounds), system.relations)
    if bounds is None:
        return ()
    low, high = bounds[figure]
    found: list[int] = []
    last = low + _MOST_TRIED if high is None else min(high, low + _MOST_TRIED)
    for value in range(low, last + 1):
        fixed = _narrowed({**bounds, figure: (value, value)}, system.relations)
        if fixed is not None and _has_solution(system, fixed, _Steps()):
            found.append(value)
            if len(found) == wanted:
                break
    return tuple(found)


class _Steps:
    """The steps of one search."""

    def __init__(self) -> None:
        self.left = _MOST_STEPS


def _has_solution(system: System, bounds: dict[Hashable, Bounds], steps: _Steps) -> bool:
    """Return True if values within `bounds` are found that fit every relation."""
    if steps.left <= 0:
        return False
    steps.left -= 1
    for figures, limits in system.one_of:
        if not any(_within(bounds[f], limits) for f in figures):
            return any(
                narrowed is not None and _has_solution(system, narrowed, steps)
                for f in figures
                if (narrowed := _narrowed(_limited(bounds, f, limits), system.relations))
            )
    unsettled = [f for f, (low, high) in bounds.items() if low != high]
    if not unsettled:
        return True
    figure = min(unsettled, key=lambda f: _width(bounds[f]))
    return any(
        narrowed is not None and _has_solution(system, narrowed, steps)
        for value in _tries(bounds[figure])
        if (narrowed := _narrowed({**bounds, figure: (value, value)}, system.relations))
    )


def _within(bounds: Bounds, limits: Bounds) -> bool:
    low, high = bounds
    least, most = limits
    return low >= least and (most is None or (high is not None and high <= most))


def _limited(
    bounds: dict[Hashable, Bounds], figure: Hashable, limits: Bounds
) -> dict[Hashable, Bounds]:
    low, high = bounds[figure]
    least, most = limits
    highs = [h for h in (high, most) if h is not None]
    return {**bounds, figure: (max(low, least), min(highs) if highs else None)}


def _width(bounds: Bounds) -> float:
    low, high = bounds
    return float("inf") if high is None else high - low


def _tries(bounds: Bounds) -> Iterator[int]:
    """Yield values to try: from both ends and the middle first, for most systems are loose."""
    low, high = bounds
    high = low + _MOST_TRIED if high is None else high
    first = list(dict.fromkeys((low, high, (low + high) // 2)))
    yield from first
    yield from (v for v in range(low, min(high, low + _MOST_TRIED) + 1) if v not in first)


def _narrowed(
    bounds: dict[Hashable, Bounds], relations: Sequence[Relation]
) -> dict[Hashable, Bounds] | None:
    """Draw the limits of figures from one another; None if no value is left for one of them.

    Rounds are bounded: two relations can narrow one another by 1 for as long as limits are wide.
    """
    for _ in range(_MOST_ROUNDS):
        before = dict(bounds)
        for relation in relations:
            _apply(bounds, relation)
            if any(_is_empty(bounds[figure]) for figure, _ in relation.terms):
                return None
        if bounds == before:
            break
    if any(_is_empty(limits) for limits in bounds.values()):
        return None
    return bounds if all(_holds(bounds, relation) for relation in relations) else None


def _is_empty(bounds: Bounds) -> bool:
    low, high = bounds
    return high is not None and high < low


def _apply(bounds: dict[Hashable, Bounds], relation: Relation) -> None:
    for figure, times in relation.terms:
        least, most = _sum_of(bounds, [term for term in relation.terms if term[0] != figure])
        # times * figure lies between low - most and high - least
        under = None if relation.low is None or most is None else relation.low - most
        over = None if relation.high is None or least is None else relation.high - least
        if times < 0:
            under, over = over, under
        low, high = bounds[figure]
        if under is not None:
            low = max(low, -(-under // times))
        if over is not None:
            high = over // times if high is None else min(high, over // times)
        bounds[figure] = (low, high)


def _sum_of(
    bounds: Mapping[Hashable, Bounds], terms: Sequence[tuple[Hashable, int]]
) -> tuple[int | None, int | None]:
    least: int | None = 0
    most: int | None = 0
    for figure, times in terms:
        low: int | None
        high: int | None
        low, high = bounds[figure] if times > 0 else bounds[figure][::-1]
        least = None if least is None or low is None else least + times * low
        most = None if most is None or high is None else most + times * high
    return least, most


def _holds(bounds: Mapping[Hashable, Bounds], relation: Relation) -> bool:
    """Return False if a relation cannot hold any more."""
    least, most = _sum_of(bounds, relation.terms)
    too_low = relation.low is not None and most is not None and most < relation.low
    too_high = relation.high is not None and least is not None and least > relation.high
    return not too_low and not too_high
