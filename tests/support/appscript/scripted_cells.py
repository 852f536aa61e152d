"""Cells as Excel on a Mac hands them over and takes them through Apple events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import numbers
from openpyxl.utils import get_column_letter

from tests.support import openpyxl_cells as cells
from tests.support.appscript.references import MISSING, Keyword, Step, k
from tests.support.appscript.scripted import Elements, Scripted
from tests.support.appscript.scripted_rules import Rule
from tests.support.openpyxl_places import MAX_COLUMN
from tests.support.openpyxl_ranges import Range


def handed_over(cell: Cell, result: object) -> object:
    """Return a cell's `value`: an error as missing value, a blank cell as an empty text.

    That errors come without saying which is in a comment of xlwings' `_xlmac`, `Range.raw_value`.
    """
    held = cells.stored(cell, result)
    if cells.is_error(cell, held):
        return MISSING
    if isinstance(held, float) and numbers.is_date_format(cell.number_format):
        return dt.datetime(1899, 12, 30) + dt.timedelta(days=held)  # noqa: DTZ001 as appscript
    return "" if held is None else held


def shown(cell: Cell, result: object, width: float) -> str:
    """Return a cell's `string_value`, the text that the officer sees.

    A number or an error that is too wide for its column is shown as signs (Microsoft Support,
    How to correct a ##### error).
    """
    held = cells.stored(cell, result)
    text = "" if held is None else cells.formula_shown(cell) if result is None else str(held)
    plain = isinstance(held, str) and not cells.is_error(cell, held)
    return text if plain or len(text) <= width else "#" * max(1, int(width))


class CellFont(Scripted):
    """The font of a range."""

    def __init__(self, steps: tuple[Step, ...], cells_: Range) -> None:
        super().__init__(steps)
        self._range = cells_

    def get_color(self) -> list[int]:
        return list(self._range.font.color or ())

    def set_color(self, colour: Any) -> None:
        self._range.font.color = tuple(colour)


class CellInterior(Scripted):
    """The fill of a range."""

    def __init__(self, steps: tuple[Step, ...], cells_: Range) -> None:
        super().__init__(steps)
        self._range = cells_

    def get_color_index(self) -> Any:
        return k.color_index_none if self._range.color is None else 1

    def set_color_index(self, _: Any) -> None:
        self._range.color = None

    def get_color(self) -> list[int]:
        return list(self._range.color or ())

    def set_color(self, colour: Any) -> None:
        self._range.color = tuple(colour)


class Cells(Scripted):
    """A range."""

    def __init__(self, steps: tuple[Step, ...], cells_: Range) -> None:
        super().__init__(steps)
        self.range = cells_

    # Contents

    def get_value(self) -> Any:
        return self.range.matrix("value", lambda c: handed_over(c, self.range.result(c)))

    def set_value(self, value: Any) -> None:
        self.range.raw_value = value

    def get_string_value(self) -> Any:
        if len(self.range) > 1 and not self.range.excel.shows_texts_of_ranges:
            return None
        widths = self.range.sheet.ws.column_dimensions

        def text(cell: Cell) -> str:
            return shown(
                cell, self.range.result(cell), widths[get_column_letter(cell.column)].width
            )

        return self.range.matrix("string_value", text)

    def get_formula(self) -> Any:
        return self.range.formula

    def set_formula(self, value: Any) -> None:
        self.range.formula = value

    def get_formula2(self) -> Any:
        return self.range.formula2

    def set_formula2(self, value: Any) -> None:
        self.range.formula2 = value

    # Looks

    def get_number_format(self) -> str | None:
        return self.range.number_format

    def set_number_format(self, code: str) -> None:
        self.range.number_format = code

    def get_row_height(self) -> float | None:
        return self.range.row_height

    def set_row_height(self, points: float) -> None:
        self.range.row_height = points

    def get_column_width(self) -> float | None:
        return self.range.column_width

    def set_column_width(self, characters: float) -> None:
        self.range.column_width = characters

    def get_font_object(self) -> CellFont:
        return CellFont((*self.steps, ("property", "font_object")), self.range)

    def get_interior_object(self) -> CellInterior:
        return CellInterior((*self.steps, ("property", "interior_object")), self.range)

    def get_merge_cells(self) -> bool | None:
        return self.range.merge_cells

    # Places

    def get_entire_row(self) -> EntireRows:
        return EntireRows((*self.steps, ("property", "entire_row")), self.range)

    def get_first_row_index(self) -> int:
        return self.range.row

    def get_first_column_index(self) -> int:
        return self.range.column

    def do_get_address(
        self, row_absolute: bool = True, column_absolute: bool = True, external: bool = False
    ) -> str:
        assert (row_absolute, column_absolute) == (True, True)
        sheet = self.range.sheet
        where = f"'[{sheet.book.name}]{sheet.ws.title}'!" if external else ""
        return f"{where}{self.range.address}"

    def do_count(self, each: Keyword) -> int:
        if each == k.format_condition:
            return len(self.range.conditional_formats)
        top, left, bottom, right = self.range.box
        self.range.excel.read("shape")
        return {k.row: bottom - top + 1, k.column: right - left + 1}[each]

    def each_format_conditions(self) -> Elements:
        steps = (*self.steps, ("element", "format_conditions"))
        rules = [
            Rule((*steps, ("index", number)), self.range, rule)
            for number, rule in enumerate(self.range.conditional_formats, start=1)
        ]
        return Elements(steps, rules)

    # Doing

    def do_select(self) -> None:
        self.range.select()

    def do_clear_range(self) -> None:
        self.range.clear()

    def do_clear_contents(self) -> None:
        self.range.clear_contents()

    def do_copy_range(self, destination: Cells | None = None) -> None:
        assert destination is not None
        self.range.copy(_As(destination.range))

    def do_insert_into_range(self, shift: Keyword | None = None) -> None:
        assert shift == k.shift_down
        self.range.insert("down")

    def do_delete_range(self, shift: Keyword | None = None) -> None:
        assert shift == k.shift_up
        self.range.delete("up")

    def do_autofill(self, destination: Cells, type: Keyword) -> None:  # noqa: A002 Excel's name
        self.range.autofill(_As(destination.range), type.AS_name)

    def do_make(self, new: Keyword, at: Cells, with_properties: dict[Keyword, Any]) -> Rule:
        assert (new, at.range.boxes) == (k.format_condition, self.range.boxes)
        return Rule.made((*self.steps, ("element", "format_conditions"), ("index", 1)),
                         self.range, with_properties)  # fmt: skip


class EntireRows(Scripted):
    """The whole rows of a range."""

    def __init__(self, steps: tuple[Step, ...], cells_: Range) -> None:
        super().__init__(steps)
        self._range = cells_

    def each_rows(self) -> Elements:
        steps = (*self.steps, ("element", "rows"))
        top, _, bottom, _ = self._range.box
        rows = (Range(self._range.sheet, [(n, 1, n, MAX_COLUMN)]) for n in range(top, bottom + 1))
        return Elements(
            steps, [WholeRow((*steps, ("index", n)), row) for n, row in enumerate(rows, start=1)]
        )


class WholeRow(Scripted):
    """A row of a range, as far as it is asked whether it is hidden."""

    def __init__(self, steps: tuple[Step, ...], row: Range) -> None:
        super().__init__(steps)
        self._row = row

    def get_hidden(self) -> bool:
        return bool(self._row.rows_hidden())


class _As:
    """A range where the model wants what xlwings' own range holds it in."""

    def __init__(self, cells_: Range) -> None:
        self.impl = cells_


class Lines(Elements):
    """The rows or the columns of a sheet or a row, each a range."""

    def __init__(self, steps: tuple[Step, ...], at: Callable[[int], Range]) -> None:
        super().__init__(steps, ())
        self._at = at

    def item(self, how: str, key: Any) -> Cells:
        assert how == "index"
        return Row((*self.steps, (how, key)), self._at(key))


class Row(Cells):
    """A row, in which a column is a cell."""

    def each_columns(self) -> Lines:
        sheet, row = self.range.sheet, self.range.box[0]
        return Lines((*self.steps, ("element", "columns")),
                     lambda column: Range(sheet, [(row, column, row, column)]))  # fmt: skip


class CellElements(Elements):
    """The cells of a sheet, by address."""

    def __init__(self, steps: tuple[Step, ...], sheet: Any) -> None:
        super().__init__(steps, ())
        self._sheet = sheet

    def item(self, how: str, key: Any) -> Cells:
        assert how == "name"
        return Cells((*self.steps, (how, key)), self._sheet.range(key))


def rows_of(steps: tuple[Step, ...], sheet: Any) -> Lines:
    """Return the rows of a sheet."""
    return Lines((*steps, ("element", "rows")),
                 lambda row: Range(sheet, [(row, 1, row, MAX_COLUMN)]))  # fmt: skip
