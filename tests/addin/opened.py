"""Workbooks open in the pretended Excel, and what they hold."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.workbook.template import template_path
from kpibook.xlsx import Workbook
from tests.support.openpyxl_engine import Excel, Flavour

FLAVOURS: list[Flavour] = ["windows", "mac"]


@dataclass(frozen=True)
class Desk:
    """An officer's Excel with one workbook open."""

    excel: Excel
    book: xlwings.Book
    path: Path

    @property
    def known(self) -> CellCache:
        return CellCache(self.book, self.excel.platform)

    def opened(self) -> OpenBook:
        return OpenBook(self.book, self.excel.platform)

    @property
    def model(self) -> Any:
        """The pretended workbook itself, whose state a test sets."""
        return self.excel.model(self.book)

    def model_sheet(self, name: str) -> Any:
        """A sheet of it."""
        return self.model.sheet_of(self.wb[name])

    @property
    def wb(self) -> Any:
        """The workbook behind the pretended Excel."""
        return self.excel.workbook(self.book)

    def sheet(self, name: str) -> xlwings.Sheet:
        return self.book.sheets[name]

    def contents(self) -> dict[tuple[str, str], object]:
        """Every cell that holds something or has a number format, as Excel has it now."""
        return {
            (ws.title, cell.coordinate): (cell.value, cell.data_type, cell.number_format)
            for ws in self.wb.worksheets
            for row in ws.iter_rows()
            for cell in row
            if cell.value is not None or cell.number_format != "General"
        }

    def tables(self) -> dict[str, tuple[str, str]]:
        """Sheet and reference of each table."""
        return {t.name: (ws.title, t.ref) for ws in self.wb.worksheets for t in ws.tables.values()}


def a_desk(
    folder: Path,
    source: Path | None = None,
    flavour: Flavour = "windows",
    *,
    cloud: bool = False,
    name: str = "Housing Q3.xlsx",
) -> Desk:
    """A copy of a workbook (the template) open in Excel."""
    path = Path(shutil.copy(source or template_path(), folder / name))
    excel = Excel(flavour)
    return Desk(excel, excel.open(path, cloud=cloud), path)


def cells_of(path: Path) -> Mapping[tuple[str, str], object]:
    """What a file holds; of formulas the text alone, since nobody calculated their results."""
    with Workbook.open(path) as package:
        return {
            (name, cell.address): _said(cell.kind, cell.value, cell.formula, cell.number_format)
            for name in package.sheet_names
            for _, row in package.sheet(name).rows()
            for cell in row.values()
            if cell.kind != "blank" or cell.formula
        }


def _said(kind: str, value: object, formula: str | None, code: str) -> object:
    return formula or (kind, value, code if kind in ("number", "date") else "")
