"""The changes of a commit, each with what finds its place again after rows were moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import OpenTable
from kpibook.addin.kept.record import (
    Change,
    ChangedCell,
    ChangedColour,
    ChangedRow,
    ChangedSheet,
    Content,
)
from kpibook.addin.open_book.commit_record import CellChange, CommitRecord
from kpibook.addin.open_book.contents import content_of
from kpibook.addin.take_back.contents import digest_of
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, area, cell_at


def changes_of(cache: CellCache, record: CommitRecord) -> Iterator[Change]:
    """Yield what a commit changed; asks Excel for new rows, and for sheets made again.

    Args:
        cache: The cache from before the commit.
        record: What the commit did.
    """
    whole = {name.casefold() for name in (*record.added, *record.replaced)}
    yield from _sheets(cache, record)
    for of in record.colours:
        yield ChangedColour(
            of.sheet, of.address, of.fill_before, of.font_before, of.fill_after, of.font_after
        )
    by_sheet: dict[str, dict[Place, CellChange]] = {}
    for change in record.cells:
        if change.sheet.casefold() not in whole:
            by_sheet.setdefault(change.sheet, {})[cell_at(change.address)] = change
    for growth in record.tables:
        by_sheet.setdefault(growth.sheet, {})
    rows_added = {
        growth.table.casefold(): area(growth.after).rows - area(growth.before).rows
        for growth in record.tables
    }
    for sheet, changes in by_sheet.items():
        for table in cache.tables.on(sheet):
            added = rows_added.get(table.name.casefold(), 0)
            yield from _Rows(cache, table, changes).changed(added)
        for change in changes.values():
            yield ChangedCell(
                sheet, change.address, change.before, change.after, change.format_before
            )


def _sheets(cache: CellCache, record: CommitRecord) -> Iterator[ChangedSheet]:
    changed = {change.sheet.casefold() for change in record.cells}
    for name in record.added:
        yield ChangedSheet(name, True, digest_of(cache, cache.book.sheets[name]))
    for name in record.replaced:
        if name.casefold() in changed:  # made again with the same contents, it needs no way back
            yield ChangedSheet(name, False, digest_of(cache, cache.book.sheets[name]))


class _Rows:
    """The rows of a table that a commit changed.

    Args:
        cache: The cache from before the commit.
        table: The table as it was then.
        changes: The changed cells of its sheet; those of the table are taken out.
    """

    def __init__(
        self, cache: CellCache, table: OpenTable, changes: dict[Place, CellChange]
    ) -> None:
        self._cache, self._table, self._changes = cache, table, changes
        cells = cache.area(table.sheet, table.area)
        top = table.area.first_row
        self._columns = {str(cells[top, column].value): column for column in table.columns}

    def changed(self, added: int) -> Iterator[ChangedRow]:
        """Yield the changed rows, and `added` new rows below them."""
        table = self._table
        first, last = table.first_row, table.last_row
        numbers = {row for row, column in self._changes if column in table.columns}
        for row in sorted(number for number in numbers if first <= number <= last):
            yield self._changed_row(row)
        if not added:
            return
        new = Area(last + 1, table.area.first_column, last + added, table.area.last_column)
        cells = self._cache.now(table.sheet, new)
        for row in range(last + 1, last + added + 1):
            yield self._new_row(row, cells)

    def _changed_row(self, row: int) -> ChangedRow:
        taken = self._taken(row)
        held = {heading: self._content(row, column) for heading, column in self._columns.items()}
        return ChangedRow(
            self._table.name,
            self._table.sheet,
            row,
            self._columns,
            after=held | {heading: change.after for heading, change in taken.items()},
            before={heading: change.before for heading, change in taken.items()},
            formats={
                heading: change.format_before
                for heading, change in taken.items()
                if change.format_before is not None
            },
        )

    def _new_row(self, row: int, cells: Mapping[Place, Cell]) -> ChangedRow:
        self._taken(row)
        epoch = self._cache.epoch_1904
        after = {
            heading: content_of(cells[row, column], epoch_1904=epoch)
            for heading, column in self._columns.items()
        }
        return ChangedRow(
            self._table.name, self._table.sheet, row, self._columns, after, is_new=True
        )

    def _taken(self, row: int) -> dict[str, CellChange]:
        """Take the changed cells of a row out of the changes, by heading."""
        return {
            heading: self._changes.pop((row, column))
            for heading, column in self._columns.items()
            if (row, column) in self._changes
        }

    def _content(self, row: int, column: int) -> Content:
        cell = self._cache.cell(self._table.sheet, (row, column))
        return "" if cell is None else content_of(cell, epoch_1904=self._cache.epoch_1904)
