"""Figures, tolerances, yes and no, as people and programs write them: one vocabulary.

A row of a workbook, a data frame and a worksheet function all read through here. A caller that
knows its cell's number format says whether it shows a percentage.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from kpibook.domain.measures.measure import Tolerance, Unit, parse_tolerance
from kpibook.domain.measures.number import Figure, parse_figure, plain_figure
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.domain.measures.units.durations import read_time, refuse_unsaid
from kpibook.domain.measures.units.figures_in_unit import digits_reader, number_in_unit
from kpibook.errors import NotANumber

# pandas makes 1.0 of a 1 in a column with blanks; text keeps that form in a CSV.
_YES = frozenset(("yes", "y", "true", "1", "1.0"))
_NO = frozenset(("no", "n", "false", "0", "0.0", ""))


def read_figure(
    value: object,
    *,
    shows_percent: bool = False,
    unit: AnyUnit | None = None,
    number_format: str = "",
) -> Figure:
    """Read a figure in the measure's unit; a percentage is in percent.

    0.721 in a cell that shows 72.1%, 72.1 in a plain cell and "72.1%" in text are the same value;
    so are £1.2m and 1,200,000 in pounds, and 01:30 and 1.5 in hours.

    Args:
        value: As typed, imported or stored; None for blank.
        shows_percent: It is a number whose cell shows it as a percentage. Text is as it reads.
        unit: The measure's unit, with the council's word if that is known; None takes a number
            that shows a percentage as percent too.
        number_format: The format of its cell, which says what a time shows; "" if not known.

    Raises:
        NotANumber: It is not a figure.

    >>> read_figure(0.721, shows_percent=True) == read_figure("72.1%")
    True
    """
    counted = counted_in(unit)
    if isinstance(value, str) and (counted is None or counted.has_plain_digits):
        plain = plain_figure(value)
        if plain is not None:
            return plain
    if counted is not None and counted.unit is Unit.DURATION:
        if isinstance(value, (date, time, timedelta)) and counted.counts:
            return Figure(read_time(value, counted.counts, number_format))
        if isinstance(value, (date, time, timedelta)) or (":" in str(value) and not counted.counts):
            refuse_unsaid(value)
    figure = parse_figure(value, digits_reader(counted))
    if figure.value is None or isinstance(value, str):
        return figure
    if counted is not None and (counted.is_clock or counted.scale > 1):
        return Figure(number_in_unit(figure.value, counted, value))
    if not shows_percent or (counted is not None and counted.unit is not Unit.PERCENT):
        return figure
    return Figure(figure.value * 100, percent_sign=True)


def read_target_figure(value: object, unit: AnyUnit | None = None) -> Figure:
    """Read a target in figures, in the measure's unit.

    Raises:
        NotANumber: It is not a figure. "fewer than 5" in place of an actual is a figure withheld;
            as a target it is one in words.

    >>> read_target_figure("85%").value
    Decimal('85')
    """
    figure = read_figure(value, unit=unit)
    if figure.value is None and figure.marker == "[c]":
        raise NotANumber(
            "is not a target in figures.",
            code="number-unreadable",
            fix="Write a figure.",
        )
    return figure


def read_tolerance(
    value: object, *, shows_percent: bool = False, unit: AnyUnit | None = None
) -> Tolerance | None:
    """Read a tolerance: "5%" of target, or "2" in the measure's unit; None for blank.

    Args:
        value: As typed, imported or stored. A truth value is read as the word it shows.
        shows_percent: It is a number whose cell shows it as a percentage.
        unit: The measure's unit, in which £0.5m and 00:30 are read.

    Raises:
        NotANumber: It is not a number.
        SchemeError: ``tolerance-negative``, it is below zero.

    >>> str(read_tolerance(0.05, shows_percent=True)), str(read_tolerance(2)), read_tolerance("")
    ('5%', '2', None)
    """
    if isinstance(value, bool):
        return parse_tolerance(str(value))
    # A tolerance in percent is of the target, whatever the measure's unit.
    counted = None if shows_percent or "%" in str(value) else counted_in(unit)
    figure = read_figure(value, shows_percent=shows_percent, unit=counted)
    if figure.value is None:
        return None
    return parse_tolerance(f"{figure.value}%" if figure.percent_sign else figure.value)


def read_yes_or_no(value: object) -> bool | None:
    """Read yes or no, in any case and with any spaces round it; None if it is neither.

    Blank is no. Of numbers 1 is yes and 0 is no.

    >>> read_yes_or_no(" Y "), read_yes_or_no(0.0), read_yes_or_no(None), read_yes_or_no("perhaps")
    (True, False, False, None)
    """
    if isinstance(value, (bool, int, float, Decimal)):
        return bool(value) if value in (0, 1) else None
    word = "" if value is None else str(value).strip().casefold()
    return True if word in _YES else False if word in _NO else None
