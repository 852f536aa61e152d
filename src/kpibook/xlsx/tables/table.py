"""A table of a workbook: its rows read, rows added at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.values import CellValue
from kpibook.xlsx.tables import dependent_formulas, dependent_ranges
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.tables.room_to_grow import check_space
from kpibook.xlsx.tables.table_part import TablePart, read_table, read_tables, write_resized

if TYPE_CHECKING:
    from kpibook.xlsx.tables.owner import TableOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet

Row = Mapping[str, CellValue]
Formats = Mapping[str, str]


class Table:
    """A table of an open `Package`; not made directly."""

    def __init__(self, book: TableOwner, described: TablePart) -> None:
        self._book = book
        self._is = described

    @property
    def name(self) -> str:
        """The name that formulas use for it."""
        return self._is.name

    @property
    def sheet(self) -> str:
        """Name of the sheet it is on."""
        return self._is.sheet

    @property
    def headings(self) -> list[str]:
        """Its headings, from left to right."""
        return [column.heading for column in self._is.columns]

    @property
    def ref(self) -> str:
        """The whole of it, headings and totals row included: ``"A3:H63"``."""
        return str(self._is.area)

    @property
    def data_rows(self) -> tuple[int, int]:
        """Row numbers of the first and the last row of data; a table has at least one, if blank."""
        still = self._is.resize(0)
        return still.first, still.last

    def rows(self) -> list[dict[str, Cell]]:
        """Every row of data, from the top, as its cells by heading; blank ones included."""
        first, last = self.data_rows
        found = dict(self._sheet.rows(first, last))
        return [
            self._by_heading(number, found.get(number, {})) for number in range(first, last + 1)
        ]

    def append(
        self, rows: Sequence[Row], number_formats: Formats | Sequence[Formats] | None = None
    ) -> None:
        """Add rows at the end, looking as the last row does.

        Columns that a row does not mention are filled down when the last row or the column has a
        formula, else left blank. The filter, conditional formats, validations, sparklines, defined
        names, charts and pivot tables that cover the data go on doing so, and a totals row moves
        down. A last row that is blank stays: set its cells first.

        Args:
            rows: What goes into each row, by heading, without regard to case.
            number_formats: Number format codes by heading, for all rows or one mapping a row.

        Raises:
            RefusedEdit: ``table-fed``, ``table-heading-unknown``, ``table-blocked`` when something
                is in the way beneath, ``table-too-long``, and those of
                `Sheet.put`. Nothing is changed then.
        """
        if not rows:
            return
        columns = [self._columns_of(row) for row in rows]
        formats = self._formats(number_formats, len(rows))
        resize = self._is.resize(len(rows))
        self._book.about_to_edit()
        self._refuse_fed()
        check_space(self._book, self._sheet, self._is, resize)
        with self._all_or_nothing():
            self._move_totals(resize)
            self._fill(resize, columns, formats)
            self._follow(resize)

    @property
    def _sheet(self) -> Sheet:
        return self._book.sheet(self._is.sheet)

    def _by_heading(self, number: int, cells: dict[int, Cell]) -> dict[str, Cell]:
        start = self._is.area.first_column
        return {
            heading: cells.get(start + index) or self._sheet.cell(address(number, start + index))
            for index, heading in enumerate(self.headings)
        }

    def _columns_of(self, row: Row) -> dict[int, CellValue]:
        return {self._column(heading): value for heading, value in row.items()}

    def _column(self, heading: str) -> int:
        """Number of a column in the sheet."""
        folded = [one.casefold() for one in self.headings]
        if heading.casefold() in folded:
            return self._is.area.first_column + folded.index(heading.casefold())
        near = get_close_matches(heading, self.headings, 3, 0.5) or self.headings[:3]
        raise self._refusal(
            f"the table {self.name!r} has no column {heading[:60]!r}.",
            code="table-heading-unknown",
            fix=f"Did you mean {' or '.join(repr(one) for one in near)}?",
        )

    def _formats(
        self, given: Formats | Sequence[Formats] | None, rows: int
    ) -> list[dict[int, str]]:
        if given is None:
            return [{}] * rows
        if isinstance(given, Mapping):
            return [{self._column(name): code for name, code in given.items()}] * rows
        each = [{self._column(name): code for name, code in one.items()} for one in given]
        return (each + [{}] * rows)[:rows]

    def _fill(
        self,
        resize: Resize,
        rows: list[dict[int, CellValue]],
        formats: list[dict[int, str]],
    ) -> None:
        styles = {column: self._model[column][0] for column in resize.columns}
        formulas = {column: self._model[column][1] for column in resize.columns}
        for index, (row, codes) in enumerate(zip(rows, formats, strict=True)):
            number = resize.last + 1 + index
            self._sheet.like_row(number, resize.last)
            for column in resize.columns:
                style = styles[column]
                if column in codes:
                    style = self._book.styles.with_number_format(style, codes[column])
                formula = None if column in row else formulas[column]
                text = formula(number - resize.last) if formula else None
                self._sheet.put(number, column, row.get(column), style=style, formula=text)

    def _read_model(self, resize: Resize) -> dict[int, tuple[int, FilledDown | None]]:
        """Style and formula of each column as the last row has them."""
        sheet, last = self._sheet, dict(self._sheet.rows(resize.last, resize.last))
        cells = last.get(resize.last, {})
        model: dict[int, tuple[int, FilledDown | None]] = {}
        for column, described in zip(resize.columns, self._is.columns, strict=True):
            cell = cells.get(column)
            style = cell.style if cell else sheet.style_at(resize.last, column)
            filled = FilledDown(cell.formula[1:]) if cell and cell.formula else None
            if filled is None and described.formula:
                general = FilledDown(described.formula)
                filled = general if general.same_in_every_row else None
            model[column] = (style, filled)
        return model

    def _totals(self, resize: Resize) -> dict[int, Cell]:
        if not resize.totals:
            return {}
        row = resize.area.last_row
        found = dict(self._sheet.rows(row, row)).get(row, {})
        return {column: cell for column, cell in found.items() if column in resize.columns}

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
        self._write_totals(self._totals(resize), resize)

    def _follow(self, resize: Resize) -> None:
        sheet, container = self._sheet, self._book.container
        tail = sheet.tail()
        followed = dependent_ranges.followed_tail(tail, resize)
        if followed != tail:
            sheet.set_tail(followed)
        write_resized(container, self._is, resize)
        dependent_ranges.follow_elsewhere(container, self._book.workbook_part, self.name, resize)
        dependent_formulas.follow_formulas(self._book, resize)
        if self._is.filtered:
            self._book.note(f"the table {self.name!r} is filtered; reapply the filter in Excel")
        sheet.refresh()
        self._is = read_table(container, self._is.part, self._is.sheet) or self._is

    def _refuse_fed(self) -> None:
        if self._is.fed_by:
            raise self._refusal(
                f"the table {self.name!r} is filled by {self._is.fed_by}.",
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


def all_tables(book: TableOwner) -> list[Table]:
    """Every table of a workbook, sheet by sheet."""
    return [Table(book, one) for one in read_tables(book.container, book.workbook_part)]


def find_table(book: TableOwner, name: str) -> Table:
    """The table of that name, without regard to case.

    Raises:
        RefusedEdit: ``table-missing``, with the names that come nearest.
    """
    present = read_tables(book.container, book.workbook_part)
    for one in present:
        if one.name.lower() == name.lower():
            return Table(book, one)
    names = [one.name for one in present]
    near = get_close_matches(name, names, 3, 0.5) or names[:5]
    offered = " or ".join(repr(one) for one in near)
    raise RefusedEdit(
        f"there is no table named {name!r}.",
        code="table-missing",
        where=book.name,
        fix=f"Did you mean {offered}?" if near else "The workbook has no tables: make one.",
    )
