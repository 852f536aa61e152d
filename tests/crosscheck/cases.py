"""Rows of figures near every boundary of a rule, as a workbook's cells hold them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kpibook.domain.measures.measure import Basis, Polarity, Tolerance, Unit, parse_tolerance
from kpibook.domain.measures.number import MISSING_MARKERS, plain
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.rating.rate_table import position_in
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.register import reading_from
from kpibook.xlsx import Cell, CellError

STRICT = "Strict"
EARLIER = tuple(f"Earlier {n}" for n in range(1, 7))
COLUMNS = (
    layout.UNIT, layout.POLARITY, layout.BASIS, layout.DECIMALS, layout.TARGET, layout.TOLERANCE,
    layout.FLOOR, layout.LOW, layout.HIGH, layout.PREVIOUS_TARGET, layout.PREVIOUS,
    layout.PREVIOUS_YEAR, layout.ACTUAL, layout.FORECAST, layout.MARKER, STRICT, *EARLIER,
)  # fmt: skip
FIGURES = (
    layout.TARGET, layout.FLOOR, layout.LOW, layout.HIGH, layout.PREVIOUS_TARGET, layout.PREVIOUS,
    layout.PREVIOUS_YEAR, layout.ACTUAL, layout.FORECAST, *EARLIER,
)  # fmt: skip
ERROR = CellError("#DIV/0!")

#: What a cell holds: a number, a text, an error, a truth value or nothing.
Held = float | str | bool | CellError | None

_TARGETS = ("0", "0.3", "85.5", "100", "-4", "-0.7", "50", "12.345", "99.95", "1250", "7", "1",
            "70550", "0.05", "1234567.8")  # fmt: skip
_TOLERANCES = (None, None, "5%", "10%", "2.5%", "0%", "2", "0", "0.1", "1.5", "100%", " 5% ", "-3")
_TOLERANCE_NUMBERS = (2.0, 0.5, 0.0)
#: A tolerance of 5% as a number in a cell that shows a percentage.
PERCENT_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Case:
    """One row: what each cell holds by heading, and which of them show a percentage."""

    cells: dict[str, Held]
    shows_percent: frozenset[str]

    def position(self, *, has_range: bool = True, has_strict: bool = True) -> Position:
        """The position kpibook's own readers take from the row, with its range or without.

        Nor is a target strict where nothing says so.
        """
        row = Row("case.xlsx", "Cases", {h: self._cell(h) for h in self.cells}, [])
        said = position_in(row)
        # A plain table has no marker of its own; a workbook's row has.
        reading = reading_from(row, Quarter(2021, 3), said.unit or Unit.COUNT)
        series = [row.number(heading, said.unit) for heading in EARLIER]
        ends = {} if has_range else {"low": None, "high": None}
        return replace(
            said,
            **ends,
            actual=reading.usable,
            marker=reading.marker,
            strict=has_strict and self.cells[STRICT] is True,
            series=tuple(value for value in series if value is not None),
        )

    def _cell(self, heading: str) -> Cell:
        held = self.cells[heading]
        kinds = {str: "text", float: "number", bool: "bool", CellError: "error"}
        shown = "0.0%" if heading in self.shows_percent else "General"
        return Cell("A1", kinds.get(type(held), "blank"), held, None, shown)


def cases(scheme: Scheme, count: int, seed: int) -> Iterator[Case]:
    """Cases for a scheme: the same for the same seed."""
    # Not for secrets: the same cases on every machine.
    chance = random.Random(f"{scheme.key} {seed}")
    for _ in range(count):
        yield _Maker(scheme, chance).case()


# Beyond 1,000% the reader takes a cell for one in which 72.1 was typed instead of 72.1%.
_LARGEST_PERCENT = 500


class _Maker:
    """One case, its figures placed where the rule could go either way."""

    def __init__(self, scheme: Scheme, chance: random.Random) -> None:
        self.scheme, self.chance = scheme, chance
        self.polarity = chance.choice([*Polarity, Polarity.HIGHER, Polarity.LOWER])
        self.unit = chance.choice((Unit.PERCENT, Unit.PERCENT, Unit.COUNT, Unit.CURRENCY))
        self.decimals = chance.choice((None, 0, 1, 1, 2, 3))
        target = Decimal(chance.choice(_TARGETS))
        if abs(target) > _LARGEST_PERCENT:
            self.unit = Unit.COUNT
        self.target = self._figure(target)
        self.tolerance = self._tolerance()
        self.low = self._figure(self.target - abs(self.target) / 4 - 1)
        self.high = self._figure(self.low + chance.choice((0, 1, 10)))

    def case(self) -> Case:
        one = self.chance
        actual = self._near_target()
        figures: dict[str, Decimal | None] = {
            layout.TARGET: self.target,
            layout.ACTUAL: actual,
            layout.FORECAST: self._near_target(),
            layout.LOW: self.low,
            layout.HIGH: self.high,
            layout.FLOOR: self._moved(actual, (Decimal(0), self._step())),
            layout.PREVIOUS_TARGET: self._moved(self.target, (Decimal(0), self._step())),
            layout.PREVIOUS: self._near(actual),
            layout.PREVIOUS_YEAR: self._near(actual),
            **dict(zip(EARLIER, self._series(actual), strict=True)),
        }
        cells = {heading: self._held(heading, value) for heading, value in figures.items()}
        polarity = self.polarity.value if one.random() < 0.95 else one.choice(("", "Higher"))
        cells |= {
            layout.UNIT: self.unit.value,
            layout.POLARITY: polarity or None,
            layout.BASIS: one.choice([basis.value for basis in Basis]),
            layout.DECIMALS: None if self.decimals is None else float(self.decimals),
            layout.TOLERANCE: self.tolerance,
            layout.MARKER: self._marker(),
            STRICT: one.random() < 0.2,
        }
        percent = {*FIGURES} if self.unit is Unit.PERCENT else set()
        if self.tolerance == PERCENT_TOLERANCE:
            percent.add(layout.TOLERANCE)
        return Case({heading: cells[heading] for heading in COLUMNS}, frozenset(percent))

    def _tolerance(self) -> Held:
        if self.chance.random() < 0.2:
            return self.chance.choice((*_TOLERANCE_NUMBERS, PERCENT_TOLERANCE))
        return self.chance.choice(_TOLERANCES)

    def _step(self) -> Decimal:
        """One unit in the last place reported."""
        return Decimal(1).scaleb(-(2 if self.decimals is None else self.decimals))

    def _figure(self, value: Decimal) -> Decimal:
        """A figure as it would be reported, or with more digits behind it."""
        places = 4 if self.decimals is None else self.decimals
        return round(value, places)

    def _own(self) -> Tolerance | None:
        if self.tolerance == PERCENT_TOLERANCE:
            return Tolerance(Decimal(5), of_target=True)
        said = None if self.tolerance is None else str(self.tolerance).strip()
        return parse_tolerance(said) if said and not said.startswith("-") else None

    def _gap(self, base: Decimal) -> Decimal:
        """A shortfall at which the rule turns: none, or one of its limits, in % of `base`."""
        rule = self.scheme.rule
        limits = [rule.met_within, rule.tolerance, rule.exceeding_by]
        sizes = [Decimal(0)]
        for limit in limits:
            tolerance = None if limit is None else limit.for_measure(self._own())
            if tolerance is not None:
                sizes += [tolerance.in_units(base), -tolerance.in_units(base)]
        return self.chance.choice(sizes)

    def _near_target(self) -> Decimal:
        base = self.target
        sign = 1 if self.polarity is Polarity.LOWER else -1
        if self.polarity is Polarity.RANGE:
            base, sign = self.chance.choice(((self.low, -1), (self.high, 1)))
        elif self.polarity is Polarity.CLOSEST:
            sign = self.chance.choice((1, -1))
        return self._moved(base + sign * self._gap(base), (Decimal(0), self._step()))

    def _near(self, value: Decimal) -> Decimal:
        """A figure whose change to `value` is nothing, or about the dead-band."""
        band = self.scheme.direction_rule.dead_band
        if band.of_target:  # of the earlier figure, so the other way about
            earlier = value / (1 + band.amount / 100 * self.chance.choice((-1, 0, 1)))
            return self._moved(round(earlier, 4), (Decimal(0), self._step()))
        return self._moved(
            value + band.amount * self.chance.choice((-1, 0, 1)), (Decimal(0), self._step())
        )

    def _moved(self, value: Decimal, steps: tuple[Decimal, ...]) -> Decimal:
        """The value, a step or half a step to either side of it, or anywhere around it."""
        one = self.chance
        sign = one.choice((1, -1))
        match one.randrange(8):
            case 0:
                return value + sign * self._step() / 2
            case 1:
                return value + sign * self._step() * one.randint(1, 30)
            case 2:
                return value + sign * Decimal(one.randint(0, 10**6)).scaleb(-4)
        return value + sign * one.choice(steps)

    def _series(self, actual: Decimal) -> list[Decimal | None]:
        """Earlier figures, flat, rising or wavering; none before the measure began."""
        one = self.chance
        length = one.choice((0, 1, 2, 3, 6))
        slope = self._step() * one.choice((0, 0, 1, -1, 3))
        known = [
            actual - slope * (length - i) + self._step() * one.choice((0, 0, 1, -1))
            for i in range(length)
        ]
        if one.random() < 0.3:
            known = [actual] * length
        return [None] * (len(EARLIER) - length) + [round(value, 6) for value in known]

    def _marker(self) -> str | None:
        if self.chance.random() < 0.88:
            return None
        return self.chance.choice((*MISSING_MARKERS, "[p]", "[r]", "[Z]", " [c] "))

    def _held(self, heading: str, value: Decimal | None) -> Held:
        """What the cell holds: now and then nothing, a text or an error, and noise in a number."""
        if value is None:
            return None
        odd = self.chance.random()
        if heading in EARLIER:
            return self._number(value)
        if odd < 0.05:
            return None
        if odd < 0.065:
            return ERROR
        if odd < 0.08:
            return "see the note"
        if heading == layout.ACTUAL and odd < 0.13:
            return self._text(value)
        return self._number(value)

    def _number(self, value: Decimal) -> float:
        held = float(value / 100 if self.unit is Unit.PERCENT else value)
        if not held:
            return held
        match self.chance.randrange(6):
            case 0:
                return math.nextafter(held, math.inf)
            case 1:
                return math.nextafter(held, -math.inf)
            case 2:
                return held * 1.1 / 1.1
        return held

    def _text(self, value: Decimal) -> str:
        said = plain(value).replace(",", "")
        sign = "%" if self.unit is Unit.PERCENT and self.chance.random() < 0.5 else ""
        words = ("[c]", "[x]", "n/a", "Suppressed", "tbc", "")
        return self.chance.choice((f"{said}{sign}", f" {said}{sign} ", f"{said}{sign}", *words))
