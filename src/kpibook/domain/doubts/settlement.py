"""Settlements: doubts that a person has looked at, and the figure that was right as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Settlement:
    """Figure that is right as it is, although a check doubts it.

    It holds for that figure only: when the figure changes, it is doubted again.

    Attributes:
        ref: The measure's reference.
        quarter: The quarter of the figure; None for a figure of the register.
        code: The code of the doubt; of a text, with the mark of its words behind.
        figure: The figure, in the measure's unit.
        by: The person who settled it; "" if not known.
        on: The day; None if not known.
    """

    ref: str
    quarter: Quarter | None
    code: str
    figure: Decimal
    by: str = ""
    on: date | None = None

    @property
    def what(self) -> tuple[str, Decimal, Quarter | None]:
        """The doubt and the figure, as `MeasureFigures.settlements` has them."""
        return self.code, self.figure, self.quarter


def settlements_of(ref: str, doubts: Iterable[Doubt], by: str, on: date) -> list[Settlement]:
    """Return the settlement of every figure of some doubts about a measure."""
    return [
        Settlement(ref, figure.quarter, doubt.settled_as, figure.value, by, on)
        for doubt in doubts
        if not doubt.told
        for figure in doubt.figures
    ]


def added(before: Iterable[Settlement], new: Iterable[Settlement]) -> list[Settlement]:
    """Return the settlements with new ones behind them; one that was there already stays."""
    settlements: dict[object, Settlement] = {}
    for settlement in (*before, *new):
        settlements.setdefault((settlement.ref, settlement.what), settlement)
    return list(settlements.values())
