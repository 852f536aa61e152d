"""A table of a workbook: its rows read, rows added at its end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.plain_row import PlainRow
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.values import CellValue
from kpibook.xlsx.tables.data_rows import DataRows
from kpibook.xlsx.tables.headed_row import HeadedRow, Headings
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.tables.row_order import RowOrder
from kpibook.xlsx.tables.table_part import TablePart, read_table, read_tables, write_resized
from kpibook.xlsx.worksheet.protected_areas import Regions

if TYPE_CHECKING:
    from kpibook.xlsx.tables.owner import TableOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet

Row = Mapping[str, CellValue]
Formats = Mapping[str, str]


class Table:
    """A table of an open `Workbook`, which makes it."""

    def __init__(self, book: TableOwner, part: TablePart) -> None:
        self._book = book
        self._part = part

    @property
    def part(self) -> TablePart:
        """Return the content of its part."""
        return self._part

    @property
    def name(self) -> str:
        """Return the name that formulas use for it."""
        return self._part.name

    @property
    def sheet(self) -> str:
        """Return the name of its sheet."""
        return self._part.sheet

    @property
    def headings(self) -> list[str]:
        """Return its headings, from left to right."""
        return [column.heading for column in self._part.columns]

    @property
    def ref(self) -> str:
        """Return its whole area, headings and totals row included: ``"A3:H63"``."""
        return str(self._part.area)

    @property
    def data_rows(self) -> tuple[int, int]:
        """Return the numbers of the first and last data row; a table has at least a blank row."""
        unchanged = self._part.resize(0)
        return unchanged.first, unchanged.last

    @property
    def first_column(self) -> int:
        """Return the number of its first column in the sheet."""
        return self._part.area.first_column

    @property
    def has_buttons(self) -> bool:
        """Return True if its headings have filter buttons."""
        return self._part.buttons

    @property
    def below(self) -> tuple[str, ...]:
        """Return the first filled cell of each row directly under it, down to a blank row."""
        area = self._part.area
        below: list[str] = []
        for number, cells in self._sheet.rows(area.last_row + 1):
            columns = [
                c for c, cell in sorted(cells.items()) if c in self._columns and filled(cell)
            ]
            if not columns or number != area.last_row + 1 + len(below):
                break
            below.append(address(number, columns[0]))
        return tuple(below) if below and not self._is_table(area.last_row + 1) else ()

    @property
    def adjacent(self) -> tuple[str, ...]:
        """Return the first filled cell of each column directly next to it that has a heading."""
        area = self._part.area
        headings = self._sheet.row(area.first_row)
        return tuple(
            address(area.first_row, column)
            for column in (area.first_column - 1, area.last_column + 1)
            if column in headings
            and headings[column].kind == "text"
            and filled(headings[column])
            and not self._is_table(area.first_row, column)
        )

    def rows(self) -> DataRows:
        """Return every data row, from the top, as cells by heading; blank rows included."""
        first, last = self.data_rows
        headings = Headings(dict(zip(self.headings, self._columns, strict=True)))
        columns = self._columns
        filled: dict[int, Mapping[str, Cell]] = {}
        for number, cells in self._sheet.rows(first, last):
            if type(cells) is PlainRow:
                held = cells.filled
                if held and (held[0] in columns or any(c in columns for c in held)):
                    filled[number] = HeadedRow(cells, headings)
            elif any(c in columns and not cell.is_blank for c, cell in cells.items()):
                filled[number] = self._by_heading(number, cells, headings)
        return DataRows(
            *(first, last, filled),
            lambda number: self._by_heading(number, self._sheet.row(number), headings),
        )

    def append(
        self, rows: Sequence[Row], number_formats: Formats | Sequence[Formats] | None = None
    ) -> None:
        """Add rows at the end, in the format of the last row.

        Columns that a row does not mention are filled down if the last row or the column has a
        formula, else left blank. The filter, conditional formats, validations, sparklines, defined
        names, charts and pivot tables that cover the data cover the new rows too, and a totals row
        moves down. A last row that is blank stays: set its cells first.

        Args:
            rows: Values of each row by heading; case does not matter.
            number_formats: Number format codes by heading: a mapping for all rows, or one for each.

        Raises:
            RefusedEdit: ``table-fed``, ``table-heading-unknown``, ``table-blocked`` when something
                is in the way beneath, ``table-too-long``, and those of
                `Sheet.put`. Nothing is changed then.
        """
        if not rows:
            return
        column_of = self._column_of()
        columns = [{column_of(name): value for name, value in row.items()} for row in rows]
        formats = self._formats(number_formats, len(rows))
        resize = self._part.resize(len(rows))
        self._book.about_to_edit()
        self._refuse_fed()
        from kpibook.xlsx.tables.room_to_grow import check_space

        check_space(self._book, self._sheet, self._part, resize)
        # A refusal halfway would leave a table whose part and cells disagree, which Excel repairs.
        with self._all_or_nothing():
            self._move_totals(resize)
            self._fill(resize, columns, formats)
            self._follow(resize)

    def reorder(self, order: Sequence[int], fresh: Collection[int] = ()) -> None:
        """Put the data rows into another order; see `reordering.put_in_order`.

        Args:
            order: For each data row from the top, the position (from 0) of the row that goes there.
            fresh: Positions, as they are now, of rows that hold nothing yet.

        Raises:
            RefusedEdit: ``table-fed``, ``row-order-refused``. Nothing is changed then.
        """
        from kpibook.xlsx.tables.reordering import put_in_order

        self._refuse_fed()
        row_order = RowOrder.of(self.sheet, self.data_rows[0], order, fresh)
        put_in_order(self._book, self.name, row_order)
        if row_order.moves and self._part.filtered:
            self._book.note(f"the table {self.name!r} is filtered; reapply the filter in Excel")

    @property
    def _sheet(self) -> Sheet:
        return self._book.sheet(self._part.sheet)

    def _by_heading(
        self, number: int, cells: Mapping[int, Cell], headings: Headings
    ) -> Mapping[str, Cell]:
        if type(cells) is PlainRow:
            return HeadedRow(cells, headings)
        return {
            heading: cells.get(column) or self._sheet.blank_cell(number, column)
            for heading, column in headings.columns.items()
        }

    @property
    def _columns(self) -> range:
        return range(self._part.area.first_column, self._part.area.last_column + 1)

    def _is_table(self, row: int, column: int | None = None) -> bool:
        """Return True if another table of the sheet holds a cell, or a cell of the row below."""
        columns = self._columns if column is None else [column]
        regions = Regions.of(self._book.container, self._sheet.part)
        return any((row, c) in table.area for table in regions.tables for c in columns)

    def _column_of(self) -> Callable[[str], int]:
        """Return a function that returns the number of a heading's column in the sheet."""
        folded = [heading.casefold() for heading in self.headings]
        first = self._part.area.first_column

        @cache
        def column(heading: str) -> int:
            if heading.casefold() in folded:
                return first + folded.index(heading.casefold())
            raise self._no_column(heading)

        return column

    def _no_column(self, heading: str) -> RefusedEdit:
        from difflib import get_close_matches

        near = get_close_matches(heading, self.headings, 3, 0.5) or self.headings[:3]
        return self._refusal(
            f"the table {self.name!r} has no column {heading[:60]!r}.",
            code="table-heading-unknown",
            fix=f"Did you mean {' or '.join(repr(heading_text) for heading_text in near)}?",
        )

    def _formats(
        self, number_formats: Formats | Sequence[Formats] | None, rows: int
    ) -> list[dict[int, str]]:
        if number_formats is None:
            return [{}] * rows
        column_of = self._column_of()
        if isinstance(number_formats, Mapping):
            return [{column_of(name): code for name, code in number_formats.items()}] * rows
        by_row = [
            {column_of(name): code for name, code in mapping.items()} for mapping in number_formats
        ]
        return (by_row + [{}] * rows)[:rows]

    def _fill(
        self,
        resize: Resize,
        rows: list[dict[int, CellValue]],
        formats: list[dict[int, str]],
    ) -> None:
        styles = {column: self._model[column][0] for column in resize.columns}
        formulas = {column: self._model[column][1] for column in resize.columns}
        with_code = cache(self._book.styles.with_number_format)
        sheet = self._sheet
        for index, (row, codes) in enumerate(zip(rows, formats, strict=True)):
            number = resize.last + 1 + index
            sheet.like_row(number, resize.last)
            for column in resize.columns:
                style = styles[column]
                if column in codes:
                    style = with_code(style, codes[column])
                formula = None if column in row else formulas[column]
                text = formula(number - resize.last) if formula else None
                sheet.put(number, column, row.get(column), style=style, formula=text)

    def _read_model(self, resize: Resize) -> dict[int, tuple[int, FilledDown | None]]:
        """Return the format and formula of each column in the last row."""
        sheet, last = self._sheet, dict(self._sheet.rows(resize.last, resize.last))
        cells = last.get(resize.last, {})
        model: dict[int, tuple[int, FilledDown | None]] = {}
        for column, table_column in zip(resize.columns, self._part.columns, strict=True):
            cell = cells.get(column)
            style = cell.style if cell else sheet.style_at(resize.last, column)
            filled = FilledDown(cell.formula[1:]) if cell and cell.formula else None
            if filled is None and table_column.formula:
                # The column's formula is relative to a row that the file does not name, so it
                # counts only if it is the same in every row.
                general = FilledDown(table_column.formula)
                filled = general if general.same_in_every_row else None
            model[column] = (style, filled)
        return model

    def _totals(self, resize: Resize) -> dict[int, Cell]:
        if not resize.totals:
            return {}
        row = resize.area.last_row
        cells = dict(self._sheet.rows(row, row)).get(row, {})
        return {column: cell for column, cell in cells.items() if column in resize.columns}

    def _write_totals(self, cells: dict[int, Cell], resize: Resize) -> None:
        row = resize.result.last_row
        if cells:
            self._sheet.like_row(row, resize.area.last_row)
        for column, cell in cells.items():
            formula = resize.formula(cell.formula[1:], at_home=True) if cell.formula else None
            value = None if formula else cell.value
            self._sheet.put(row, column, value, style=cell.style, formula=formula,
                            cached=cell.cached)  # fmt: skip

    def _move_totals(self, resize: Resize) -> None:
        self._model = self._read_model(resize)
        # Moved first: the new rows are written over its old row.
        self._write_totals(self._totals(resize), resize)

    def _follow(self, resize: Resize) -> None:
        from kpibook.xlsx.tables import dependent_formulas, dependent_ranges

        sheet, container = self._sheet, self._book.container
        tail = sheet.tail()
        followed = dependent_ranges.followed_tail(tail, resize)
        if followed != tail:
            sheet.set_tail(followed)
        write_resized(container, self._part, resize)
        dependent_ranges.follow_elsewhere(container, self._book.workbook_part, self.name, resize)
        dependent_formulas.follow_formulas(self._book, resize)
        if self._part.filtered:
            self._book.note(f"the table {self.name!r} is filtered; reapply the filter in Excel")
        sheet.refresh()
        self._part = read_table(container, self._part.part, self._part.sheet) or self._part

    def _refuse_fed(self) -> None:
        if self._part.fed_by:
            raise self._refusal(
                f"the table {self.name!r} is filled by {self._part.fed_by}.",
                code="table-fed",
                why="Its rows would be overwritten when it is refreshed.",
                fix="Add the rows where its data come from, or unlink the table in Excel.",
            )

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        sheet, container = self._sheet, self._book.container
        edits, parts = sheet.edits.copy(), container.checkpoint()
        try:
            with self._book.styles.all_or_nothing():
                yield
        except BaseException:
            container.roll_back(parts)
            self._book.rebase_all()
            sheet.undo_to(edits)
            raise

    def _refusal(self, what: str, *, code: str, why: str = "", fix: str = "") -> RefusedEdit:
        where = Location(self._book.name, self.sheet)
        return RefusedEdit(what, code=code, where=where, why=why, fix=fix)


def filled(cell: Cell) -> bool:
    """Return True if a cell holds a value or a formula."""
    return cell.formula is not None or cell.value not in (None, "")


def all_tables(book: TableOwner) -> list[Table]:
    """Return every table of a workbook, sheet by sheet."""
    return [Table(book, part) for part in read_tables(book.container, book.workbook_part)]


def find_table(book: TableOwner, name: str) -> Table:
    """Return the table of that name; case does not matter.

    Raises:
        RefusedEdit: ``table-missing``, with the nearest names.
    """
    present = read_tables(book.container, book.workbook_part)
    for part in present:
        if part.name.lower() == name.lower():
            return Table(book, part)
    from difflib import get_close_matches

    names = [part.name for part in present]
    near = get_close_matches(name, names, 3, 0.5) or names[:5]
    offered = " or ".join(repr(part) for part in near)
    raise RefusedEdit(
        f"there is no table named {name!r}.",
        code="table-missing",
        where=book.name,
        fix=f"Did you mean {offered}?" if near else "The workbook has no tables: make one.",
    )
