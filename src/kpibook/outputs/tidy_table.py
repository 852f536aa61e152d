"""Tidy table of a consolidation: a row for each measure, for Power BI and data warehouses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
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
    for row in rows:
        fields = _fields(row, hashes.get(row.source, ""))
        yield tuple(map(fields.__getitem__, _HEADINGS))


def _fields(row: ConsolidatedRow, sha256: str) -> dict[str, TidyValue]:
    measure, reading = row.rated.measure, row.rated.reading
    return {
        **{heading: _value(write(measure)) for heading, write in _OF_THE_REGISTER},
        layout.DIRECTORATE: row.directorate or None,
        layout.PERIOD: str(reading.period),
        layout.ACTUAL: row.actual,
        layout.NUMERATOR: reading.numerator,
        layout.DENOMINATOR: reading.denominator,
        layout.TARGET: row.rated.target,
        layout.STATUS: row.status_word,
        layout.DIRECTION: row.direction_word,
        layout.MARKER: reading.marker or None,
        layout.AS_AT: reading.as_at,
        consolidated.SOURCE_WORKBOOK: row.source,
        consolidated.SOURCE_SHEET: row.sheet,
        consolidated.SOURCE_CELL: row.cell,
        consolidated.SOURCE_HASH: sha256 or None,
        consolidated.COUNCIL: row.council or None,
        consolidated.SCHEME: row.scheme,
        consolidated.STATUS_MEANING: row.status.value,
        consolidated.DIRECTION_MEANING: row.direction_meaning,
        layout.FORECAST: reading.forecast,
        layout.FORECAST_STATUS: row.forecast_word or None,
        layout.TOLERANCE: row.tolerance_word or None,
        layout.PREVIOUS: row.rated.previous,
        layout.PREVIOUS_YEAR: row.rated.previous_year,
        **_directions(row),
        layout.COMMENTARY: reading.commentary or None,
        layout.ACTION: reading.action or None,
        consolidated.ACTION_LIST: "\n".join(row.actions_in_words) or None,
        PERIOD_START: reading.period.start,
        PERIOD_END: reading.period.end,
    }


def _directions(row: ConsolidatedRow) -> dict[str, TidyValue]:
    """Return what each direction is against, and the second; of a measure not due, no baseline."""
    first, second = ("", "") if row.rated.waiting else [f.common_name for f in row.rated.compared]
    return {
        consolidated.DIRECTION_AGAINST: first or None,
        consolidated.SECOND_DIRECTION: row.second_direction_word or None,
        consolidated.SECOND_AGAINST: second or None,
        consolidated.SECOND_MEANING: row.second_direction_meaning,
    }


def _value(value: TidyValue | int) -> TidyValue:
    return Decimal(value) if isinstance(value, int) else value if value != "" else None
