"""The `Book` protocol for a workbook that is open in Excel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from kpibook.addin.excel import platform_api, view
from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.hidden_rows import hidden_rows
from kpibook.addin.excel.range_reader import used_area
from kpibook.addin.excel.tables import OpenTable
from kpibook.addin.open_book.checks.writable import refuse_unwritable
from kpibook.addin.open_book.commit import Commit
from kpibook.addin.open_book.commit_record import CommitRecord
from kpibook.addin.open_book.filled_down import spilling_formulas
from kpibook.addin.open_book.keeper import Keeper, WayBack
from kpibook.addin.open_book.looks.colours import Colours, colours_of
from kpibook.addin.open_book.new_table_rows import column_of, new_rows, no_table
from kpibook.addin.open_book.pending_changes import (
    Growth,
    Pending,
    blank,
    check,
    missing_sheet,
    refuse_formulas,
)
from kpibook.addin.open_book.saving import can_save, save
from kpibook.errors import KpibookError, Location, RefusedEdit
from kpibook.workbook import layout
from kpibook.workbook.plain.filled_texts import first_texts, texts_of
from kpibook.workbook.protocol import CellWrite, TableRows, Value
from kpibook.xlsx import Cell, WordFormat, Workbook
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area
from kpibook.xlsx.cells.references import address as address_of
from kpibook.xlsx.cells.references import area as area_of
from kpibook.xlsx.tables.table import Table
from kpibook.xlsx.workbook_part.defined_names import reference

if TYPE_CHECKING:
    import xlwings

_MOST_ROWS, _MOST_COLUMNS = 20_000, 60
_TOP = Area(1, 1, 12, 3)
_Opened = TypeVar("_Opened", bound="OpenBook")


class OpenBook:
    """A workbook open in Excel; changes wait until `commit`.

    Each table is read whole and once. Readers see pending changes at once. Leaving the block
    without `commit` discards them.

    Args:
        book: The workbook.
        platform: A value of `sys.platform`: "win32" or "darwin".

    Attributes:
        keeper: The keeper that is told of each commit; None to keep nothing.
    """

    def __init__(self, book: xlwings.Book, platform: str = sys.platform) -> None:
        self._book = book
        self._platform = platform
        self._pending = Pending()
        self._notes: list[str] = []
        self._name: str = book.name
        self.keeper: Keeper | None = None
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
        """Return the table of that name; None if the workbook has none."""
        new = self._new_table(name)
        if new is not None:
            return TableRows(new.name, new.sheet, tuple(new.headings), new.rows())
        known_table = self._known_table(name)
        return None if known_table is None else self._rows_of(known_table)

    def table_sheet(self, name: str) -> str | None:
        """Return the sheet of the table of that name, unread; None if there is no such table."""
        table = self._new_table(name) or self._known_table(name)
        return None if table is None else table.sheet

    def _new_table(self, name: str) -> Table | None:
        """Return the table of that name on a sheet that is to be put into the workbook."""
        packages = (package for _, package, _ in self._pending.sheets.values())
        tables = (table for package in packages for table in package.tables)
        return next((t for t in tables if t.name.casefold() == name.casefold()), None)

    def _known_table(self, name: str) -> OpenTable | None:
        """Return the table of that name in Excel, unless its sheet is to be replaced."""
        known = self._cache.tables.find(name)
        if known is None or self._pending.replaced(known.sheet) is not None:
            return None
        return known

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Return sheet and cell of a defined name; None if it is missing or no single cell."""
        if name not in self._book.names:
            return None
        place = reference(str(self._book.names[name].refers_to).removeprefix("="))
        if place is None or place[1].size != 1:
            return None
        sheet, area = place
        return sheet, self._cell(sheet, area)

    def cell(self, sheet: str, address: str) -> Cell:
        """Return a cell, of which no more than the top of its sheet is read."""
        return self._cell(sheet, area_of(address))

    def hidden_rows(self, sheet: str, first: int, last: int) -> frozenset[int]:
        """Return the rows from `first` to `last` that are hidden or filtered out."""
        return hidden_rows(self._book.sheets[sheet], first, last, self._platform)

    def filled_cells(self, sheet: str) -> Sequence[Cell]:
        """Return the cells of a sheet that hold anything, row by row.

        Only the first `_MOST_ROWS` rows and `_MOST_COLUMNS` columns are read: a format that was
        given to a whole column makes Excel count a million rows as used.
        """
        replaced = self._pending.replaced(sheet)
        if replaced is not None:
            rows = replaced.sheet(sheet).rows()
            return [cell for _, cells in rows for cell in cells.values() if not cell.is_blank]
        used = used_area(self._book.sheets[sheet])
        area = Area(1, 1, min(used.last_row, _MOST_ROWS), min(used.last_column, _MOST_COLUMNS))
        cells = self._pending.over(sheet, self._cache.area(sheet, area))
        return [cell for _, cell in sorted(cells.items()) if not cell.is_blank]

    def filled_texts(self, sheet: str, shortest: int, most: int) -> Sequence[tuple[str, str]]:
        """Return the address and text of the filled cells; see `Book.filled_texts`."""
        return first_texts(list(texts_of(self.filled_cells(sheet), shortest)), most)

    def folder(self) -> Path | None:
        """Return the workbook's folder; None if it is in a cloud or was never saved."""
        return platform_api.folder_of(self._book, self._platform)

    def selected(self) -> tuple[str, str] | None:
        """Return sheet and address of the first selected cell; None if no cell is selected."""
        return view.selected_cell(self._book)

    def show(self, sheet: str, address: str = "A1") -> None:
        """Bring a sheet to the front and select a cell on it."""
        view.show(self._book, sheet, address)

    # Changing it

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write cells, all or none; they reach Excel with `commit`.

        Raises:
            RefusedEdit: ``sheet-missing``, or a value that no cell can hold.
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
        target = self._needed(table)
        standing = self._rows_of(target)
        last = self._last_row(target)
        added = new_rows(
            target, standing, last, rows, number_formats, self._formulas_of(target.name)
        )
        below = Area(last + 1, target.columns[0], last + len(rows), target.columns[-1])
        added.check_room(
            self._pending.over(target.sheet, self._cache.area(target.sheet, below)), self.name
        )
        self.write(added.writes)
        spilling = self._pending.spilling.setdefault(target.sheet.casefold(), {})
        spilling |= spilling_formulas(self._cache, target, added.writes)
        before = self._growth(target)
        self._pending.growth[target.name.casefold()] = Growth(target.sheet, before + len(rows))

    def order_rows(
        self,
        table: str,
        order: Sequence[int],
        fresh: Collection[int],  # noqa: ARG002 - Excel itself follows
    ) -> None:
        """Refuse another order of a table's rows: it is made in the closed workbook.

        Raises:
            RefusedEdit: ``row-order-refused``, unless the rows are in that order already.
        """
        if list(order) != sorted(order):
            raise RefusedEdit(
                "rows are put into another order only while the workbook is closed in Excel.",
                code="row-order-refused",
                where=Location(self.name, self._needed(table).sheet),
                fix="Save and close it, then run `kpibook fill`.",
            )

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Do nothing: Excel calculates its formulas itself."""

    def know_results(self, sheet: str, addresses: Iterable[str]) -> None:
        """Do nothing: Excel calculates its formulas itself."""

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Make columns of a table calculated columns, so that new rows get their formulas.

        Raises:
            RefusedEdit: ``table-missing``, ``table-heading-unknown``, ``formula-too-long``.
        """
        target = self._needed(table)
        rows = self._rows_of(target)
        # All are checked before the first is taken, so that a refusal changes nothing.
        for heading, formula in formulas.items():
            place = address_of(target.first_row, column_of(target, rows, heading))
            check(CellWrite(target.sheet, place, None, formula=formula), self.name)
        for heading, formula in formulas.items():
            self._pending.formulas[target.name, heading] = "=" + formula.removeprefix("=")

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Do nothing: Excel fits a row as it takes a text, unless a person chose the height."""
        # Excel does not tell which heights a person chose, so all are left to it.

    def fit_columns(self, sheet: str, widths: Mapping[int, float]) -> None:
        """Make columns at least that wide, in characters, unless they are hidden."""
        self._check_sheet(sheet)
        self._pending.widen(sheet, widths)

    def put_cursor(self, sheet: str, address: str) -> None:
        """Do nothing: the cursor is where the person in front of the workbook has put it."""

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Replace the conditional formats for words in a column, if it has any."""
        self._check_sheet(sheet)
        self._pending.looks[sheet, address] = formats

    def colour(self, colours: Colours) -> None:
        """Give a cell a fill or its text a colour, with `commit`.

        Raises:
            RefusedEdit: ``sheet-missing``.
        """
        self._check_sheet(colours.sheet)
        self._pending.colours.append(colours)

    def colours_now(self, sheet: str, address: str) -> tuple[str, str]:
        """Return the fill and the text colour that a cell has; "" for no fill, or black text."""
        return colours_of(self._book.sheets[sheet].range(address))

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Replace a sheet by the sheet of the same name in a scratch workbook.

        Raises:
            RefusedEdit: ``sheet-missing`` if the scratch workbook has no such sheet;
                ``sheet-has-formulas``, which Excel would turn into links to that workbook.
        """
        package = Workbook.from_bytes(scratch, "the sheet that was made")
        names = package.sheet_names
        title = next((sheet for sheet in names if sheet.casefold() == name.casefold()), None)
        if title is None:
            raise missing_sheet(name, names, package.name)
        refuse_formulas(package, title)
        self._pending.sheets[name.casefold()] = (title, package, scratch)
        self._pending.writes.pop(name.casefold(), None)

    def take_off_rows(self, table: str, rows: int) -> None:
        """Take rows off the end of a table, with `commit`; one row stays.

        Raises:
            RefusedEdit: ``table-missing``.
        """
        self._pending.shorter[self._needed(table).name] = rows

    def delete_sheet(self, name: str) -> None:
        """Delete a sheet, with `commit`.

        Raises:
            RefusedEdit: ``sheet-missing``.
        """
        self._check_sheet(name)
        self._pending.deleted.append(name)

    @property
    def cache(self) -> CellCache:
        """The cells as Excel has them, without the pending changes."""
        return self._cache

    def notes(self) -> Sequence[str]:
        """Return sentences for the officer on what Excel could not do so far."""
        return tuple(self._notes)

    def commit(self) -> CommitRecord:
        """Make the changes in Excel, all or none, and restore the officer's view.

        Returns:
            What each cell held before and holds now; empty if no change was pending.

        Raises:
            WorkbookError: ``excel-refused``, ``sheet-protected``, ``changed-meanwhile`` or
                ``not-as-written``; earlier writes have been put back, or the message names the
                cells that could not be.
            RefusedEdit: ``cell-merged``.
        """
        if not self._pending:
            return CommitRecord()
        # Taken first: a commit that fails leaves nothing pending for a second try.
        pending, self._pending = self._pending, Pending()
        cache, commit = self._cache, Commit(self._cache, pending)
        stays: list[str] = []
        if self.keeper is not None:
            self.keeper.before(cache)
        try:
            with view.kept_view(self._book, self._platform) as stays:
                record = commit.run()
        except BaseException as error:
            advice = self._way_back(cache, commit)
            if isinstance(error, KpibookError):
                error.fix = " ".join((advice or error.fix, *commit.left_open, *stays))
            raise
        else:
            if self.keeper is not None:
                self.keeper.after(cache, record)
        finally:
            self._forget()
        notes = (*commit.notes, *commit.left_open, *stays)
        self._notes += [note for note in notes if note not in self._notes]
        return record

    def _way_back(self, cache: CellCache, commit: Commit) -> str:
        """Keep what a commit that failed left behind; return advice, "" if nothing is left."""
        if not commit.left:
            if self.keeper is not None:
                self.keeper.restored()
            return ""
        if self.keeper is None:
            return WayBack.BY_HAND.advice
        return self.keeper.failed(cache, commit.not_put_back).advice

    def refresh(self) -> None:
        """Forget what was read, and the pending changes that were worked out from it.

        While a question was open, the workbook may have changed.
        """
        self._pending = Pending()
        self._forget()

    @property
    def was_ever_saved(self) -> bool:
        """True if the workbook has a file, on this computer or in a cloud."""
        return platform_api.has_path(self._book, self._platform)

    @property
    def has_unsaved(self) -> bool:
        """True if the workbook was changed since it was last saved."""
        return not platform_api.is_saved(self._book, self._platform)

    def copy_into(self, folder: Path) -> Path | None:
        """Let Excel save a copy of the workbook as it is now, with what is not saved yet.

        Args:
            folder: The folder of the copy, which has the workbook's own name.

        Returns:
            The copy; None on a Mac, whose Excel has no such call.
        """
        if self._platform != platform_api.WINDOWS:
            return None
        platform_api.save_copy(self._book, folder / self.name)
        return folder / self.name

    def through(self, view_of: Callable[[xlwings.Book, str], _Opened]) -> _Opened:
        """Return another view of this open workbook, whose changes the same keeper is told of."""
        other = view_of(self._book, self._platform)
        other.keeper = self.keeper
        return other

    def refuse_read_only(self) -> None:
        """Refuse a workbook that is open read-only, before the officer is asked anything.

        Raises:
            WorkbookError: ``excel-read-only``.
        """
        refuse_unwritable(self._book, self._platform, (), figures=True)

    def can_save(self) -> bool:
        """Return True if Excel can save the workbook where it is, and it has unsaved changes."""
        return can_save(self._book, self._platform)

    def save(self) -> None:
        """Let Excel save the workbook where it is.

        Raises:
            WorkbookError: ``workbook-not-saved``.
        """
        save(self._book)

    @property
    def saves_itself(self) -> bool:
        """True if AutoSave is on, which saves a change within seconds."""
        return platform_api.saves_itself(self._book, self._platform)

    # Within

    def _cell(self, sheet: str, area: Area) -> Cell:
        replaced = self._pending.replaced(sheet)
        if replaced is not None:
            return replaced.sheet(sheet).cell(area.anchor)
        place = (area.first_row, area.first_column)
        # The settings are read in one call for them all, and so is what is typed above them.
        is_at_top = area.last_row <= _TOP.last_row and area.last_column <= _TOP.last_column
        cells = self._cache.area(sheet, _TOP if is_at_top else area)
        return self._pending.over(sheet, {place: cells[place]})[place]

    def _forget(self) -> None:
        """Empty the cache, so that Excel is asked again."""
        self._borders: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._cache = CellCache(self._book, self._platform)
        self._sheets: list[str] | None = None

    def _present(self) -> list[str]:
        if self._sheets is None:
            self._sheets = [sheet.name for sheet in self._book.sheets]
        return self._sheets

    def _check_sheet(self, name: str) -> None:
        if name.casefold() not in {sheet.casefold() for sheet in self.sheet_names}:
            raise missing_sheet(name, self.sheet_names, self.name)

    def _needed(self, name: str) -> OpenTable:
        table = self._cache.tables.find(name)
        if table is None:
            raise no_table(name, self.name)
        return table

    def _growth(self, table: OpenTable) -> int:
        grown = self._pending.growth.get(table.name.casefold())
        return grown.rows if grown else 0

    def _last_row(self, table: OpenTable) -> int:
        return table.last_row + self._growth(table)

    def _formulas_of(self, table: str) -> dict[str, str]:
        return {h: text for (name, h), text in self._pending.formulas.items() if name == table}

    def _rows_of(self, table: OpenTable) -> TableRows:
        """Return the table as it will be after the pending changes."""
        cells = dict(self._cache.area(table.sheet, table.area))
        last = self._last_row(table)
        for row in range(table.last_row + 1, last + 1):
            cells |= {(row, column): blank((row, column)) for column in table.columns}
        cells = self._pending.over(table.sheet, cells)
        headings = [str(cells[table.area.first_row, column].value) for column in table.columns]
        rows = [
            {h: cells[row, column] for h, column in zip(headings, table.columns, strict=True)}
            for row in range(table.first_row, last + 1)
        ]
        return TableRows(
            table.name, table.sheet, tuple(headings), tuple(rows), *self._outside(table)
        )

    def _outside(self, table: OpenTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the first filled cell directly under a table, and its heading to the right.

        Only these two strips are read: each call to Excel takes its time.
        """
        area, name = table.area, table.name.casefold()
        if self._growth(table) or table.name not in layout.TYPED_TABLES:
            return (), ()
        if name in self._borders:
            return self._borders[name]
        below = Area(area.last_row + 1, area.first_column, area.last_row + 1, area.last_column)
        next_to = Area(area.first_row, area.last_column + 1, area.first_row, area.last_column + 1)
        cells = self._filled(table.sheet, below)[:1], self._filled(table.sheet, next_to)
        self._borders[name] = cells
        return cells

    def _filled(self, sheet: str, area: Area) -> tuple[str, ...]:
        if area.last_row > MAX_ROW or area.last_column > MAX_COLUMN:
            return ()
        self._cache.contents(sheet, area)
        row = area.first_row
        cells = {
            (row, column): cell
            for column in range(area.first_column, area.last_column + 1)
            if (cell := self._cache.cell(sheet, (row, column))) is not None
        }
        cells = self._pending.over(sheet, cells)
        return tuple(
            address_of(*place)
            for place, cell in cells.items()
            if cell.formula is not None or cell.value not in (None, "")
        )
