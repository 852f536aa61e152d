"""Closed workbook file behind the `Book` protocol."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from kpibook.errors import PackageError, shown_name
from kpibook.workbook import layout
from kpibook.workbook.plain.filled_texts import first_texts, texts_of_row
from kpibook.workbook.protocol import CellWrite, TableRows, Value
from kpibook.xlsx import Cell, WordFormat, Workbook
from kpibook.xlsx.cells.plain_row import filled_in, values_in
from kpibook.xlsx.formula_results.formula_reader import FormulaReader
from kpibook.xlsx.opc.core_properties import author_of, saved_at, subject_of
from kpibook.xlsx.tables.calculated_columns import set_column_formulas
from kpibook.xlsx.tables.table import Table
from kpibook.xlsx.tables.table_part import TablePart
from kpibook.xlsx.worksheet.worksheet import Sheet

_TITLE_ROWS = 20  # formulas that repeat a setting are above the figures


class ClosedBook:
    """Workbook on disk. Nothing is written until `save`; leaving the block discards.

    Raises:
        RefusedFile: The file is not a workbook kpibook can open safely.
    """

    def __init__(self, package: Workbook) -> None:
        self._package = package
        self._tables: dict[str, Table] = {}  # by name; emptied by every change
        self._read: dict[str, TableRows] = {}
        # What its sheet was read from, its part and its rows, for each table without formulas.
        self._last: dict[str, tuple[object, TablePart, TableRows]] = {}
        self._formulas: FormulaReader | None = None

    @classmethod
    def open(cls, path: Path) -> ClosedBook:
        """Open the workbook at `path`.

        Raises:
            PackageError: ``folder-link``, ``folder-unreadable`` for a folder among the workbooks of
                a folder, which is reported in its turn; and those of `Workbook.open`.
        """
        if os.path.isdir(path):  # noqa: PTH112 - false for a name that is too long
            _refuse_folder_not_read(path)
        return cls(Workbook.open(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._package.close()

    @property
    def name(self) -> str:
        """File name, for messages."""
        return self._package.name

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of the sheets, in the order of their tabs."""
        return self._package.sheet_names

    @property
    def saved_at(self) -> str:
        """The time it was last saved, by its properties; see `opc.core_properties.saved_at`."""
        return saved_at(self._package.container)

    @property
    def author(self) -> str:
        """The author it names, for a publication the council; see `opc.core_properties`."""
        return author_of(self._package.container)

    @property
    def subject(self) -> str:
        """The subject it names, for a published return the directorate."""
        return subject_of(self._package.container)

    def table(self, name: str) -> TableRows | None:
        """Return the table of that name; None if the workbook has no such table."""
        key = name.casefold()
        table = self._table(key)
        if table is not None and key not in self._read:
            self._read[key] = self._rows_in(key, table)
        return self._read.get(key)

    def _rows_in(self, key: str, table: Table) -> TableRows:
        """Return a table's rows; those of the last reading where only other sheets were changed."""
        text = self._package.sheet(table.sheet).plain_text()
        if text is None:
            return self._rows_of(table)
        last = self._last.get(key)
        if last is None or last[0] is not text or last[1] != table.part:
            self._last[key] = last = text, table.part, self._rows_of(table)
        return last[2]

    def table_sheet(self, name: str) -> str | None:
        """Return the sheet of the table of that name, unread; None if there is no such table."""
        table = self._table(name.casefold())
        return None if table is None else table.sheet

    def _table(self, key: str) -> Table | None:
        if not self._tables:
            self._tables = {table.name.casefold(): table for table in self._package.tables}
        return self._tables.get(key)

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Return the sheet and cell of a defined name; None if the workbook has no such name."""
        target = self._package.named_cell(name)
        if target is None:
            return None
        sheet, address = target
        return sheet, self._package.sheet(sheet).cell(address)

    def cell(self, sheet: str, address: str) -> Cell:
        """Return a cell of a sheet."""
        return self._package.sheet(sheet).cell(address)

    def hidden_rows(self, sheet: str, first: int, last: int) -> frozenset[int]:
        """Return the rows from `first` to `last` that are hidden or filtered out."""
        return self._package.sheet(sheet).hidden_rows(last, first)

    def filled_cells(self, sheet: str) -> Sequence[Cell]:
        """Return the cells of a sheet that hold anything, row by row."""
        filled = (filled_in(cells) for _, cells in self._package.sheet(sheet).rows())
        return [cell for cells in filled for cell in cells if not cell.is_blank]

    def filled_values(self, sheet: str) -> Sequence[object]:
        """Return what the cells of `filled_cells` hold, without making the cells."""
        rows = self._package.sheet(sheet).rows()
        return [value for _, cells in rows for value in values_in(cells)]

    def filled_texts(self, sheet: str, shortest: int, most: int) -> Sequence[tuple[str, str]]:
        """Return the address and text of the filled cells; see `Book.filled_texts`."""
        worksheet = self._package.sheet(sheet)
        at_once = worksheet.texts_at_once(shortest, most)
        if at_once is not None:
            return at_once
        rows = worksheet.rows()
        return first_texts(
            [each for _, cells in rows for each in texts_of_row(cells, shortest)], most
        )

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write cells; they reach the file with `save`."""
        sheet_of = cache(self._changing().sheet)
        for write in writes:
            sheet = sheet_of(write.sheet)
            value = write.value if write.formula is None else None
            sheet.set(write.address, value, number_format=write.number_format)
            if write.formula is not None:
                sheet.set_formula(write.address, write.formula, cached=write.value)

    @property
    def package(self) -> Workbook:
        """The file's sheets and styles, to read a council's own workbook; see `worksheet`."""
        return self._package

    def worksheet(self, sheet: str) -> Sheet:
        """Return a sheet of a council's own workbook, to write cells with their look."""
        return self._changing().sheet(sheet)

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Add rows below a table's last, each with the number formats of its columns."""
        if rows:
            self._changing().table(table).append(rows, number_formats=number_formats)

    def order_rows(self, table: str, order: Sequence[int], fresh: Collection[int]) -> None:
        """Put the rows of a table into another order, with all that belongs to them."""
        self._changing().table(table).reorder(order, fresh)

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Store results of the formulas in a sheet's title rows, by the formula's text."""
        if sheet not in self.sheet_names:
            return
        worksheet = self._changing().sheet(sheet)
        repeated: list[str] = []
        # Row by row: to read them in one pass every edit of the sheet would be applied first.
        for number in range(1, _TITLE_ROWS + 1):
            for cell in worksheet.row(number).values():
                result = results.get(cell.formula or "")
                if cell.formula is None or result is None:
                    continue
                repeated.append(cell.address)
                if cell.value != result:
                    worksheet.set_formula(cell.address, cell.formula, cached=result)
        self.know_results(sheet, repeated)

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Make table columns calculated columns, by heading: new rows get their formulas."""
        set_column_formulas(self._changing(), table, formulas)

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Make rows that high, in points, unless a person has chosen another height."""
        worksheet = self._changing().sheet(sheet)
        for row, points in heights.items():
            worksheet.fit_row(row, points)

    def fit_columns(self, sheet: str, widths: Mapping[int, float]) -> None:
        """Make columns at least that wide, in characters, unless they are hidden."""
        self._changing().sheet(sheet).widen_columns(widths)

    def put_cursor(self, sheet: str, address: str) -> None:
        """Select a cell, which is in sight as the sheet opens."""
        self._changing().sheet(sheet).put_cursor(address)

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Replace the words and their look in a column with conditional formats for words."""
        self._changing().set_word_formats(sheet, address, formats)

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Replace the sheet of that name by the sheet of a workbook made elsewhere."""
        self._changing().replace_sheet(name, scratch)

    def know_results(self, sheet: str, addresses: Iterable[str]) -> None:
        """Keep the stored results of these formulas, whatever cells they read have changed."""
        self._package.know_results(sheet, addresses)

    def _rows_of(self, table: Table) -> TableRows:
        """Return a table with the figures that its formulas give, where kpibook reads figures."""
        if self._formulas is None:
            self._formulas = FormulaReader(self._package)
        computed = layout.COMPUTED if table.name == layout.THIS_QUARTER_TABLE else frozenset()
        rows = self._formulas.rows(table.sheet, table.rows(), computed)
        return TableRows(
            table.name, table.sheet, tuple(table.headings), rows, table.below, table.adjacent
        )

    def _changing(self) -> Workbook:
        """Return the package for a change, and forget the tables read before it."""
        self._tables.clear()
        self._read.clear()
        self._formulas = None
        return self._package

    def notes(self) -> Sequence[str]:
        """List what a person should know of the changes made so far."""
        return self._package.notes()

    def run_notes(self) -> Sequence[str]:
        """Return those notes that only say how the run went about it."""
        return self._package.notes(of_run=True)

    def check_name(self, path: Path) -> None:
        """Refuse a name under which Excel would not open what `save` writes there.

        Raises:
            SaveError: ``ending-mismatch``.
        """
        self._package.check_name(path)

    def check_unchanged(self) -> None:
        """Refuse what was read if the file on disk is no longer the file that was opened.

        Raises:
            SaveError: ``source-changed``.
        """
        self._package.check_unchanged()

    def is_as_opened(self) -> bool:
        """Return True if a save would write what the file holds already."""
        return self._package.is_as_opened()

    def save(self, path: Path | None = None, *, backup: bool | Path = False) -> Path:
        """Write the workbook atomically.

        Args:
            path: The file to write; None writes in place.
            backup: Keep the replaced file; see `kpibook.files.atomic.atomic_write`.

        Raises:
            SaveError: It could not be written; the file on disk is as it was.
        """
        return self._package.save(path, backup=backup)


def _refuse_folder_not_read(path: Path) -> None:
    name = shown_name(path.name)
    if path.is_symlink():
        raise PackageError(
            "this is a link to a folder elsewhere, which is not followed; "
            "the workbooks in it are not read.",
            code="folder-link",
            where=name,
            fix="Name the folder that it leads to as well, or take the link away.",
        )
    try:
        with os.scandir(path):
            return
    except OSError as error:
        raise PackageError(
            "this folder cannot be read; the workbooks in it are not known.",
            code="folder-unreadable",
            where=name,
            fix="Ask for the right to read it, or name the workbooks that are meant.",
        ) from error
