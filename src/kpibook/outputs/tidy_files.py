"""Tidy table as a file: CSV, Parquet or a plain sheet, written row by row.

Only some thousands of rows are in memory at a time, whatever their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO

from kpibook.domain.wording import nearest
from kpibook.errors import SaveError
from kpibook.outputs.csv_table import harmless, line_of, lines_of_columns, write_lines
from kpibook.outputs.tidy_table import COLUMNS, Kind, TidyRow, TidyValue, is_constant

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Rows that are held at a time.
CHUNK = 5_000
#: Rows of a sheet under its header row.
MOST_ROWS = 1_048_575
_LONGEST = 32_767  # characters of a cell
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 Excel's core properties carry no zone

Writer = Callable[[BinaryIO, Iterable[TidyRow]], None]


def writer_for(ending: str, scratch: Path | None = None) -> Writer:
    """Return the writer for files of that ending: ".csv", ".parquet" or ".xlsx".

    Args:
        ending: Ending of the file's name.
        scratch: The folder for the temporary files a sheet needs; None for the system's.

    Raises:
        SaveError: ``data-ending`` for another ending; ``parquet-missing`` without pyarrow. No
            file has been written then.
    """
    try:
        writer = _WRITERS[ending.lower()]
    except KeyError:
        raise SaveError(
            f"the tidy table cannot be written as {ending or 'a file without an ending'!r}.",
            code="data-ending",
            fix=f"Name the file .csv, .parquet or .xlsx. {nearest(ending, _WRITERS)}",
        ) from None
    # Asked now, so that a missing pyarrow is reported before the work is done.
    if writer is write_parquet:
        _pyarrow()
    if writer is write_sheet and scratch is not None:
        return partial(write_sheet, scratch=scratch)
    return writer


def write_csv_rows(stream: BinaryIO, rows: Iterable[TidyRow]) -> None:
    """Write CSV in the UTF-8 that Excel recognises: plain numbers, ISO dates, harmless text."""
    write_lines(stream, chain([csv_header()], map(csv_line, rows)))


def csv_header() -> str:
    """Return the first line of the table as CSV."""
    return line_of([column.heading for column in COLUMNS])


def csv_line(row: TidyRow) -> str:
    """Return the line of a row in the table as CSV."""
    return line_of([value if isinstance(value, str) else _field(value) for value in row])


def csv_lines(columns: Sequence[Sequence[TidyValue]]) -> list[str]:
    """Return the lines of rows in the table as CSV, as `csv_line` does, from their columns."""
    return lines_of_columns([_fields(column) for column in columns])


def _fields(column: Sequence[TidyValue]) -> list[str]:
    if is_constant(column):
        return [_field(column[0])] * len(column)
    return [value if isinstance(value, str) else _field(value) for value in column]


def _field(value: TidyValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # digits only: a machine reads it
    return value.isoformat() if isinstance(value, date) else value


def write_parquet(stream: BinaryIO, rows: Iterable[TidyRow]) -> None:
    """Write Parquet: text, 64-bit numbers and dates; a row group for each chunk.

    Raises:
        SaveError: ``parquet-missing`` without pyarrow.
    """
    arrow, parquet = _pyarrow()
    types = {Kind.TEXT: arrow.string(), Kind.NUMBER: arrow.float64(), Kind.DATE: arrow.date32()}
    schema = arrow.schema([(column.heading, types[column.kind]) for column in COLUMNS])
    with parquet.ParquetWriter(stream, schema) as writer:
        for chunk in _chunks(rows):
            writer.write_batch(arrow.record_batch(_arrays(arrow, schema, chunk), schema=schema))


def _arrays(arrow: Any, schema: Any, chunk: list[TidyRow]) -> list[Any]:
    columns = zip(*chunk, strict=True)
    return [
        arrow.array([_native(value) for value in values], type=field.type)
        for field, values in zip(schema, columns, strict=True)
    ]


def _native(value: TidyValue) -> str | float | date | None:
    return float(value) if isinstance(value, Decimal) else value


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise SaveError(
            "a Parquet file needs pyarrow, which is not installed.",
            code="parquet-missing",
            fix="Install it with `pip install pyarrow`, or name a .csv or .xlsx file.",
        ) from error
    return pyarrow, parquet


def _chunks(rows: Iterable[TidyRow]) -> Iterator[list[TidyRow]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def write_sheet(stream: BinaryIO, rows: Iterable[TidyRow], scratch: Path | None = None) -> None:
    """Write a workbook of a plain sheet, Data, with a filter over its header row.

    Args:
        stream: The stream to write to.
        rows: The rows.
        scratch: The folder for temporary files; None for the system's.

    Raises:
        SaveError: ``data-too-long`` if there are more rows than a sheet has.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": None if scratch is None else str(scratch),
    }
    # Closed in every case: it holds the rows in a temporary file until then.
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": "Performance data", "author": "kpibook", "created": _CREATED})
        _write_rows(book, rows)


def _write_rows(book: Workbook, rows: Iterable[TidyRow]) -> None:
    # ISO dates in every region: the sheet is read by programs.
    looks = {
        "header": book.add_format({"bold": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(COLUMNS):
        sheet.write_string(0, number, column.heading, looks["header"])
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST_ROWS:
            raise _too_long()
        for number, value in enumerate(row):
            _write_cell(sheet, (last, number), value, looks)
    # Set after the rows, whose number is not known before.
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _write_cell(
    sheet: Worksheet, position: tuple[int, int], value: TidyValue, looks: Mapping[str, Format]
) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(*position, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(*position, value, looks["date"])
    elif value is not None:
        # Marked as text, or Excel reads it as a formula when a person edits the cell.
        look = looks["quoted"] if harmless(value) != value else None
        sheet.write_string(*position, value[:_LONGEST], look)


def _too_long() -> SaveError:
    return SaveError(
        f"there are more than {MOST_ROWS:,} rows, and a sheet holds no more.",
        code="data-too-long",
        fix="Write the table as .csv or .parquet.",
    )


_WRITERS: Mapping[str, Writer] = {
    ".csv": write_csv_rows,
    ".parquet": write_parquet,
    ".xlsx": write_sheet,
}
