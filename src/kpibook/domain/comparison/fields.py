"""Fields of a measure and of a reading that are compared between two workbooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Reading
from kpibook.on_use.dataclass import dataclass

#: A number, a text, a day, or None for blank; "" is blank too.
Value = Decimal | str | date | None


@dataclass(frozen=True, slots=True)
class MeasureField:
    """Field of the register that is compared.

    Attributes:
        name: Its name, such as "target_q1".
        value: Returns it; a whole number is compared as a Decimal is.
        in_unit: It is counted in the measure's unit.
        private: It is written at length and may be personal: never printed whole.
    """

    name: str
    value: Callable[[Measure], Value | int]
    in_unit: bool = False
    private: bool = False

    def of(self, measure: Measure) -> Value:
        """Return the value of a measure."""
        value = self.value(measure)
        return Decimal(value) if isinstance(value, int) else value


#: Fields of a reading: the function that returns the value, and True if it is in the measure's
#: unit.
FIGURES: Mapping[str, tuple[Callable[[Reading], Value], bool]] = {
    "actual": (lambda r: r.actual, True),
    "numerator": (lambda r: r.numerator, False),
    "denominator": (lambda r: r.denominator, False),
    "as_at": (lambda r: r.as_at, False),
    "marker": (lambda r: r.marker, False),
    "forecast": (lambda r: r.forecast, True),
}

#: Officers' texts on a reading, which are private.
TEXTS: Mapping[str, Callable[[Reading], Value]] = {
    "commentary": lambda r: r.commentary,
    "action": lambda r: r.action,
}
