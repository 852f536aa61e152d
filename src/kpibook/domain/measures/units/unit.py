"""Units of kpibook, which every word of a council for a unit means."""

from __future__ import annotations

from enum import Enum


class Unit(Enum):
    """Unit a measure is counted in; it belongs to the measure, never to a cell."""

    PERCENT = "percent"
    COUNT = "count"
    RATE_PER_1000 = "rate per 1,000"
    RATE_PER_10000 = "rate per 10,000"
    RATE_PER_100000 = "rate per 100,000"
    CURRENCY = "currency"
    DAYS = "days"
    SCORE = "score"
    DURATION = "duration"
    QUANTITY = "quantity"
    RATE = "rate"

    @property
    def per(self) -> int | None:
        """The base of a rate: 100 for a percentage, 1,000 per 1,000; None for other units.

        `RATE` is of any other base, such as per FTE or per 500, and nothing is worked out of it.
        """
        return _PER.get(self._value_)

    @property
    def counts_things(self) -> bool:
        """True for a number of people or things, of which a small one may tell on somebody.

        A quantity counts as one: "loans issued" are people, and kg are withheld to be safe.
        """
        return self in (Unit.COUNT, Unit.QUANTITY)


_PER = {
    Unit.PERCENT.value: 100,
    Unit.RATE_PER_1000.value: 1_000,
    Unit.RATE_PER_10000.value: 10_000,
    Unit.RATE_PER_100000.value: 100_000,
}
