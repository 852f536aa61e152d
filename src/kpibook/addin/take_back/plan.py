"""The plan of taking back a click: what goes back, and what was changed since and stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from kpibook.addin.kept.record import ChangedCell, ChangedColour, ChangedRow, Content, Record
from kpibook.addin.open_book.contents import content_of, same
from kpibook.addin.open_book.looks.colours import Colours
from kpibook.addin.take_back.contents import digest_of, write_of
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite, TableRows
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, cell_at

if TYPE_CHECKING:
    from pathlib import Path

    from kpibook.addin.open_book.open_book import OpenBook

#: Headings that tell the rows of a table apart. In any other table all headings together do.
KEYS = {
    layout.THIS_QUARTER_TABLE.casefold(): (layout.REF,),
    layout.MEASURES_TABLE.casefold(): (layout.REF,),
    layout.HISTORY_TABLE.casefold(): (layout.REF, layout.PERIOD),
}

Row = Mapping[str, Cell]


@dataclass(slots=True)
class Plan:
    """Plan of the changes that take back a click.

    Attributes:
        record: The record of the click.
        writes: Cells that get back what they held.
        shorter: How many rows go from the end of each table.
        replaced: Sheets that come back from the kept copy.
        to_make_again: Sheets that cannot come back: their buttons make them again.
        deleted: Sheets that the button added and that go.
        colours: Cells that get back their colours.
        left: Places that are no longer as the button left them, and stay as they are.
    """

    record: Record
    writes: list[CellWrite] = field(default_factory=list)
    shorter: dict[str, int] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    to_make_again: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    colours: list[Colours] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells, rows and sheets go back."""
        sheets = len(self.replaced) + len(self.deleted)
        coloured = len(self.colours)
        return coloured + len(self.writes) + sum(self.shorter.values()) + sheets


def plan_of(book: OpenBook, record: Record, copy: Path | None) -> Plan:
    """Work out what of a click can be taken back; nothing is changed.

    Args:
        book: The workbook.
        record: What the click changed.
        copy: The workbook as it was before it; None if no copy is kept.
    """
    plan = Plan(record)
    rows: dict[str, list[ChangedRow]] = {}
    for row in record.rows:
        rows.setdefault(row.table, []).append(row)
    for name, changed in rows.items():
        table = book.table(name)
        if table is None:
            plan.left.append(f"the table {name}, which is gone")
        else:
            _TablePlan(book, table, plan).add(changed)
    for cell in record.cells:
        _add_cell(book, cell, plan)
    for colour in record.colours:
        _add_colour(book, colour, plan)
    # A sheet is taken from a workbook without macros only: Excel would open the copy.
    _add_sheets(book, plan, from_copy=copy is not None and copy.suffix == ".xlsx")
    return plan


