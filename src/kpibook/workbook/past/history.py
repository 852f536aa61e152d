"""Earlier readings by measure and period: quarters, months and years, as the rows have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from typing import TypeVar

from kpibook.domain.doubts.two_rows import figures_differ
from kpibook.domain.measures.calendar import Month, Period, Year, parse_period
from kpibook.domain.measures.measure import Frequency, Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.due import quarter_of_figure
from kpibook.domain.measures.timing.quarter_of_months import fill_from_months
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

_NAMED = 4  # months in a sentence
_Place = TypeVar("_Place", Quarter, Month, Year)


@dataclass(frozen=True, slots=True)
class PastRow:
    """Row of a history, read.

    Attributes:
        row: Its cells.
        measure: The measure it is of.
        reading: Its figures.
        contradicted: True if another row of the measure and period differs.
    """

    row: Row
    measure: Measure
    reading: Reading
    contradicted: bool = False

    @property
    def covers(self) -> Period | date | None:
        """The period or the day it was typed for; None if that is the quarter itself."""
        return _parse_covered(self.reading)


def _parse_covered(reading: Reading) -> Period | date | None:
    """Return the period or the day that a reading was typed for; None for its quarter itself."""
    return parse_period(reading.covers) if reading.covers else None


@dataclass(slots=True)
class Past:
    """Earlier readings of the measures.

    Attributes:
        quarters: By key and quarter. The figure of a half year, a term or a year is among them
            where it is that of the quarter in which it ends, see `quarter_of_figure`.
        months: By key and month, those of the quarter being reported included.
        years: By key and year: annual figures and outturns.
        rows: The rows that are used, in their order.
        not_past: The rows that are not before the quarter being reported.
        worked_out: The quarters that only their months give.
    """

    quarters: dict[tuple[str, Quarter], Reading] = field(default_factory=dict)
    months: dict[tuple[str, Month], Reading] = field(default_factory=dict)
    years: dict[tuple[str, Year], Reading] = field(default_factory=dict)
    rows: list[PastRow] = field(default_factory=list)
    not_past: list[PastRow] = field(default_factory=list)
    worked_out: set[tuple[str, Quarter]] = field(default_factory=set)

    def without_contradicted(self) -> Past:
        """Return the readings without those that another row contradicts, which are not used."""
        return Past(
            {place: r for place, r in self.quarters.items() if not r.contradicted},
            {place: r for place, r in self.months.items() if not r.contradicted},
            {place: r for place, r in self.years.items() if not r.contradicted},
            [each for each in self.rows if not each.contradicted],
            self.not_past,
            self.worked_out,
        )


def read_past(rows: Iterable[PastRow], period: Quarter) -> Past:
    """Put the rows of a history where their periods belong; what cannot be used is reported.

    Args:
        rows: The rows, each with the quarter in which its period ends.
        period: The quarter that all of them are before; months may be within it.
    """
    past = Past()
    by_measure: defaultdict[str, list[PastRow]] = defaultdict(list)
    typed = list(rows)
    for each in typed:
        by_measure[each.measure.key].append(each)
    for of_measure in by_measure.values():
        _place_all(of_measure, period, past)
        measure = of_measure[0].measure
        past.worked_out.update(fill_from_months(measure, past.quarters, past.months, period))
    order = {id(each.row): number for number, each in enumerate(typed)}
    past.rows.sort(key=lambda each: order[id(each.row)])
    return past


def _place_all(rows: Sequence[PastRow], period: Quarter, past: Past) -> None:
    if not any(each.reading.covers for each in rows):
        _place_quarters(rows, period, past)
        return
    monthly = _is_by_month(rows)
    outturns: list[PastRow] = []
    for each in rows:
        place = _place(each, monthly=monthly)
        if place is None:
            _report_other_frequency(each)
        elif _is_early(place, period):
            past.not_past.append(each)
        elif isinstance(place, Month):
            _keep(past.months, place, each, past)
        elif isinstance(place, Year):
            _keep(past.years, place, each, past)
            outturns.append(each)
        else:
            _keep(past.quarters, place, each, past)
    for each in outturns:
        _take_for_quarter(each, past)
    _report_months_not_used(rows[0].measure, [r for r in rows if r.reading.covers], past)


def _place_quarters(rows: Sequence[PastRow], period: Quarter, past: Past) -> None:
    """Put the rows of a measure that are all of a quarter where they belong."""
    key, first_not_past = rows[0].measure.key, (period.year, period.number)
    for each in rows:
        quarter = each.reading.period
        if (quarter.year, quarter.number) >= first_not_past:
            past.not_past.append(each)
        elif (key, quarter) in past.quarters:
            _keep(past.quarters, quarter, each, past)
        else:
            past.quarters[key, quarter] = each.reading
            past.rows.append(each)


def _is_by_month(rows: Sequence[PastRow]) -> bool:
    """Return True if a measure's months are months, and not names of the quarters they end.

    "Dec 2021" is the third quarter where only months that end a quarter are named, of a measure
    that is not monthly; two days of different months in a quarter are months.
    """
    if rows[0].measure.frequency is Frequency.MONTHLY:
        return True
    named: set[Month] = set()
    days: defaultdict[Quarter, set[Month]] = defaultdict(set)
    for each in rows:
        covers = each.covers
        if isinstance(covers, Month):
            named.add(covers)
        elif isinstance(covers, date):
            days[each.reading.period].add(Month.of(covers))
    return any(month.number % 3 for month in named) or any(len(d) > 1 for d in days.values())


def _place(each: PastRow, *, monthly: bool) -> Quarter | Month | Year | None:
    """Return the period under which a row is kept; None if its measure has no such periods."""
    covers, quarter = each.covers, each.reading.period
    if covers is None:
        return quarter
    if isinstance(covers, date):
        return Month.of(covers) if monthly else quarter
    if isinstance(covers, Month):
        return covers if monthly else quarter
    return covers if isinstance(covers, Year) else quarter_of_figure(each.measure, covers)


def _is_early(place: Quarter | Month | Year, period: Quarter) -> bool:
    """Return True if a period is not over before the quarter being reported."""
    if isinstance(place, Month):
        return place.quarter > period
    return (place if isinstance(place, Quarter) else place.quarter) >= period


def _keep(
    kept: dict[tuple[str, _Place], Reading], place: _Place, each: PastRow, past: Past
) -> None:
    key, reading = (each.measure.key, place), _named_after(place, each.reading)
    if (earlier := kept.get(key)) is None:
        kept[key] = reading
        past.rows.append(each if reading is each.reading else replace(each, reading=reading))
        return
    if differs := figures_differ(earlier, reading):
        kept[key] = replace(earlier, contradicted=True)
        past.rows = [
            replace(r, contradicted=True) if r.reading is earlier else r for r in past.rows
        ]
    _report_twice(each, place, differs=differs or earlier.contradicted)


def _named_after(place: Quarter | Month | Year, reading: Reading) -> Reading:
    """Return a reading under the name of its place: a day or a month may stand for a quarter."""
    if not reading.covers and isinstance(place, Quarter):
        return reading
    if isinstance(place, Quarter) and isinstance(_parse_covered(reading), (date, Month)):
        return replace(reading, covers="")
    return replace(reading, covers=str(place)) if isinstance(place, Month) else reading


def _take_for_quarter(each: PastRow, past: Past) -> None:
    """Take a year's figure for the quarter's, where it is one and the quarter has none."""
    covers = each.covers
    if not isinstance(covers, Year):
        return
    quarter, of_year = quarter_of_figure(each.measure, covers), past.years[each.measure.key, covers]
    if quarter is None:
        return
    of_quarter = past.quarters.setdefault((each.measure.key, quarter), of_year)
    if of_year.contradicted or of_quarter.usable is None:
        return
    if of_year.usable not in (None, of_quarter.usable):
        each.row.report(
            "outturn-differs",
            f"{each.measure.ref} is {each.measure.written(of_quarter.usable)} for {quarter} and "
            f"{each.measure.written(of_year.usable)} for the year {covers}.",
            layout.ACTUAL,
            "Correct the one that is wrong: its figure for the last quarter is the year's.",
        )


def _report_twice(each: PastRow, place: Period, *, differs: bool) -> None:
    each.row.report(
        "history-duplicate",
        f"{each.reading.ref} has two rows for {place}"
        + (" that differ; neither is used." if differs else "; the first is used."),
        layout.PERIOD,
        "Keep the row that is right." if differs else "Keep one row a measure and period.",
    )


def _report_other_frequency(each: PastRow) -> None:
    measure = each.measure
    each.row.report(
        "period-not-of-measure",
        f"{measure.ref} is {measure.frequency.value} and has a figure for {each.reading.covers}: "
        "not used.",
        layout.PERIOD,
        f"Write the quarter it is of, or correct {layout.FREQUENCY} on '{layout.MEASURES}'.",
    )


def _report_months_not_used(measure: Measure, rows: Sequence[PastRow], past: Past) -> None:
    if measure.frequency is Frequency.MONTHLY:
        return
    used = [
        (each, month)
        for each in rows
        for month in _months_of(each)
        if (measure.key, month) in past.months
    ]
    if used:
        months = listed([str(month) for _, month in used], _NAMED)
        used[0][0].row.report(
            "months-not-used",
            f"{measure.ref} is {measure.frequency.value} and has figures for {months}: not used.",
            layout.PERIOD,
            f"Choose monthly under {layout.FREQUENCY} on '{layout.MEASURES}', and under "
            f"'{layout.QUARTER_FROM}' how a quarter is worked out from its months.",
        )


def _months_of(each: PastRow) -> Iterator[Month]:
    covers = each.covers
    if isinstance(covers, Month):
        yield covers
    elif isinstance(covers, date):
        yield Month.of(covers)
