"""Tidy table of a consolidation alone, as a file for other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kpibook.domain.consolidation.consolidation import Consolidation, Source
from kpibook.errors import SaveError
from kpibook.files import atomic_write
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.ahead.rows_ahead import RowsDrawnAhead
from kpibook.outputs.csv_table import write_lines
from kpibook.outputs.tidy_files import Writer, csv_header, csv_line, writer_for
from kpibook.outputs.tidy_table import TidyRow, tidy_rows
from kpibook.services.paths.output import if_kept, kept_as


@dataclass(frozen=True, slots=True)
class TidyWritten:
    """Tidy table that was written.

    Attributes:
        output: The file.
        kept: The replaced file, under its new name; None if no file was replaced.
        rows: Number of measures in it.
    """

    output: Path
    kept: Path | None
    rows: int


def check_tidy(output: Path) -> None:
    """Refuse a file that `write_tidy` could not write, before any work is done.

    Raises:
        SaveError: ``data-ending``, ``parquet-missing``.
    """
    _writer_for(output)


def write_tidy(
    consolidation: Consolidation, output: Path, scratch: Path | None = None
) -> TidyWritten:
    """Write the tidy table of a consolidation; see `write_tidy_rows`."""
    rows = consolidation.rows
    sources = consolidation.sources
    if output.suffix.lower() != ".csv" or not isinstance(rows, RowsDrawnAhead):
        return write_tidy_rows(tidy_rows(rows, _hashes(sources)), output, scratch)
    lines = chain([csv_header()], _lines(rows, sources))
    return _written(output, len(rows), lambda stream: write_lines(stream, lines))


def _lines(rows: RowsDrawnAhead, sources: Sequence[Source]) -> Iterator[str]:
    hashes = cache(lambda: _hashes(sources))  # few consolidations have a line to make again
    for number, line in enumerate(rows.lines()):
        yield line or csv_line(next(tidy_rows([rows[number]], hashes())))


def _hashes(sources: Sequence[Source]) -> Mapping[str, str]:
    return {source.name: source.sha256 for source in sources}


def write_tidy_rows(
    rows: Iterable[TidyRow], output: Path, scratch: Path | None = None
) -> TidyWritten:
    """Write rows as they come to a .csv, .parquet or .xlsx file, all of it or nothing.

    Args:
        rows: The rows, read once and never all in memory.
        output: The file to make; an existing file is kept under another name.
        scratch: The folder for the temporary files a sheet needs; None for the system's.

    Raises:
        SaveError: ``data-ending``, ``parquet-missing``, ``data-too-long``, and those of
            `kpibook.files.atomic.atomic_write`. What was there is as it was.
    """
    write = _writer_for(output, scratch)
    count = _Count()
    written = _written(output, 0, lambda stream: write(stream, count.of(rows)))
    return replace(written, rows=count.rows)


def _written(output: Path, rows: int, write: Callable[[BinaryIO], object]) -> TidyWritten:
    with _naming(output):
        earlier_file = kept_as(output)
        written = atomic_write(output, write, backup=earlier_file or False)
    return TidyWritten(written, if_kept(earlier_file), rows)


def _writer_for(output: Path, scratch: Path | None = None) -> Writer:
    with _naming(output):
        return writer_for(output.suffix, scratch)


@contextmanager
def _naming(output: Path) -> Iterator[None]:
    """Make an error of the block name the file, if it names none."""
    try:
        yield
    except SaveError as error:
        if str(error.where):
            raise
        raise SaveError(
            error.what, code=error.code, where=str(output), why=error.why, fix=error.fix
        ) from error


class _Count:
    """Counter of rows on their way to a file."""

    def __init__(self) -> None:
        self.rows = 0

    def of(self, rows: Iterable[TidyRow]) -> Iterator[TidyRow]:
        """Pass the rows on, and count them."""
        for row in rows:
            self.rows += 1
            yield row