class _TablePlan:
    """The part of a plan that is about one table.

    Args:
        book: The workbook.
        table: The table as it is now.
        plan: The plan to add to.
    """

    def __init__(self, book: OpenBook, table: TableRows, plan: Plan) -> None:
        self._epoch, self._table, self._plan = book.cache.epoch_1904, table, plan
        known = book.cache.tables.find(table.name)
        self._totals = known is not None and known.totals
        self._key = [
            heading
            for heading in KEYS.get(table.name.casefold(), table.headings)
            if heading in table.headings
        ]
        self._rows: dict[tuple[str, ...], list[Row]] = {}
        for row in table.rows:
            key = self._key_of({h: self._content(row[h]) for h in self._key})
            self._rows.setdefault(key, []).append(row)

    def add(self, changed: Sequence[ChangedRow]) -> None:
        """Add rows that a button changed or added."""
        for row in changed:
            if not row.is_new:
                self._add_changed(row)
        self._add_new([row for row in changed if row.is_new])

    def _add_changed(self, changed: ChangedRow) -> None:
        row = self._find(changed)
        if row is None:
            self._plan.left.append(f"{_named(changed)}, which is no longer found")
            return
        # Half of a row must not become another measure's: a row whose key comes back is as the
        # button left it in every cell, or stays.
        if not self._is_key_kept(changed) and not self._is_as_left(row, changed):
            self._leave(row[heading] for heading in changed.before if heading in row)
            return
        for heading, before in changed.before.items():
            cell = row.get(heading)
            if cell is None or same(self._content(cell), before):
                continue
            if self._same(cell, changed.after[heading]):
                code = changed.formats.get(heading)
                write = write_of(self._table.sheet, cell.address, before, code)
                self._plan.writes.append(write)
            else:
                self._leave([cell])

    def _add_new(self, added: list[ChangedRow]) -> None:
        """Take off the new rows at the end of the table that are as the button left them."""
        remaining, taken = list(added), 0
        # A table keeps one row, and rows above a totals row cannot be cut off.
        for row in () if self._totals else self._table.rows[:0:-1]:
            match = next((new for new in remaining if self._is_as_left(row, new)), None)
            if match is None:
                break
            remaining.remove(match)
            taken += 1
        if taken:
            self._plan.shorter[self._table.name] = taken
        self._plan.left += [f"the new row {_named(new)}" for new in remaining]

    def _find(self, changed: ChangedRow) -> Row | None:
        rows = self._rows.get(self._key_of(changed.after), [])
        if len(rows) == 1 and any(self._key_of(changed.after)):
            return rows[0]
        # Rows with the same key, or without any, are told apart by where they were.
        return next((row for row in rows if _number(row) == changed.row), None)

    def _is_key_kept(self, changed: ChangedRow) -> bool:
        kept = not any(heading in changed.before for heading in self._key)
        return kept and any(self._key_of(changed.after))

    def _is_as_left(self, row: Row, changed: ChangedRow) -> bool:
        return all(
            heading in row and self._same(row[heading], after)
            for heading, after in changed.after.items()
        )

    def _leave(self, cells: Iterable[Cell]) -> None:
        self._plan.left += [f"'{self._table.sheet}'!{cell.address}" for cell in cells]

    def _key_of(self, contents: Mapping[str, Content]) -> tuple[str, ...]:
        return tuple(str(contents.get(heading, "")).casefold() for heading in self._key)

    def _content(self, cell: Cell) -> Content:
        return content_of(cell, epoch_1904=self._epoch)

    def _same(self, cell: Cell, after: Content) -> bool:
        return same(self._content(cell), after, moment=cell.kind == "date")


def _add_cell(book: OpenBook, changed: ChangedCell, plan: Plan) -> None:
    place = f"'{changed.sheet}'!{changed.address}"
    if changed.sheet.casefold() not in {name.casefold() for name in book.sheet_names}:
        plan.left.append(place)
        return
    row, column = cell_at(changed.address)
    cell = book.cache.area(changed.sheet, Area(row, column, row, column))[row, column]
    held = content_of(cell, epoch_1904=book.cache.epoch_1904)
    if same(held, changed.before):
        return
    if same(held, changed.after, moment=cell.kind == "date"):
        plan.writes.append(
            write_of(changed.sheet, changed.address, changed.before, changed.number_format)
        )
    else:
        plan.left.append(place)


def _add_colour(book: OpenBook, changed: ChangedColour, plan: Plan) -> None:
    before = (changed.fill_before, changed.font_before)
    is_there = changed.sheet.casefold() in {name.casefold() for name in book.sheet_names}
    now = book.colours_now(changed.sheet, changed.address) if is_there else None
    if now == before:
        return
    if now == (changed.fill_after, changed.font_after):
        plan.colours.append(Colours(changed.sheet, changed.address, *before))
    else:
        plan.left.append(f"the colour of '{changed.sheet}'!{changed.address}")


def _add_sheets(book: OpenBook, plan: Plan, *, from_copy: bool) -> None:
    replaced = plan.replaced if from_copy else plan.to_make_again
    present = {name.casefold() for name in book.sheet_names}
    for changed in plan.record.sheets:
        if changed.sheet.casefold() not in present:
            continue
        sheet = book.cache.book.sheets[changed.sheet]
        if digest_of(book.cache, sheet) != changed.digest:
            plan.left.append(f"the sheet {changed.sheet}")
        else:
            (plan.deleted if changed.added else replaced).append(changed.sheet)


def _named(changed: ChangedRow) -> str:
    """Return a row's place when it was changed."""
    return f"'{changed.sheet}' row {changed.row}"


def _number(row: Row) -> int:
    return cell_at(next(iter(row.values())).address)[0]
