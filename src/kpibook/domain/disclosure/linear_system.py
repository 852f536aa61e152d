"""Unknown figures, the linear relations among them, and the values they can have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from kpibook.on_use.dataclass import dataclass

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
        at_least_one: Sets of figures with limits of which at least one lies within them.
    """

    bounds: Mapping[Hashable, Bounds]
    relations: Sequence[Relation] = ()
    at_least_one: Sequence[tuple[tuple[Hashable, ...], Bounds]] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """Values that the figures of a system can have.

    Attributes:
        of: Values by figure, in order of size. Each has been completed to a solution of the whole
            system, so it is certain that the figure can have it.
        contradictory: True if it is certain that nothing fits all relations.
        complete: True if it is certain that a figure with fewer values than were wanted can have
            no other.
    """

    of: Mapping[Hashable, tuple[int, ...]]
    contradictory: bool
    complete: bool
