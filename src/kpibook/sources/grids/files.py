"""Grids of a file of any kind that kpibook reads."""

from __future__ import annotations

from pathlib import Path

from kpibook.sources.grids.csv_grid import csv_grid
from kpibook.sources.grids.ods import ods_grids
from kpibook.sources.grids.workbooks import workbook_grids
from kpibook.workbook.mapped.reading import SourceFile

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ODS_ENDINGS = (".ods",)


def source_file(path: Path, most_rows: int) -> SourceFile:
    """Read the sheets of a file.

    Args:
        path: The file.
        most_rows: The rows of a sheet that are read; those below are left out.

    Raises:
        SourceError: A text file or .ods cannot be read.
        RefusedFile: The workbook cannot be opened safely.
    """
    ending = path.suffix.casefold()
    if ending in TEXT_ENDINGS:
        return SourceFile(path.name, [csv_grid(path, most_rows)], has_sheets=False)
    if ending in ODS_ENDINGS:
        return SourceFile(path.name, ods_grids(path, most_rows))
    return SourceFile(path.name, workbook_grids(path, most_rows))
