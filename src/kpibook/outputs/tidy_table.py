"""Tidy table of a consolidation: a row for each measure, for Power BI and data warehouses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import islice

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout
from kpibook.workbook.column import Holds

#: Value of a field of the table; None is blank.
TidyValue = str | Decimal | date | None
TidyRow = tuple[TidyValue, ...]


class Kind(Enum):
    """Kind of value that a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class TidyColumn:
    """A column: its heading and the kind of its values."""

    heading: str
    kind: Kind


_TOGETHER = 256  # rows
PERIOD_START, PERIOD_END = "Period start", "Period end"
_KINDS = {Holds.FIGURE: Kind.NUMBER, Holds.NUMBER: Kind.NUMBER, Holds.DATE: Kind.DATE}

#: The columns of the Data sheet, followed by the first and last day of the period.
COLUMNS: tuple[TidyColumn, ...] = (
    *(
        TidyColumn(column.heading, _KINDS.get(column.holds, Kind.TEXT))
        for column in consolidated.DATA_COLUMNS
    ),
    TidyColumn(PERIOD_START, Kind.DATE),
    TidyColumn(PERIOD_END, Kind.DATE),
)
_HEADINGS = tuple(column.heading for column in COLUMNS)
_OF_THE_REGISTER = tuple(
    (column.heading, column.write)
    for column in consolidated.DATA_COLUMNS
    if column.write is not None
)


def tidy_rows(rows: Iterable[ConsolidatedRow], hashes: Mapping[str, str]) -> Iterator[TidyRow]:
    """Yield the rows of the table, in the order of `COLUMNS`.

    Figures are in the measure's unit (72.1 if the Unit is "percent"). A missing figure is blank,
    and its marker is in a separate column.

    Args:
        rows: The measures.
        hashes: SHA-256 of each source workbook by name; a source without a hash has a blank.
    """
    remaining = iter(rows)
    while together := tuple(islice(remaining, _TOGETHER)):
        yield from zip(*tidy_columns(together, hashes), strict=True)


def tidy_columns(
    rows: Sequence[ConsolidatedRow], hashes: Mapping[str, str]
) -> list[Sequence[TidyValue]]:
    """Return the columns of the table for some rows, in the order of `COLUMNS`; see `tidy_rows`."""
    rated = [row.rated for row in rows]
    measures, readings = [each.measure for each in rated], [each.reading for each in rated]
    periods = [_of_period(reading.period) for reading in readings]
    columns: dict[str, Sequence[TidyValue]] = {
        heading: [_value(value) for value in map(write, measures)]
        for heading, write in _OF_THE_REGISTER
    }
    columns |= {
        layout.DIRECTORATE: [row.directorate or None for row in rows],
        layout.PERIOD: [name for name, _, _ in periods],
        layout.ACTUAL: [reading.usable for reading in readings],
        layout.NUMERATOR: [reading.numerator for reading in readings],
        layout.DENOMINATOR: [reading.denominator for reading in readings],
        layout.TARGET: [each.target for each in rated],
        layout.STATUS: [row.status_word for row in rows],
        layout.DIRECTION: [row.direction_word for row in rows],
        layout.MARKER: [reading.marker or None for reading in readings],
        layout.AS_AT: [reading.as_at for reading in readings],
        consolidated.SOURCE_WORKBOOK: [row.source for row in rows],
        consolidated.SOURCE_SHEET: [row.sheet for row in rows],
        consolidated.SOURCE_CELL: [row.cell for row in rows],
        consolidated.SOURCE_HASH: [hashes.get(row.source) or None for row in rows],
        consolidated.COUNCIL: [row.council or None for row in rows],
        consolidated.SCHEME: [row.scheme for row in rows],
        consolidated.STATUS_MEANING: [row.status.value for row in rows],
        consolidated.DIRECTION_MEANING: [row.direction_meaning for row in rows],
        layout.FORECAST: [reading.forecast for reading in readings],
        layout.FORECAST_STATUS: [row.forecast_word or None for row in rows],
        layout.TOLERANCE: [row.tolerance_word or None for row in rows],
        layout.PREVIOUS: [each.previous for each in rated],
        layout.PREVIOUS_YEAR: [each.previous_year for each in rated],
        consolidated.DIRECTION_AGAINST: [_against(each, 0) for each in rated],
        consolidated.SECOND_DIRECTION: [row.second_direction_word or None for row in rows],
        consolidated.SECOND_AGAINST: [_against(each, 1) for each in rated],
        consolidated.SECOND_MEANING: [row.second_direction_meaning for row in rows],
        layout.COMMENTARY: [reading.commentary or None for reading in readings],
        layout.ACTION: [reading.action or None for reading in readings],
        consolidated.ACTION_LIST: [
            "\n".join(row.actions_in_words) or None if row.actions else None for row in rows
        ],
        PERIOD_START: [start for _, start, _ in periods],
        PERIOD_END: [end for _, _, end in periods],
    }
    return [columns[heading] for heading in _HEADINGS]


def is_constant(column: Sequence[TidyValue]) -> bool:
    """Return True if all values of a column are the same; of figures never, as 90.0 is not 90."""
    first = column[0]
    return not isinstance(first, Decimal) and column.count(first) == len(column)


@lru_cache(maxsize=64)
def _of_period(period: Quarter) -> tuple[str, date, date]:
    """Return a quarter's name, its first and its last day."""
    return str(period), period.start, period.end


def _against(rated: RatedMeasure, place: int) -> str | None:
    """Return what a direction is against; of a measure not due, nothing."""
    return None if rated.waiting else rated.compared[place].common_name or None


def _value(value: TidyValue | int) -> TidyValue:
    return Decimal(value) if isinstance(value, int) else value if value != "" else None
