"""Rows of a file of actuals, put to the measures of a council's workbook and to their months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpibook.domain.measures.calendar import Month, Period, Year, parse_period
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.timing.quarter_of_months import months_of
from kpibook.domain.wording import guessed
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.found import MappedReading, MappedRow
from kpibook.workbook.mapped.grid import text_of

_FIELDS = (
    *(own.ACTUAL, own.NUMERATOR, own.DENOMINATOR, own.TARGET, own.MARKER, own.COMMENTARY),
    own.ACTION,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row of a file of actuals, for a measure.

    Attributes:
        given: The row.
        row: The measure.
        month: Its month in the quarter, from 0; None for the quarter itself.
    """

    given: Row
    row: MappedRow
    month: int | None = None


def incoming_rows(
    rows: Sequence[Row],
    reading: MappedReading,
    earlier: MappedReading,
    period: Quarter,
    file: str,
) -> list[Incoming]:
    """Return the rows that are of the quarter, each for its measure; the others are findings.

    Args:
        rows: The rows of the file of actuals.
        reading: The measures of the workbook in the quarter.
        earlier: Those of the quarter before: one that is only there has no row yet.
        period: The quarter.
        file: The workbook's name, for messages.
    """
    by_key = {ref_key(row.ref): row for row in reading.rows}
    before = {ref_key(row.ref) for row in earlier.rows}
    first: dict[tuple[str, int | None], Incoming] = {}
    doubtful: set[tuple[str, int | None]] = set()
    for given in rows:
        key = ref_key(given.text(own.REF))
        row = by_key.get(key)
        if row is None:
            _unknown(given, [each.ref for each in reading.rows], key in before, period, file)
            continue
        when = _when(given, row, period)
        if when is None:
            continue
        each = Incoming(given, row, when if when >= 0 else None)
        place = (key, each.month)
        if place in first and _texts(first[place].given) != _texts(given):
            doubtful.add(place)
            given.report(
                "actual-duplicate",
                f"{row.ref} has two rows that differ; neither is used.",
                own.ACTUAL,
                "Keep the row that is right.",
            )
        first.setdefault(place, each)
    return [each for place, each in first.items() if place not in doubtful]


def _when(given: Row, row: MappedRow, period: Quarter) -> int | None:
    """Return the month in the quarter of a row, -1 for the quarter; None if it is of neither."""
    if not given.has(own.PERIOD):
        return -1
    named = given.period(own.PERIOD, period.year)
    if named is None:
        return None
    when = _in_quarter(named, row, period)
    if when is None:
        given.report(
            "period-mismatch",
            f"{row.ref} has an actual for {named}, and {period} is filled: not used.",
            own.PERIOD,
            "Correct the period, or fill the quarter that it is of.",
        )
    return when


def _in_quarter(named: Period | date, row: MappedRow, period: Quarter) -> int | None:
    if isinstance(named, Quarter):
        return -1 if named == period else None
    if isinstance(named, Month):
        months = list(months_of(period))
        if named not in months:
            return None
        if row.month_places:
            return months.index(named)
        return -1 if named == months[-1] else None
    if isinstance(named, Year):
        is_of_year = named.year == period.year and (period.number == 4 or _is_annual(row))
        return -1 if is_of_year else None
    if isinstance(named, date):
        return -1 if Quarter.of(named) == period else None
    return None


def _is_annual(row: MappedRow) -> bool:
    cell = row.cells.get("period")
    try:
        return cell is not None and isinstance(parse_period(text_of(cell)), Year)
    except KpibookError:
        return False


def _texts(given: Row) -> list[str]:
    silent = given.reporting_to([])
    return [silent.text(heading) for heading in _FIELDS]


def _unknown(given: Row, refs: Sequence[str], was: bool, period: Quarter, file: str) -> None:
    if was:
        given.report(
            "layout-no-cell",
            f"{given.name} has no row for {period} in {file}: not used.",
            own.REF,
            "Add its row to the sheet, with the period and a blank figure, and fill again.",
        )
        return
    given.report(
        "ref-unknown",
        f"{given.name} is not in {file}: not used.",
        own.REF,
        f"Correct the reference. {guessed(given.text(own.REF), list(refs))}".strip(),
    )
