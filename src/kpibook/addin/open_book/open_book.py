"""A workbook open in Excel behind the `Book` protocol."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kpibook.addin.excel import platform_api, view
from kpibook.addin.excel.cell_cache import KnownCells
from kpibook.addin.excel.tables import OpenTable
from kpibook.addin.open_book.commit import Commit
from kpibook.addin.open_book.new_table_rows import column_of, new_rows, no_table
from kpibook.addin.open_book.pending_changes import (
    Growth,
    Pending,
    blank,
    check,
    missing_sheet,
    refuse_formulas,
)
from kpibook.workbook.protocol import CellWrite, TableRows, Value
from kpibook.xlsx import Cell, WordFormat, Workbook
from kpibook.xlsx.cells.references import Area
from kpibook.xlsx.cells.references import address as address_of
from kpibook.xlsx.workbook_part.defined_names import reference

if TYPE_CHECKING:
    import xlwings


class OpenBook:
    """A workbook in front of an officer. Excel sees nothing of the changes until `commit`.

    Each table is read once, whole; what was written is seen at once. Leaving the block without
    `commit` discards the changes.

    Args:
        book: The workbook.
        platform: As `sys.platform`: "win32" or "darwin".
    """

    def __init__(self, book: xlwings.Book, platform: str = sys.platform) -> None:
        self._book = book
        self._platform = platform
        self._pending = Pending()
        self._notes: list[str] = []
        self._name: str = book.name
        self._forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pending = Pending()

    # Reading

    @property
    def name(self) -> str:
        """File name, for messages."""
        return self._name

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of the worksheets, in the order of their tabs."""
        present = self._present()
        return [*present, *self._pending.new_sheets(present)]

    def table(self, name: str) -> TableRows | None:
        """The table of that name; None if there is none."""
        for _, package, _ in self._pending.sheets.values():
            for new in package.tables:
                if new.name.casefold() == name.casefold():
                    return TableRows(new.name, new.sheet, tuple(new.headings), tuple(new.rows()))
        found = self._known.tables.find(name)
        if found is None or self._pending.replaced(found.sheet) is not None:
            return None
        return self._rows_of(found)

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Sheet and cell a defined name stands for; None if there is no such name."""
        if name not in self._book.names:
            return None
        place = reference(str(self._book.names[name].refers_to).removeprefix("="))
        if place is None or place[1].size != 1:
            return None
        sheet, area = place
        replaced = self._pending.replaced(sheet)
        if replaced is not None:
            return sheet, replaced.sheet(sheet).cell(area.anchor)
        cells = self._pending.over(sheet, self._known.area(sheet, area))
        return sheet, cells[area.first_row, area.first_column]

    def folder(self) -> Path | None:
        """The workbook's folder; None for one in a cloud or never saved. Never resolves a name."""
        return platform_api.folder_of(self._book, self._platform)

    def selected(self) -> tuple[str, str] | None:
        """Sheet and address of the first cell selected; None when no cell is."""
        return view.selected_cell(self._book)

    def show(self, sheet: str, address: str = "A1") -> None:
        """Bring a sheet to the front with a cell of it selected."""
        view.show(self._book, sheet, address)

    # Changing it

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write cells, all or none; they reach Excel with `commit`.

        Raises:
            RefusedEdit: ``sheet-missing``, or what no cell can hold.
        """
        for write in writes:
            self._check_sheet(write.sheet)
            check(write, self.name)
        self._pending.add(writes)

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Add rows below a table's last, each with the number formats of its columns.

        Columns a row does not mention take the formula of the column or of the last row.

        Raises:
            RefusedEdit: ``table-missing``, ``table-heading-unknown``, ``table-has-totals``, or
                ``table-blocked`` when something is in the way beneath.
        """
        if not rows:
            return
        found = self._needed(table)
        grown = self._rows_of(found)
        last = self._last_row(found)
        made = new_rows(found, grown, last, rows, number_formats, self._formulas_of(found.name))
        below = Area(last + 1, found.columns[0], last + len(rows), found.columns[-1])
        made.check_room(
            self._pending.over(found.sheet, self._known.area(found.sheet, below)), self.name
        )
        self.write(made.writes)
        before = self._growth(found)
        self._pending.growth[found.name.casefold()] = Growth(found.sheet, before + len(rows))

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Nothing: Excel has worked them out."""

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Make columns of a table calculated ones: new rows get their formulas, by heading.

        Raises:
            RefusedEdit: ``table-missing``, ``table-heading-unknown``, ``formula-too-long``.
        """
        found = self._needed(table)
        rows = self._rows_of(found)
        for heading, formula in formulas.items():
            place = address_of(found.first_row, column_of(found, rows, heading))
            check(CellWrite(found.sheet, place, None, formula=formula), self.name)
        for heading, formula in formulas.items():
            self._pending.formulas[found.name, heading] = "=" + formula.removeprefix("=")

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Nothing: as it takes a text, Excel fits the row itself, unless a person chose a height.

        Nobody can tell from outside which heights a person chose, so they are left to Excel.
        """

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Give other words in a column a look, where it has conditional formats for words."""
        self._check_sheet(sheet)
        self._pending.looks[sheet, address] = formats

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Put the sheet of that name of a workbook made elsewhere in place of this one's.

        Raises:
            RefusedEdit: ``sheet-missing`` when it has none of that name; ``sheet-has-formulas``,
                because Excel would make links to the other workbook of them.
        """
        package = Workbook.from_bytes(scratch, "the sheet that was made")
        names = package.sheet_names
        made = next((one for one in names if one.casefold() == name.casefold()), None)
        if made is None:
            raise missing_sheet(name, names, package.name)
        refuse_formulas(package, made)
        self._pending.sheets[name.casefold()] = (made, package, scratch)
        self._pending.writes.pop(name.casefold(), None)

    def notes(self) -> Sequence[str]:
        """What a person should know of the changes made so far."""
        return tuple(self._notes)

    def commit(self) -> None:
        """Make the changes in Excel, all or none, and give the officer's view back.

        Raises:
            WorkbookError: ``excel-refused`` or ``sheet-protected``; what was written before that
                has been put back, or the message names the cells that could not be.
            RefusedEdit: ``cell-merged``.
        """
        if not self._pending:
            return
        pending, self._pending = self._pending, Pending()
        commit = Commit(self._known, pending)
        try:
            with view.kept_view(self._book):
                commit.run()
        finally:
            self._forget()
        self._notes += [note for note in commit.notes if note not in self._notes]

    # Within

    def _forget(self) -> None:
        """Ask Excel anew."""
        self._known = KnownCells(self._book, self._platform)
        self._sheets: list[str] | None = None

    def _present(self) -> list[str]:
        if self._sheets is None:
            self._sheets = [sheet.name for sheet in self._book.sheets]
        return self._sheets

    def _check_sheet(self, name: str) -> None:
        if name.casefold() not in {one.casefold() for one in self.sheet_names}:
            raise missing_sheet(name, self.sheet_names, self.name)

    def _needed(self, name: str) -> OpenTable:
        found = self._known.tables.find(name)
        if found is None:
            raise no_table(name, self.name)
        return found

    def _growth(self, table: OpenTable) -> int:
        grown = self._pending.growth.get(table.name.casefold())
        return grown.rows if grown else 0

    def _last_row(self, table: OpenTable) -> int:
        return table.last_row + self._growth(table)

    def _formulas_of(self, table: str) -> dict[str, str]:
        return {h: text for (name, h), text in self._pending.formulas.items() if name == table}

    def _rows_of(self, table: OpenTable) -> TableRows:
        """The table as it will be."""
        cells = dict(self._known.area(table.sheet, table.area))
        last = self._last_row(table)
        for row in range(table.last_row + 1, last + 1):
            cells |= {(row, column): blank((row, column)) for column in table.columns}
        cells = self._pending.over(table.sheet, cells)
        headings = [str(cells[table.area.first_row, column].value) for column in table.columns]
        rows = [
            {h: cells[row, column] for h, column in zip(headings, table.columns, strict=True)}
            for row in range(table.first_row, last + 1)
        ]
        return TableRows(table.name, table.sheet, tuple(headings), tuple(rows))
