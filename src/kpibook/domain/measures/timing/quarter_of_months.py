"""Quarters worked out from months, in the way the register says.

Nothing is averaged or added up unless the register says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.measures.calendar import Month
from kpibook.domain.measures.measure import Frequency, Measure, QuarterFrom, Reading, Unit
from kpibook.domain.measures.number import QUALIFYING_MARKERS, round_half_away, stronger_marker
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.share import places_of, worked_out
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

Months = Mapping[tuple[str, Month], Reading]
#: Codes of the findings that say why a quarter is not worked out from its months.
NOT_WORKED_OUT = ("quarter-from-missing", "quarter-from-unusable", "months-missing")
NO_MONTHS: Months = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QuarterOfMonths:
    """Quarter of a monthly measure, as its months give it.

    Attributes:
        quarter: The quarter.
        actual: What the months give, unrounded; None if they give nothing.
        numerator: The sum of their numerators, where they are added up; None elsewhere.
        denominator: The sum of their denominators, likewise.
        marker: The marker of the months that were used, such as "[p]"; "" for none.
        months: The months that have a figure.
        missing: The months that are needed and have none.
        way: How it is worked out; None if the register does not say.
    """

    quarter: Quarter
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    marker: str = ""
    months: tuple[tuple[Month, Decimal], ...] = ()
    missing: tuple[Month, ...] = ()
    way: QuarterFrom | None = None


def months_of(quarter: Quarter) -> tuple[Month, Month, Month]:
    """Return the three months of a quarter.

    >>> [str(month) for month in months_of(Quarter(2021, 4))]
    ['January 2022', 'February 2022', 'March 2022']
    """
    first, year = quarter.start.month, quarter.start.year
    return Month(year, first), Month(year, first + 1), Month(year, first + 2)


def quarter_of_months(
    measure: Measure, quarter: Quarter, months: Months, way: QuarterFrom | None = None
) -> QuarterOfMonths:
    """Work a quarter out from its months, in the way the register says.

    The last month is the last of the quarter, not the last that has a figure. A month with a
    marker that hides its figure has none.

    Args:
        measure: The measure.
        quarter: The quarter.
        months: Readings by key and month.
        way: A way to try instead of the register's.
    """
    way = way or measure.quarter_from
    readings = {month: months.get((measure.key, month)) for month in months_of(quarter)}
    figures = tuple(
        (month, reading.usable)
        for month, reading in readings.items()
        if reading is not None and reading.usable is not None and not reading.contradicted
    )
    found = QuarterOfMonths(quarter, months=figures, way=way)
    if way is None or not figures:
        return found
    needed = list(readings)[-1:] if way is QuarterFrom.LAST else list(readings)
    used = {month: reading for month, reading in readings.items() if month in needed}
    missing = tuple(m for m in needed if not _gives(used[m], m, figures, way))
    if missing:
        return replace(found, missing=missing)
    return _from_all(measure, [reading for reading in used.values() if reading], found, way)


def _gives(
    reading: Reading | None,
    month: Month,
    figures: Iterable[tuple[Month, Decimal]],
    way: QuarterFrom,
) -> bool:
    if reading is None or month not in [with_figure for with_figure, _ in figures]:
        return False
    return way is not QuarterFrom.PARTS or None not in (reading.numerator, reading.denominator)


def _from_all(
    measure: Measure, used: list[Reading], found: QuarterOfMonths, way: QuarterFrom
) -> QuarterOfMonths:
    """Work a quarter out from the readings that are needed, all of them there."""
    marker = ""
    for reading in used:
        marker = stronger_marker(marker, reading.marker)
    values = [reading.usable or Decimal(0) for reading in used]
    top = sum((reading.numerator or Decimal(0) for reading in used), Decimal(0))
    bottom = sum((reading.denominator or Decimal(0) for reading in used), Decimal(0))
    match way:
        case QuarterFrom.LAST:
            actual: Decimal | None = values[-1]
        case QuarterFrom.SUM:
            actual = None if _is_share(measure.unit) else sum(values, Decimal(0))
        case QuarterFrom.MEAN:
            actual = sum(values, Decimal(0)) / len(values)
        case QuarterFrom.PARTS:
            actual = worked_out(measure.unit, top, bottom)
            return replace(found, actual=actual, numerator=top, denominator=bottom, marker=marker)
    return replace(found, actual=actual, marker=marker)


def _is_share(unit: Unit) -> bool:
    return unit.per is not None or unit is Unit.SCORE


def with_actual_from_months(measure: Measure, reading: Reading, months: Months) -> Reading:
    """Return the reading with the actual that the months of its quarter give.

    A sum and the last month stay as they are; a mean and a share are rounded to the measure's
    decimals, or to one place. A reading with an actual, or with a marker that says there is none,
    comes back as it is, and so does that of a measure that is not monthly.
    """
    no_actual = reading.actual is None and reading.marker in ("", *QUALIFYING_MARKERS)
    monthly = measure.frequency is Frequency.MONTHLY and "unit" not in measure.guessed
    if not no_actual or not monthly or reading.unread:
        return reading
    found = quarter_of_months(measure, reading.period, months)
    if found.actual is None:
        return reading
    return replace(
        reading,
        actual=_rounded(measure.decimals, found),
        numerator=found.numerator if reading.numerator is None else reading.numerator,
        denominator=found.denominator if reading.denominator is None else reading.denominator,
        marker=reading.marker or found.marker,
    )


def _rounded(decimals: int | None, found: QuarterOfMonths) -> Decimal:
    actual = found.actual or Decimal(0)
    if found.way in (QuarterFrom.LAST, QuarterFrom.SUM):
        return actual
    return round_half_away(actual, places_of(decimals))


def fill_from_months(
    measure: Measure,
    quarters: MutableMapping[tuple[str, Quarter], Reading],
    months: Months,
    period: Quarter,
) -> Iterator[tuple[str, Quarter]]:
    """Add the earlier quarters of a monthly measure that only its months have; yield their keys."""
    if measure.frequency is not Frequency.MONTHLY or measure.quarter_from is None:
        return
    of_measure = {month for key, month in months if key == measure.key}
    for quarter in sorted({month.quarter for month in of_measure}):
        if quarter >= period or (measure.key, quarter) in quarters:
            continue
        blank = Reading(measure.ref, quarter)
        reading = with_actual_from_months(measure, blank, months)
        if reading is not blank:
            last = max(month for month in of_measure if month.quarter == quarter)
            source = months[measure.key, last].source
            before = _before_revision(measure, blank, months)
            quarters[measure.key, quarter] = replace(reading, source=source, revised_from=before)
            yield measure.key, quarter


def _before_revision(measure: Measure, blank: Reading, months: Months) -> Decimal | None:
    """Return the quarter's figure before its months were corrected; None if it is not known.

    The history keeps no counts of before, so a share that is worked out of counts has none.
    """
    if measure.quarter_from is QuarterFrom.PARTS:
        return None
    places = [(measure.key, month) for month in months_of(blank.period)]
    of_quarter = {place: months[place] for place in places if place in months}
    before = {
        place: reading if (was := reading.revised_from) is None else replace(reading, actual=was)
        for place, reading in of_quarter.items()
    }
    if before == of_quarter:
        return None
    return with_actual_from_months(measure, blank, before).actual


def months_in(measure: Measure, period: Quarter, months: Months) -> tuple[QuarterOfMonths, ...]:
    """Return the quarters of a monthly measure that have months: those compared, and this one."""
    if measure.frequency is not Frequency.MONTHLY or not months:
        return ()
    quarters = (period, period.previous, period.same_last_year)
    found = (quarter_of_months(measure, quarter, months) for quarter in quarters)
    return tuple(each for each in found if each.months)
