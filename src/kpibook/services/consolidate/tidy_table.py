"""Tidy table of a consolidation alone, as a file for other systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.errors import SaveError
from kpibook.files import atomic_write
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.tidy_files import writer_for
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
    try:
        writer_for(output.suffix)
    except SaveError as error:
        raise SaveError(
            error.what, code=error.code, where=str(output), why=error.why, fix=error.fix
        ) from error


def write_tidy(
    consolidation: Consolidation, output: Path, scratch: Path | None = None
) -> TidyWritten:
    """Write the tidy table of a consolidation; see `write_tidy_rows`."""
    hashes = {source.name: source.sha256 for source in consolidation.sources}
    return write_tidy_rows(tidy_rows(consolidation.rows, hashes), output, scratch)


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
    try:
        write = writer_for(output.suffix, scratch)
        count = _Count()
        earlier_file = kept_as(output)
        written = atomic_write(
            output, lambda stream: write(stream, count.of(rows)), backup=earlier_file or False
        )
    except SaveError as error:
        if str(error.where):
            raise
        raise SaveError(
            error.what, code=error.code, where=str(output), why=error.why, fix=error.fix
        ) from error
    return TidyWritten(written, if_kept(earlier_file), count.rows)


class _Count:
    """Counter of rows on their way to a file."""

    def __init__(self) -> None:
        self.rows = 0

    def of(self, rows: Iterable[TidyRow]) -> Iterator[TidyRow]:
        """Pass the rows on, and count them."""
        for row in rows:
            self.rows += 1
            yield row
