"""Contents of a CSV or .ods file, for a person who has to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.wording import counted
from kpibook.on_use.dataclass import dataclass
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.grids.files import ODS_ENDINGS, TEXT_ENDINGS, source_file
from kpibook.xlsx.cells.references import address


@dataclass(frozen=True, slots=True)
class SheetContents:
    """Size of a sheet: its used area, its filled cells, its formulas."""

    name: str
    used: str
    cells: int
    formulas: int


@dataclass(frozen=True, slots=True)
class FileContents:
    """Contents of a file without a workbook's parts."""

    file: str
    kind: str
    sheets: tuple[SheetContents, ...]

    def lines(self) -> Iterator[str]:
        """Yield the contents in words."""
        yield self.kind
        for sheet in self.sheets:
            size = f"{sheet.used}, {counted(sheet.cells, 'cell')}" if sheet.cells else "empty"
            formulas = f", {counted(sheet.formulas, 'formula', 'formulas')}"
            yield f"'{sheet.name}', {size}{formulas if sheet.formulas else ''}"

    def as_dict(self) -> dict[str, object]:
        """Return the contents for ``--json``."""
        sheets = [
            {"name": s.name, "used": s.used, "cells": s.cells, "formulas": s.formulas}
            for s in self.sheets
        ]
        return {"file": self.file, "kind": self.kind, "sheets": sheets}


def is_plain_file(path: Path) -> bool:
    """Return True for a file that is no Excel workbook by its name: .csv, .tsv, .txt, .ods."""
    return path.suffix.casefold() in (*TEXT_ENDINGS, *ODS_ENDINGS)


def contents_of(path: Path) -> FileContents:
    """Return what is in a CSV or .ods file.

    Raises:
        SourceError: It cannot be read.
    """
    is_ods = path.suffix.casefold() in ODS_ENDINGS
    sheets = []
    for grid in source_file(path, MOST_ROWS).grids:
        cells = [cell for row in grid.rows.values() for cell in row.values()]
        widest = max((column for row in grid.rows.values() for column in row), default=1)
        sheets.append(
            SheetContents(
                grid.name,
                f"A1:{address(max(grid.rows), widest)}" if cells else "",
                len(cells),
                sum(cell.formula is not None for cell in cells),
            )
        )
    kind = "OpenDocument spreadsheet" if is_ods else "text with a row a line (CSV)"
    return FileContents(path.name, kind, tuple(sheets))
