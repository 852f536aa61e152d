"""Domain values as Excel holds and shows them: percentages as fractions, a format per unit."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kpibook.domain.measures.measure import Measure, Unit
from kpibook.domain.measures.number import plain, round_half_away
from kpibook.domain.measures.units.counted_in import AnyUnit, CountedIn
from kpibook.on_use.regex import regex

DATE_FORMAT = "dd/mm/yyyy"
# A longer word would make its column too wide.
_LONGEST = 21
#: Formats of lengths of time, by what they count; in brackets, for more than a day.
CLOCK_FORMATS = {
    "mm:ss": "[mm]:ss",
    "hh:mm": "[hh]:mm",
    "hh:mm:ss": "[hh]:mm:ss",
    "time": "[h]:mm:ss",
}


def excel_number(unit: AnyUnit, value: Decimal | None) -> float | int | None:
    """Return a value of that unit as a cell holds it: 72.1 percent is 0.721; None stays None."""
    if value is None:
        return None
    return _as_number((CountedIn(unit) if isinstance(unit, Unit) else unit).stored(value))


# Of a workbook's figures most are on several sheets, and many in several rows.
@lru_cache(maxsize=4096)
def _as_number(stored: Decimal) -> float | int:
    # A double holds whole numbers exactly up to 2**53, about 9 * 10**15; Excel shows 15 digits.
    whole = stored == stored.to_integral_value() and abs(stored) < 10**15
    return int(stored) if whole else float(stored)


def number_format(measure: Measure) -> str:
    """Return the number format of the measure's figures.

    >>> number_format(Measure("PI1", unit=Unit.PERCENT, decimals=1))
    '0.0%'
    """
    places = _places(measure)
    if measure.unit is Unit.PERCENT:
        return f"0{places or _any_places(measure)}%"
    if measure.counted_in.is_clock:
        return CLOCK_FORMATS[measure.counted_in.counts]
    if measure.unit is Unit.CURRENCY:
        places = places or _any_places(measure)
        number = f"£#,##0{places}{_literally(measure.counted_in.suffix)}"
        return f"{number};-{number}"
    if measure.decimals is None:
        return "General"
    return f"#,##0{places}"


def format_with_word(measure: Measure) -> str:
    """Return the number format of the measure's figures with its word behind: 0" kWh".

    For a sheet that does not show the unit next to the figure.
    """
    form, counted = number_format(measure), measure.counted_in
    if counted.unit in (Unit.PERCENT, Unit.CURRENCY) or not 0 < len(counted.suffix) <= _LONGEST:
        return form
    return f"{form}{_literally(counted.suffix)}"


def variance_format(measure: Measure) -> str:
    """Return the number format of a difference: signed, and in points for a percentage.

    >>> variance_format(Measure("PI1", unit=Unit.PERCENT, decimals=1))
    '+0.0" pts";-0.0" pts";0.0" pts"'
    """
    places = _places(measure) or _any_places(measure)
    if measure.unit is Unit.PERCENT:
        return f'+0{places}" pts";-0{places}" pts";0{places}" pts"'
    if measure.unit is Unit.CURRENCY:
        places += _literally(measure.counted_in.suffix)
        return f"+£#,##0{places};-£#,##0{places};£0{places}"
    if measure.counted_in.is_clock:
        # A difference may be below zero, which no time format shows: it is in seconds.
        return '+#,##0" s";-#,##0" s";0" s"'
    return f"+#,##0{places};-#,##0{places};0{places}"


def _literally(text: str) -> str:
    """Return a text as a number format has it, in quotation marks."""
    return f'"{text.replace(chr(34), "")}"' if text else ""


def _places(measure: Measure) -> str:
    return f".{'0' * measure.decimals}" if measure.decimals else ""


def _any_places(measure: Measure) -> str:
    """Return two places where the measure does not say how many."""
    return ".00" if measure.decimals is None else ""


_SECTION = regex(r'((?:"[^"]*"|\\.|[A-Za-z ])*)([#,]*)(0*)(\.(0+))?((?:"[^"]*"|\\.|[A-Za-z ])*)')


def number_shown(value: float, code: str) -> str:
    """Return a number as a cell of that format shows it, its thousands not grouped.

    A format of other parts than noughts, a point and letters in quotes gives the number itself.

    >>> number_shown(45, "0000"), number_shown(1.1, "0.00"), number_shown(2250.0, "General")
    ('0045', '1.10', '2250')
    """
    # Excel stores every number as a double: the reference 2250 arrives as 2250.0.
    plain_text = str(int(value)) if float(value).is_integer() else str(value)
    match = _SECTION.fullmatch(code.split(";")[0])
    if code in ("General", "@") or value < 0 or match is None:
        return plain_text
    before, _, noughts, _, places, behind = match.groups()
    if not noughts and not places:
        return plain_text
    rounded = plain(round_half_away(Decimal(str(value)), len(places or "")), len(places or ""))
    whole, _, rest = rounded.replace(",", "").partition(".")
    digits = whole.zfill(len(noughts)) + (f".{rest}" if rest else "")
    return f"{_literal(before)}{digits}{_literal(behind)}".strip()


def _literal(text: str) -> str:
    return text.replace('"', "").replace("\\", "")
