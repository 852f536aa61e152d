"""What of a measure and of a reading is compared between two workbooks, by heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter

#: A number, a text, a day, or None for blank; "" is blank too.
Value = Decimal | str | date | None

#: Of the register: how the value is had, and whether it is counted in the measure's unit.
REGISTER: Mapping[str, tuple[Callable[[Measure], Value], bool]] = {
    "Ref": (lambda m: m.ref, False),
    "Measure": (lambda m: m.title, False),
    "Directorate": (lambda m: m.directorate, False),
    "Service": (lambda m: m.service, False),
    "Priority": (lambda m: m.priority, False),
    "Owner": (lambda m: m.owner, False),
    "Unit": (lambda m: m.unit.value, False),
    "Decimals": (lambda m: None if m.decimals is None else Decimal(m.decimals), False),
    "Which way is good": (lambda m: m.polarity.value, False),
    "Basis": (lambda m: m.basis.value, False),
    "Target": (lambda m: m.target.words or m.target.value, True),
    "Target Q1": (lambda m: m.target.by_quarter.get(1), True),
    "Target Q2": (lambda m: m.target.by_quarter.get(2), True),
    "Target Q3": (lambda m: m.target.by_quarter.get(3), True),
    "Target Q4": (lambda m: m.target.by_quarter.get(4), True),
    "Target basis": (lambda m: m.target.benchmark, False),
    "Target vintage": (lambda m: m.target.vintage, False),
    "Tolerance": (lambda m: str(m.tolerance) if m.tolerance else None, False),
    "Floor": (lambda m: m.floor, True),
    "Range low": (lambda m: m.low, True),
    "Range high": (lambda m: m.high, True),
    "Comparator": (lambda m: m.comparator.name if m.comparator else None, False),
    "Comparator value": (lambda m: m.comparator.value if m.comparator else None, True),
    "Comparator vintage": (lambda m: m.comparator.vintage if m.comparator else None, False),
    "Introduced": (lambda m: _year(m.introduced), False),
    "Also known as": (lambda m: ", ".join(m.aliases), False),
    "Note": (lambda m: m.note, False),
    "Suppress small numbers": (lambda m: "Yes" if m.suppress_small else None, False),
}

#: Of what was reported for one quarter, likewise.
FIGURES: Mapping[str, tuple[Callable[[Reading], Value], bool]] = {
    "Actual": (lambda r: r.actual, True),
    "Numerator": (lambda r: r.numerator, False),
    "Denominator": (lambda r: r.denominator, False),
    "As at": (lambda r: r.as_at, False),
    "Marker": (lambda r: r.marker, False),
    "Forecast": (lambda r: r.forecast, True),
}

#: What officers write beside it.
TEXTS: Mapping[str, Callable[[Reading], Value]] = {
    "Commentary": lambda r: r.commentary,
    "Action": lambda r: r.action,
}


def _year(start: int | None) -> str | None:
    return None if start is None else Quarter(start, 1).financial_year
