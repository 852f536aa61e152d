"""Domain values as Excel holds and shows them: percentages as fractions, a format per unit."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Unit

DATE_FORMAT = "dd/mm/yyyy"


def excel_number(unit: Unit, value: Decimal | None) -> float | int | None:
    """A value of that unit as a cell holds it: 72.1 percent is 0.721; None stays None."""
    if value is None:
        return None
    held = value / 100 if unit is Unit.PERCENT else value
    return int(held) if held == held.to_integral_value() and abs(held) < 10**15 else float(held)


def number_format(measure: Measure) -> str:
    """The number format of the measure's figures.

    >>> number_format(Measure("PI1", unit=Unit.PERCENT, decimals=1))
    '0.0%'
    """
    places = _places(measure)
    if measure.unit is Unit.PERCENT:
        return f"0{places or _any_places(measure)}%"
    if measure.unit is Unit.CURRENCY:
        places = places or _any_places(measure)
        return f"£#,##0{places};-£#,##0{places}"
    if measure.decimals is None:
        return "General"
    return f"#,##0{places}"


def variance_format(measure: Measure) -> str:
    """The number format of a difference: signed, and in points for a percentage.

    >>> variance_format(Measure("PI1", unit=Unit.PERCENT, decimals=1))
    '+0.0" pts";-0.0" pts";0.0" pts"'
    """
    places = _places(measure) or _any_places(measure)
    if measure.unit is Unit.PERCENT:
        return f'+0{places}" pts";-0{places}" pts";0{places}" pts"'
    if measure.unit is Unit.CURRENCY:
        return f"+£#,##0{places};-£#,##0{places};£0{places}"
    return f"+#,##0{places};-#,##0{places};0{places}"


def _places(measure: Measure) -> str:
    return f".{'0' * measure.decimals}" if measure.decimals else ""


def _any_places(measure: Measure) -> str:
    """Two places where the measure does not say how many."""
    return ".00" if measure.decimals is None else ""
