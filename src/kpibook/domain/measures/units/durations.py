"""Lengths of time as people and cells write them: 01:30, 1h 30m, 3 weeks 2 days."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kpibook.domain.measures.number import round_half_away
from kpibook.domain.wording import counted, quoted
from kpibook.errors import NotANumber
from kpibook.on_use.regex import regex

#: Lengths of time written with a colon; their figures are kept in seconds.
CLOCKS = frozenset(("mm:ss", "hh:mm", "hh:mm:ss", "time"))
_MINUTES_FIRST = ("mm:ss", "minutes", "seconds")
_HOURS_FIRST = ("hh:mm", "hours", "time")
_SECONDS = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3_600,
    "days": 86_400,
    "weeks": 604_800,
}
_MONTHS = {"months": 1, "years": 12}
_NAMES = {
    "years": "years?|yrs?|y",
    "months": "months?|mths?",
    "weeks": "weeks?|wks?|w",
    "days": "days?|d",
    "hours": "hours?|hrs?|h",
    "minutes": "minutes?|mins?|m",
    "seconds": "seconds?|secs?|s",
}
_ORDER = tuple(_NAMES)
_PART = regex(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?:"
    + "|".join(rf"(?P<{name}>(?:{words})\b)" for name, words in _NAMES.items())
    + r")?(?:\s*(?:,|and|&)\s*|\s*)",
    re.IGNORECASE,
)
_COLONS = regex(
    r"(?:(?P<days>\d+)\s*(?:days?|d),?\s*)?(?P<first>\d+):(?P<second>\d\d)"
    r"(?::(?P<third>\d\d)(?:\.(?P<rest>\d+))?)?(?:\s*(?:h|hrs?|hours?|m|mins?|minutes?))?",
    re.IGNORECASE,
)
_FIX = "Write it as 01:30, or in the measure's unit."


def refuse_unsaid(value: object) -> None:
    """Refuse a time where the unit only says that it is a length of time, and not of what.

    Raises:
        NotANumber: Always.
    """
    raise _unreadable(
        f"{quoted(value)} may be hours and minutes, or minutes and seconds: the unit does not say.",
        "Write what it counts under Unit, such as mm:ss, hh:mm, hours or weeks.",
    )


def read_time(value: date | time | timedelta, counts: str, number_format: str) -> Decimal:
    """Return the length of time that a cell or a program holds.

    Args:
        value: A time of day or a moment (Excel's form of a length of time), or a timedelta.
        counts: What the measure's figures count, see `duration_of`.
        number_format: The cell's format; "" if there is no cell.

    Raises:
        NotANumber: It is a date, or its cell shows hours and minutes where minutes and seconds
            are counted: 1:30 typed there is an hour and a half to Excel.
    """
    seconds = _seconds_of(value)
    shows_seconds = "s" in number_format.casefold() or "[m" in number_format.casefold()
    if number_format not in ("", "General") and not shows_seconds and counts in _MINUTES_FIRST:
        hours, minutes = divmod(round(seconds / 60), 60)
        raise _unreadable(
            f"a cell shows {hours}:{minutes:02d}, which Excel keeps as hours and minutes, and the "
            "measure counts minutes and seconds.",
            f"Type 0:{hours:02d}:{minutes:02d} for {counted(hours, 'minute')} and "
            f"{counted(minutes, 'second')}, or give "
            "the cell the format [mm]:ss if it is right.",
        )
    return _converted(seconds, counts, str(value))


def read_duration(text: str, counts: str) -> Decimal | None:
    """Return the length of time that a text says; None if it says none.

    Raises:
        NotANumber: It could be two lengths, or is not to be put into the measure's unit.

    >>> read_duration("01:30", "mm:ss"), read_duration("1h 30m", "hours")
    (Decimal('90'), Decimal('1.5'))
    >>> read_duration("3 weeks 2 days", "days"), read_duration("soon", "days")
    (Decimal('23'), None)
    """
    line = " ".join(text.split())
    if match := _COLONS.fullmatch(line):
        return _of_colons(match, counts, line)
    parts = _parts_of(line, counts)
    if not parts:
        return None
    months = [number * _MONTHS[name] for name, number in parts if name in _MONTHS]
    seconds = [number * _SECONDS[name] for name, number in parts if name in _SECONDS]
    if counts in _MONTHS:
        if seconds:
            raise _unreadable(f"{quoted(line)} is not a number of {counts}.", _in(counts))
        return _divided(sum(months, Decimal(0)), _MONTHS[counts])
    if months:
        raise _unreadable(f"{quoted(line)} has months, which differ in length.", _in(counts))
    return _converted(sum(seconds, Decimal(0)), counts, line)


def of_plain_number(number: Decimal, counts: str, original: object) -> Decimal:
    """Return the seconds that a plain number means where times are written with a colon.

    5 in mm:ss is five minutes; 4.35 may be 4:35 or 4:21, and is asked.

    Raises:
        NotANumber: It could be two lengths of time.
    """
    whole = number == number.to_integral_value()
    if counts == "time" and number:
        raise _unreadable(f"{quoted(original)} does not say if it is hours or minutes.", _FIX)
    if not whole:
        raise _unreadable(
            f"{quoted(original)} is a plain number, and the measure is in {counts}.",
            "Write it with a colon, such as 01:30, or give the cell a time format.",
        )
    return number * (60 if counts == "mm:ss" else 3_600)


def clock_text(seconds: Decimal, counts: str, *, padded: bool = True) -> str:
    """Write seconds as a clock does, in the measure's form; parts of a second are rounded.

    >>> clock_text(Decimal(90), "mm:ss"), clock_text(Decimal(5400), "hh:mm", padded=False)
    ('01:30', '1:30')
    """
    whole = int(round_half_away(abs(seconds), 0))
    sign = "-" if seconds < 0 and whole else ""
    minutes, rest = divmod(whole, 60)
    if counts == "mm:ss":
        fields = [minutes, rest]
    else:
        fields = [*divmod(minutes, 60), *([rest] if rest or counts == "hh:mm:ss" else [])]
    first = f"{fields[0]:02d}" if padded else str(fields[0])
    return sign + ":".join([first, *(f"{field:02d}" for field in fields[1:])])


def weeks_and_days(weeks: Decimal) -> str:
    """Write weeks that are a whole number of days so; "" for others and for whole weeks.

    >>> weeks_and_days(Decimal("3.28571428571429")), weeks_and_days(Decimal("3.5"))
    ('3 weeks 2 days', '')
    """
    days = round_half_away(weeks * 7, 9)
    short = weeks == round_half_away(weeks, 2)
    if short or days != days.to_integral_value() or weeks < 1:
        return ""
    full, rest = divmod(int(days), 7)
    return f"{full} week{'' if full == 1 else 's'} {rest} day{'' if rest == 1 else 's'}"


def _of_colons(match: re.Match[str], counts: str, line: str) -> Decimal:
    first, second, third = int(match["first"]), int(match["second"]), match["third"]
    if second > 59 or (third and int(third) > 59):
        raise _unreadable(f"{quoted(line)} has more than 59 minutes or seconds.", _FIX)
    days = Decimal(int(match["days"] or 0) * _SECONDS["days"])
    if third:
        fraction = Decimal(f"0.{match['rest'] or 0}")
        return _converted(days + first * 3_600 + second * 60 + int(third) + fraction, counts, line)
    if counts in _MINUTES_FIRST:
        return _converted(days + first * 60 + second, counts, line)
    if counts in _HOURS_FIRST:
        return _converted(days + first * 3_600 + second * 60, counts, line)
    raise _unreadable(
        f"{quoted(line)} may be hours and minutes, or minutes and seconds.",
        "Write hours, minutes and seconds, such as 00:01:30."
        if counts == "hh:mm:ss"
        else _in(counts),
    )


def _parts_of(line: str, counts: str) -> list[tuple[str, Decimal]]:
    """Return the numbers of a text with what each counts; empty if it is no length of time."""
    parts: list[tuple[str, Decimal]] = []
    position = 0
    while position < len(line):
        match = _PART.match(line, position)
        if match is None or match.end() == position:
            return []
        name = next((name for name in _NAMES if match[name]), "")
        if not name:
            if not parts or match.end() < len(line):
                return []
            # "1h 30": the number at the end is of the next smaller kind.
            name = _ORDER[min(_ORDER.index(parts[-1][0]) + 1, len(_ORDER) - 1)]
        elif match[name] in ("m", "M") and counts in _MONTHS and len(parts) == 0:
            name = "months"
        parts.append((name, Decimal(match["number"])))
        position = match.end()
    places = [_ORDER.index(name) for name, _ in parts]
    return parts if places == sorted(set(places)) else []


def _seconds_of(value: date | time | timedelta) -> Decimal:
    if isinstance(value, timedelta):
        return Decimal(value.days * 86_400 + value.seconds) + Decimal(value.microseconds) / 10**6
    if isinstance(value, time):
        moment = timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second,
            microseconds=value.microsecond,
        )  # fmt: skip
        return _seconds_of(moment)
    if not isinstance(value, datetime) or value.year >= 1990:
        raise _unreadable("a date is not a length of time.", _FIX)
    # Excel counts days from the end of 1899; before 1 March 1900 a day less, for its 29 February.
    first = datetime(1899, 12, 31 if value < datetime(1900, 3, 1) else 30)  # noqa: DTZ001
    if value.year >= 1904:
        first = datetime(1904, 1, 1)  # noqa: DTZ001 a workbook that counts from 1904
    return _seconds_of(value.replace(tzinfo=None) - first)


def _converted(seconds: Decimal, counts: str, text: str) -> Decimal:
    if counts in CLOCKS:
        return seconds
    if counts in _MONTHS:
        raise _unreadable(f"{quoted(text)} is not a number of {counts}.", _in(counts))
    return _divided(seconds, _SECONDS[counts])


def _divided(number: Decimal, by: int) -> Decimal:
    return Decimal(format(number / by, ".15g")) + 0


def _in(counts: str) -> str:
    return f"Write a number of {counts}."


def _unreadable(fault: str, fix: str) -> NotANumber:
    return NotANumber(fault, code="duration-unreadable", fix=fix)
