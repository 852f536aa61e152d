"""Figure of a report as a number in a cell, with the format that shows it as it is printed."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kpibook.domain.measures.number import round_half_away
from kpibook.domain.report.figure import Figure
from kpibook.on_use.regex import regex

_PRINTED = regex(
    r"(?P<sign>-?)(?P<before>[^\d-]*)(?P<whole>\d[\d,]*)(?:\.(?P<places>\d+))?(?P<behind>[^\d].*)?"
)


def number_of(figure: Figure) -> tuple[float | int, str] | None:
    """Return the number that a cell holds and its format; None for what is printed as text.

    A percentage is a fraction in the cell, as Excel has it. A figure whose text does not show its
    value, such as a length of time, stays text.

    >>> from kpibook.domain.report.figure import Field
    >>> number_of(Figure("a", "PI.1", "", Field.ACTUAL, "72.1% [p]", "72.1"))
    (0.721, '0.0%" [p]"')
    """
    return _number_of(figure.value, figure.text) if figure.value else None


@lru_cache(maxsize=4096)
def _number_of(exact: str, text: str) -> tuple[float | int, str] | None:
    value, printed = Decimal(exact), _PRINTED.fullmatch(text)
    if printed is None:
        return None
    places = printed["places"] or ""
    shown = Decimal(f"{printed['sign']}{printed['whole'].replace(',', '')}.{places or 0}")
    if round_half_away(value, len(places)) != shown:
        return None
    behind = printed["behind"] or ""
    is_percent = behind.startswith("%")
    digits = ("#,##0" if "," in printed["whole"] else "0") + (places and "." + "0" * len(places))
    percent = "%" if is_percent else ""
    form = f"{_literal(printed['before'])}{digits}{percent}{_literal(behind.removeprefix('%'))}"
    return _plain(value / 100 if is_percent else value), form


def _literal(text: str) -> str:
    """Return a text as a number format has it, in quotation marks."""
    return f'"{text.replace(chr(34), "")}"' if text else ""


def _plain(value: Decimal) -> float | int:
    whole = value.to_integral_value()
    return int(value) if value == whole and abs(value) < 10**15 else float(value)
