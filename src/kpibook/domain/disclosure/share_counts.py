"""Counts of a share: limits that the share, as it is printed, and the other counts set for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kpibook.domain.disclosure.cells import CONFIDENTIAL, Figure
from kpibook.domain.disclosure.linear_system import Bounds
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import round_half_away
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

ABOVE, BELOW, REST = "numerator", "denominator", "rest"
_ANY: Bounds = (0, None)
# Each round draws every limit from the others; more rounds than that hardly narrow anything.
_ROUNDS = 4


@dataclass(slots=True)
class ShareCounts:
    """Counts of a share, as far as readers know them.

    Attributes:
        figure: The share as printed, with the counts that any file prints.
        places: The decimals it is printed to.
        limits: The lowest and the highest value of each count, by kind.
    """

    figure: Figure
    places: int
    limits: dict[str, Bounds] = field(default_factory=dict)

    def __post_init__(self) -> None:
        past = self.figure.past
        for kind, count in ((ABOVE, past.numerator), (BELOW, past.denominator), (REST, None)):
            self.limits[kind] = _ANY if count is None else (int(count), int(count))
        self._settle()

    def learn(self, kind: str, low: int, high: int) -> bool:
        """Take in that a count lies between two values; return True if that is news."""
        before = dict(self.limits)
        self._narrow(kind, low, high)
        self._settle()
        return before != self.limits

    def count(self, kind: str) -> int | None:
        """Return a count if only one value is left for it; else None."""
        low, high = self.limits[kind]
        return low if low == high else None

    def values_left(self, kind: str) -> range | None:
        """Return the values that are left for a count; None if there is no highest value."""
        low, high = self.limits[kind]
        return None if high is None else range(low, high + 1)

    def as_counted(self) -> Figure:
        """Return the figure with the counts that are known; marked [c] if one is not.

        The share itself is left out: a count is worked back from it here, where its rounding
        is taken into account.
        """
        past = self.figure.past
        above, below = self.count(ABOVE), self.count(BELOW)
        reported = past.marker in ("", CONFIDENTIAL) or past.actual is not None
        return replace(
            self.figure,
            past=replace(
                past,
                actual=None,
                numerator=None if above is None else Decimal(above),
                denominator=None if below is None else Decimal(below),
                marker=CONFIDENTIAL if reported and None in (above, below) else past.marker,
            ),
        )

    def share(self) -> Decimal | None:
        """Return the share if both counts are known; None if not, or of nothing."""
        above, below, per = self.count(ABOVE), self.count(BELOW), self.figure.unit.per
        if above is None or not below or per is None:
            return None
        return round_half_away(Decimal(above * per) / below, self.places)

    def _settle(self) -> None:
        for _ in range(_ROUNDS):
            before = dict(self.limits)
            for kind, low, high in self._drawn():
                self._narrow(kind, low, high)
            if before == self.limits:
                return

    def _drawn(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield limits that follow from the share and from the other counts."""
        actual, per = self.figure.past.actual, self.figure.unit.per or 1
        (above, above_most), (below, below_most) = self.limits[ABOVE], self.limits[BELOW]
        if actual is not None:
            half = Decimal(1).scaleb(-self.places) / 2
            low, high = max(actual - half, Decimal(0)) / per, (actual + half) / per
            yield ABOVE, _up(below * low), None if below_most is None else _down(below_most * high)
            most = None if above_most is None or low == 0 else _down(above_most / low)
            yield BELOW, _up(above / high), most
        if self.figure.unit is not Unit.PERCENT or (actual is not None and actual > per):
            return  # a rate, or a percentage above 100, may have more above the line than below
        rest, rest_most = self.limits[REST]
        yield REST, below - (above_most or below), None
        yield ABOVE, below - (rest_most or below), None
        yield BELOW, above + rest, None
        if below_most is not None:
            yield REST, 0, below_most - above
            yield ABOVE, 0, below_most - rest
        if above_most is not None and rest_most is not None:
            yield BELOW, 0, above_most + rest_most

    def _narrow(self, kind: str, low: int, high: int | None) -> None:
        least, most = self.limits[kind]
        highs = [h for h in (most, high) if h is not None]
        narrowed = max(least, low), min(highs) if highs else None
        if narrowed[1] is None or narrowed[0] <= narrowed[1]:  # else the files contradict
            self.limits[kind] = narrowed


def places_of(shares: Iterable[Figure]) -> int:
    """Return the decimals that the most exact of some shares is printed to; at least 0.

    >>> places_of([])
    0
    """
    exponents = (
        f.past.actual.normalize().as_tuple().exponent for f in shares if f.past.actual is not None
    )
    return max((0, *(-e for e in exponents if isinstance(e, int))))


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def _down(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))
