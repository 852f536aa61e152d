"""Generated measures with a reading and a history: ties, noise, blanks, markers and odd rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Frequency,
    Measure,
    Polarity,
    Profile,
    Reading,
    Target,
    Tolerance,
    Unit,
)
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import Against, Relative
from kpibook.errors import Location

Item = TypeVar("Item")
History = dict[tuple[str, Quarter], Reading]
_TIES = ("85", "80.75", "89.25", "100", "0", "-1", "99", "1.5", "0.85", "150", "85.05", "84.95")
_UNITS = (*(Unit.PERCENT, Unit.COUNT, Unit.CURRENCY) * 6, *Unit)
_MARKERS = ("", "", "", "", "[p]", "[c]", "[x]", "[z]", "[what]")


def made_measures(seed: int, count: int) -> Iterator[tuple[Measure, Reading, History]]:
    """Yield measures, most of them plain, each with a reading and its history.

    Args:
        seed: The same seed gives the same measures.
        count: Their number.
    """
    chance = random.Random(seed)
    for number in range(count):
        odd = chance.choice((0.0, 0.04, 0.3))  # the share of its fields that are odd
        yield _Maker(chance, odd, number).made()


class _Maker:
    def __init__(self, chance: random.Random, odd: float, number: int) -> None:
        self.chance, self.odd, self.number = chance, odd, number
        self.size = chance.choice((1, 1, 1, 1, 10, 1000, 10**13))

    def made(self) -> tuple[Measure, Reading, History]:
        measure = self.measure()
        period = Quarter(2021, self.chance.randint(1, 4))
        history: History = {}
        quarter = period.previous
        for _ in range(self.chance.choice((0, 1, 4, 5, 9, 14))):
            if self.chance.random() < 0.85:
                history[measure.key, quarter] = self.reading(measure, quarter, past=True)
            quarter = quarter.previous
        return measure, self.reading(measure, period, past=False), history

    def maybe(self, value: Item, usual: Item) -> Item:
        return value if self.chance.random() < self.odd else usual

    def figure(self) -> Decimal:
        chance = self.chance
        if chance.random() < 0.3:
            return Decimal(chance.choice(_TIES))
        places = chance.choice((0, 1, 1, 2, 5))
        value = Decimal(chance.randint(800, 1000)).scaleb(-1) * self.size
        noise = Decimal(chance.randint(-500000, 500000)).scaleb(-5)
        return round(value + self.maybe(noise * 20, noise), places)

    def perhaps(self, share: float) -> Decimal | None:
        return self.figure() if self.chance.random() < share else None

    def measure(self) -> Measure:
        chance = self.chance
        low, high = self.maybe((self.figure(), self.figure()), (None, None))
        of_target = chance.random() < 0.5
        tolerance = Tolerance(Decimal(chance.choice(("5", "2", "0", "0.05"))), of_target=of_target)
        ref = f"M.{self.number}"
        return Measure(
            ref,
            title="Homes",
            unit=chance.choice(_UNITS),
            polarity=chance.choice((*(Polarity.HIGHER, Polarity.LOWER) * 3, *Polarity)),
            decimals=chance.choice((0, 1, 1, 1, 2, self.maybe(None, 1))),
            basis=chance.choice((*(Basis.IN_PERIOD, Basis.SNAPSHOT) * 4, *Basis)),
            target=self.target(),
            tolerance=self.maybe(tolerance, None),
            floor=self.maybe(self.figure(), None),
            low=low,
            high=high,
            comparator=self.maybe(Comparator("England", self.perhaps(0.8)), None),
            source=Location("a.xlsx", "Measures", f"A{self.number}"),
            places={"target": Location("a.xlsx", "Measures", f"G{self.number}")},
            guessed=self.maybe(
                frozenset(chance.sample(("unit", "tolerance", "compared_with"), 1)), frozenset()
            ),
            frequency=self.maybe(chance.choice(list(Frequency)), Frequency.QUARTERLY),
            compared_with=self.maybe((chance.choice(list(ComparedWith)),), ()),
            profile=self.maybe(chance.choice(list(Profile)), None),
            contradicted=self.maybe(True, False),
            unit_word=self.maybe("kWh", ""),
        )

    def target(self) -> Target:
        relative = Relative(self.chance.choice(list(Against)))
        return Target(
            self.perhaps(0.85),
            by_quarter=self.maybe({n: self.figure() for n in (1, 2, 3)}, {}),
            words=self.maybe("Above average", ""),
            strict=self.maybe(True, False),
            relative=self.maybe(relative, None),
        )

    def reading(self, measure: Measure, quarter: Quarter, *, past: bool) -> Reading:
        chance = self.chance
        own = measure.target.value
        kept = own if own is not None and chance.random() < 0.7 else self.figure()
        return Reading(
            measure.ref,
            quarter,
            self.figure() if chance.random() < 0.93 else None,
            numerator=self.maybe(self.figure(), None),
            denominator=self.maybe(self.figure(), None),
            as_at=self.maybe(date(2021, 12, 31), None),
            marker=self.maybe(chance.choice(_MARKERS), ""),
            source=Location("a.xlsx", "History", f"A{quarter.year}"),
            forecast=None if past else self.maybe(self.figure(), None),
            settled=not past and self.maybe(True, False),
            target=self.maybe(Target(kept, words=self.maybe("Best", "")), None) if past else None,
            contradicted=self.maybe(True, False),
            revised_from=self.maybe(self.figure(), None) if past else None,
        )
