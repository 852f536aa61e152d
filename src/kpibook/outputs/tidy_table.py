"""The tidy table of a consolidation: one row a measure, for Power BI and the data warehouse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout

#: What a field of the table holds; None is blank.
TidyValue = str | Decimal | date | None
TidyRow = tuple[TidyValue, ...]


class Kind(Enum):
    """What a column holds throughout."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class TidyColumn:
    """One column: its heading and what it holds."""

    heading: str
    kind: Kind


PERIOD_START, PERIOD_END = "Period start", "Period end"
_NUMBERS = (layout.ACTUAL, layout.NUMERATOR, layout.DENOMINATOR, layout.TARGET)
_DATES = (layout.AS_AT, PERIOD_START, PERIOD_END)


def _kind(heading: str) -> Kind:
    if heading in _NUMBERS:
        return Kind.NUMBER
    return Kind.DATE if heading in _DATES else Kind.TEXT


#: The columns of the Data sheet, and behind them the first and the last day of the period.
COLUMNS: tuple[TidyColumn, ...] = tuple(
    TidyColumn(heading, _kind(heading))
    for heading in (
        *(column.heading for column in consolidated.DATA_COLUMNS),
        PERIOD_START,
        PERIOD_END,
    )
)


def tidy_rows(rows: Iterable[ConsolidatedRow], hashes: Mapping[str, str]) -> Iterator[TidyRow]:
    """The rows of the table, one at a time, in the order of `COLUMNS`.

    Figures are in the measure's unit (72.1 where the Unit is "percent"), a missing figure is
    blank, and its marker stands in a column of its own.

    Args:
        rows: The measures.
        hashes: SHA-256 of each source workbook by name; a source without one has a blank.
    """
    for row in rows:
        said = _fields(row, hashes.get(row.source, ""))
        yield tuple(said[column.heading] for column in COLUMNS)


def _fields(row: ConsolidatedRow, sha256: str) -> dict[str, TidyValue]:
    measure, reading = row.rated.measure, row.rated.reading
    return {
        layout.REF: measure.ref,
        layout.MEASURE: measure.title or None,
        layout.DIRECTORATE: row.directorate or None,
        layout.SERVICE: measure.service or None,
        layout.PRIORITY: measure.priority or None,
        layout.UNIT: measure.unit.value,
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
        consolidated.DIRECTION_MEANING: row.direction.value,
        PERIOD_START: reading.period.start,
        PERIOD_END: reading.period.end,
    }
