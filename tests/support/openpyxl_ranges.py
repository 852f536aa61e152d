"""Ranges of the pretended Excel: one property read or set is one call across to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from xlwings import base_classes

from tests.support import openpyxl_cells as cells
from tests.support.openpyxl_formats import ConditionalFormats
from tests.support.openpyxl_places import MAX_COLUMN, MAX_ROW, Box, Refused, spelled

if TYPE_CHECKING:
    from tests.support.openpyxl_sheets import Sheet


class _Api:
    """The native object of a range: only what `kpibook.addin.excel.platform_api` asks of it."""

    def __init__(self, owner: Range) -> None:
        self._owner = owner

    @property
    def EntireRow(self) -> SimpleNamespace:  # noqa: N802 the name is Excel's
        return SimpleNamespace(Hidden=self._owner.rows_hidden())

    @property
    def Value2(self) -> object:  # noqa: N802 the name is Excel's
        return self._owner.matrix("Value2", lambda c: cells.value2(c, self._owner.result(c)))


class CellFont(base_classes.Font):
    """The font of a range: its colour."""

    def __init__(self, owner: Range) -> None:
        self._owner = owner

    @property
    def color(self) -> tuple[int, ...] | None:
        def coloured(cell: Cell) -> tuple[int, ...]:
            rgb = cell.font.color.rgb if cell.font.color is not None else None
            # Automatic, and a colour of the theme, is black here as it is in most workbooks.
            return tuple(bytes.fromhex(rgb[2:])) if isinstance(rgb, str) else (0, 0, 0)

        return self._owner._same("font color", coloured)

    @color.setter
    def color(self, colour: tuple[int, int, int]) -> None:
        self._owner._change("font color")
        for cell in self._owner.flat():
            font = copy(cell.font)
            font.color = bytes(colour).hex()
            cell.font = font


class Range(base_classes.Range):
    sheet: Any = None

    def __init__(self, sheet: Sheet, boxes: Sequence[Box]) -> None:
        self.sheet, self.boxes = sheet, list(boxes)
        self.options: dict[str, Any] = {}
        self.excel = sheet.book.excel

    @property
    def box(self) -> Box:
        return self.boxes[0]

    @property
    def api(self) -> _Api:
        return _Api(self)

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, self.row, self.column, *self.shape)

    @property
    def row(self) -> int:
        self.excel.read("row")
        return self.box[0]

    @property
    def column(self) -> int:
        self.excel.read("column")
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        self.excel.read("shape")
        top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return sum((b - t + 1) * (r - c + 1) for t, c, b, r in self.boxes)

    def __call__(self, row: int, column: int | None = None) -> Range:
        top, left, _, right = self.box
        if column is None:
            row, column = divmod(row - 1, right - left + 1)
            row, column = row + 1, column + 1
        one = (top + row - 1, left + column - 1)
        return Range(self.sheet, [(*one, *one)])

    @property
    def address(self) -> str:
        self.excel.read("address")
        return ",".join(spelled(box) for box in self.boxes)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        return self.address

    # Cells

    def used(self) -> Iterator[list[Cell]]:
        """The cells by row; of whole rows and columns only the used part."""
        ws = self.sheet.ws
        for top, left, bottom, right in self.boxes:
            last = min(bottom, ws.max_row) if bottom == MAX_ROW else bottom
            widest = min(right, ws.max_column) if right == MAX_COLUMN else right
            for row in range(top, last + 1):
                yield [ws.cell(row, column) for column in range(left, widest + 1)]

    def flat(self) -> Iterator[Cell]:
        for row in self.used():
            yield from row

    def result(self, cell: Cell) -> object:
        return self.sheet.results.get((cell.row, cell.column))

    def matrix(self, what: str, read: Callable[[Cell], object]) -> object:
        """One read of every cell, as Excel gives it: a bare value for a single cell."""
        self.excel.read(what)
        rows = tuple(tuple(read(cell) for cell in row) for row in self.used())
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows

    def _same(self, what: str, read: Callable[[Cell], object]) -> Any:
        """One property of all cells; None when they differ."""
        self.excel.read(what)
        found = {read(cell) for cell in self.flat()}
        return found.pop() if len(found) == 1 else None

    def _change(self, what: str) -> None:
        self.excel.write(what)
        self.sheet.book.saved = False
        guarded = self.sheet.ws.protection.sheet and not self.sheet.interface_only
        if guarded and any(c.protection.locked for c in self.flat()):
            raise Refused("the sheet is protected")

    @property
    def raw_value(self) -> object:
        return self.matrix("value", lambda c: cells.on_windows(c, self.result(c)))

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        self._change("value")
        self._type(data)

    @property
    def formula(self) -> object:
        return self.matrix("formula", cells.formula_shown)

    @formula.setter
    def formula(self, data: object) -> None:
        self._change("formula")
        self._type(data)

    @property
    def formula2(self) -> object:
        """The formulas, with an @ where one takes a single value of several.

        Microsoft Learn, "Formula vs Formula2": `Formula` sets and gives formulas that are worked
        out with implicit intersection and never spill; `Formula2` those that are worked out as
        arrays, and there an @ stands before what is intersected.
        """
        self._needs_formula2()
        return self.matrix("formula2", self.sheet.formula2_of)

    @formula2.setter
    def formula2(self, data: object) -> None:
        self._needs_formula2()
        self._change("formula2")
        self._type(data, spilling=True)

    def _needs_formula2(self) -> None:
        # pywin32 answers so for a member that the running Excel does not have.
        if not self.excel.knows_formula2:
            raise AttributeError("Range.Formula2")

    def rows_hidden(self) -> bool | None:
        """`EntireRow.Hidden`: None (Null in VBA) where some rows are hidden and others not."""
        self.excel.read("rows hidden")
        heights = self.sheet.ws.row_dimensions
        top, _, bottom, _ = self.box
        last = max(self.sheet.ws.max_row, *heights, 0)
        found = {bool(heights[row].hidden) if row in heights else False
                 for row in range(top, min(bottom, last + 1) + 1)}  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _type(self, data: object, *, spilling: bool = False) -> None:
        """Type data into the cells, rows hidden by a filter as Excel does.

        xlwings issues 679, 747 and 2619: values for several rows of which a filter hides some put
        their first element into every visible cell and leave the hidden ones. Rows that a person
        hid by hand are written like any other (issue 679).
        """
        filtered = self.sheet.filtered_rows()
        rows = list(self.used())
        if len(rows) > 1 and any(row[0].row in filtered for row in rows):
            first = data
            while isinstance(first, (list, tuple)):
                first = first[0]
            for cell in (c for row in rows for c in row if c.row not in filtered):
                self.sheet.type_into(cell, first, spilling=spilling)
            return
        if isinstance(data, (list, tuple)):
            if len(data) != len(rows) or any(
                len(d) != len(r) for d, r in zip(data, rows, strict=True)
            ):
                raise Refused("the values have another shape than the range")
            given = data
        else:
            given = [[data] * len(row) for row in rows]
        for row, values in zip(rows, given, strict=True):
            for cell, value in zip(row, values, strict=True):
                self.sheet.type_into(cell, value, spilling=spilling)

    @property
    def number_format(self) -> str | None:
        return self._same("number_format", lambda cell: cell.number_format)

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._change("number_format")
        for cell in self.flat():
            cell.number_format = code

    @property
    def merge_cells(self) -> bool | None:
        self.excel.read("merge_cells")
        merged = {isinstance(c, MergedCell) or c.coordinate in self.sheet.ws.merged_cells
                  for c in self.flat()}  # fmt: skip
        return merged.pop() if len(merged) == 1 else None

    @property
    def row_height(self) -> float | None:
        heights = self.sheet.ws.row_dimensions

        def shown(cell: Cell) -> float:  # as in Excel, a hidden row has no height
            dimension = heights[cell.row]
            return 0.0 if dimension.hidden else dimension.height or 15.0

        return self._same("row_height", shown)

    @row_height.setter
    def row_height(self, points: float) -> None:
        self._change("row_height")
        for cell in self.flat():
            self.sheet.ws.row_dimensions[cell.row].height = points

    @property
    def column_width(self) -> float | None:
        widths = self.sheet.ws.column_dimensions
        return self._same("column_width", lambda cell: widths[cell.column_letter].width)

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self._change("column_width")
        for cell in self.flat():
            self.sheet.ws.column_dimensions[cell.column_letter].width = characters

    @property
    def color(self) -> tuple[int, ...] | None:
        def filled(cell: Cell) -> tuple[int, ...] | None:
            rgb = cell.fill.fgColor.rgb
            return tuple(bytes.fromhex(rgb[2:])) if cell.fill.fill_type else None

        return self._same("color", filled)

    @color.setter
    def color(self, colour: tuple[int, int, int] | str | None) -> None:
        self._change("color")
        text = bytes(colour).hex() if isinstance(colour, tuple) else (colour or "").lstrip("#")
        for cell in self.flat():
            cell.fill = PatternFill("solid", fgColor=text) if text else PatternFill()

    @property
    def font(self) -> CellFont:
        return CellFont(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self)

    @property
    def hyperlink(self) -> str:
        self.excel.read("hyperlink")
        link = next(self.flat()).hyperlink
        if link is None:
            raise Refused("the cell holds no hyperlink")
        return link.target or f"#{link.location}"

    # Doing

    def select(self) -> None:
        self.excel.selection = self
        # Excel scrolls to what is selected unless it is in sight.
        (top, left, _, _), (row, column) = self.box, self.sheet.scrolled
        if not (row <= top < row + 40 and column <= left < column + 20):
            self.sheet.scrolled = (top, left)

    def clear(self) -> None:
        self._change("clear")
        for cell in list(self.flat()):
            self.sheet.type_into(cell, None)
            cell.hyperlink = None
            cell.style = "Normal"

    def clear_contents(self) -> None:
        self._change("clear_contents")
        for cell in self.flat():
            self.sheet.type_into(cell, None)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        self._change("insert")
        top, _, bottom, _ = self.box
        self.sheet.shift_rows(top, bottom - top + 1)

    def delete(self, shift: str | None = None) -> None:
        self._change("delete")
        top, _, bottom, _ = self.box
        self.sheet.shift_rows(top, top - bottom - 1)

    def copy(self, destination: Any = None) -> None:
        """Cells with their looks, row heights, column widths, links and tables."""
        target: Range = destination.impl
        target._change("copy")
        rows, columns = target.box[0] - self.box[0], target.box[1] - self.box[1]
        for cell in list(self.flat()):
            into = target.sheet.ws.cell(cell.row + rows, cell.column + columns)
            self._copy_cell(cell, into, target.sheet)
        if self.box[2] == MAX_ROW:
            _copy_dimensions(self.sheet.ws, target.sheet.ws)
            # A copy of cells brings their data validation (Microsoft Learn, "XlPasteType
            # enumeration": xlPasteAll pastes everything).
            target.sheet.ws.data_validations = copy(self.sheet.ws.data_validations)
        target.sheet.take_tables(self.sheet, self.box, rows, columns)

    def _copy_cell(self, cell: Cell, into: Cell, sheet: Sheet) -> None:
        into.value, into.data_type = cell.value, cell.data_type
        sheet.results[into.row, into.column] = self.result(cell)
        for name in ("font", "fill", "border", "alignment", "number_format", "protection"):
            setattr(into, name, copy(getattr(cell, name)))
        into.hyperlink = copy(cell.hyperlink)

    def autofill(self, destination: Any, type_: str) -> None:
        if type_ != "fill_formats":
            raise NotImplementedError(type_)
        target: Range = destination.impl
        target._change("autofill")
        model = next(self.used())
        for row in target.used():
            for cell, like in zip(row, model, strict=True):
                cell._style = copy(like._style)

    def autofit(self, axis: str | None = None) -> None:
        self._change("autofit")


def _copy_dimensions(source: Any, target: Any) -> None:
    for letter, held in source.column_dimensions.items():
        target.column_dimensions[letter].width = held.width
        target.column_dimensions[letter].min, target.column_dimensions[letter].max = (
            held.min,
            held.max,
        )
    for number, held in source.row_dimensions.items():
        target.row_dimensions[number].height = held.height
