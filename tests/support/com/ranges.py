"""Ranges of the pretended Excel."""

# ruff: noqa: N802, N803
# The names are those of Excel.

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from tests.support.com.dispatch import Dispatch
from tests.support.openpyxl_places import Refused, spelled

_NO_COLOUR = -4142  # xlColorIndexNone


class Range(Dispatch):
    """Cells of a sheet. `_model` is the model's range."""

    _type = "Range"

    @property
    def Worksheet(self) -> Dispatch:
        from tests.support.com.sheets import Worksheet

        return Worksheet(self._model.sheet, self._excel)

    Parent = Worksheet

    @property
    def Row(self) -> int:
        return self._model.row

    @property
    def Column(self) -> int:
        return self._model.column

    @property
    def Rows(self) -> Dispatch:
        return _Lines(self._model, self._excel, by_row=True)

    @property
    def Columns(self) -> Dispatch:
        return _Lines(self._model, self._excel, by_row=False)

    @property
    def Count(self) -> int:
        return len(self._model)

    @property
    def Cells(self) -> Range:
        return self

    @property
    def Address(self) -> str:
        return self._model.address

    def Item(self, RowIndex: int, ColumnIndex: int | None = None) -> Range:
        return Range(self._model(RowIndex, ColumnIndex), self._excel)

    _default = Item

    # Contents

    @property
    def Value(self) -> object:
        return self._model.raw_value

    @Value.setter
    def Value(self, data: object) -> None:
        self._model.raw_value = _without_zone(data)

    @property
    def Formula(self) -> object:
        return self._model.formula

    @Formula.setter
    def Formula(self, data: object) -> None:
        self._model.formula = data

    @property
    def Formula2(self) -> object:
        return self._model.formula2

    @Formula2.setter
    def Formula2(self, data: object) -> None:
        self._model.formula2 = data

    @property
    def NumberFormat(self) -> str | None:
        return self._model.number_format

    @NumberFormat.setter
    def NumberFormat(self, code: str) -> None:
        self._model.number_format = code

    @property
    def MergeCells(self) -> bool | None:
        return self._model.merge_cells

    @property
    def RowHeight(self) -> float | None:
        return self._model.row_height

    @RowHeight.setter
    def RowHeight(self, points: float) -> None:
        self._model.row_height = points

    @property
    def ColumnWidth(self) -> float | None:
        return self._model.column_width

    @ColumnWidth.setter
    def ColumnWidth(self, characters: float) -> None:
        self._model.column_width = characters

    @property
    def Interior(self) -> Interior:
        return Interior(self._model, self._excel)

    @property
    def Font(self) -> Font:
        return Font(self._model, self._excel)

    @property
    def FormatConditions(self) -> Dispatch:
        from tests.support.com.conditions import FormatConditions

        return FormatConditions(self._model.conditional_formats, self._excel)

    @property
    def Hyperlinks(self) -> Hyperlinks:
        return Hyperlinks(self._model, self._excel)

    # Doing

    def Select(self) -> None:
        self._model.select()

    def Clear(self) -> None:
        self._model.clear()

    def ClearContents(self) -> None:
        self._model.clear_contents()

    def Insert(self, Shift: int | None = None, CopyOrigin: object = None) -> None:
        self._model.insert("down")

    def Delete(self, Shift: int | None = None) -> None:
        self._model.delete("up")

    def Copy(self, Destination: Any = None) -> None:
        self._model.copy(SimpleNamespace(impl=Destination._model))

    def AutoFill(self, Destination: Any, Type: int = 0) -> None:
        if Type != 3:  # xlFillFormats
            raise NotImplementedError(Type)
        self._model.autofill(SimpleNamespace(impl=Destination._model), "fill_formats")


class _Lines(Range):
    """The rows or the columns of a range, which Excel counts as such."""

    def __init__(self, model: Any, excel: Any, *, by_row: bool) -> None:
        super().__init__(model, excel)
        self.__dict__["_by_row"] = by_row

    @property
    def Count(self) -> int:
        rows, columns = self._model.shape
        return rows if self._by_row else columns

    def AutoFit(self) -> None:
        self._model.autofit("rows" if self._by_row else "columns")


class Interior(Dispatch):
    """The fill of cells. `_model` is the model's range."""

    _type = "Interior"

    @property
    def ColorIndex(self) -> int:
        return _NO_COLOUR if self._model.color is None else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        assert value == _NO_COLOUR
        self._model.color = None

    @property
    def Color(self) -> float:
        red, green, blue = self._model.color
        return float(red + green * 0x100 + blue * 0x10000)

    @Color.setter
    def Color(self, value: int) -> None:
        self._model.color = (value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF)


class Font(Dispatch):
    """The font of cells. `_model` is the model's range."""

    _type = "Font"

    @property
    def Color(self) -> float:
        red, green, blue = self._model.font.color
        return float(red + green * 0x100 + blue * 0x10000)

    @Color.setter
    def Color(self, value: int) -> None:
        self._model.font.color = (value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF)


class Hyperlinks(Dispatch):
    """The links of cells. `_model` is the model's range."""

    _type = "Hyperlinks"

    @property
    def Count(self) -> int:
        return sum(cell.hyperlink is not None for cell in self._model.flat())

    def Item(self, Index: int) -> Hyperlink:
        links = [cell.hyperlink for cell in self._model.flat() if cell.hyperlink is not None]
        if not 0 < Index <= len(links):
            raise Refused("Subscript out of range")
        return Hyperlink(links[Index - 1], self._excel)

    _default = Item


class Hyperlink(Dispatch):
    """A link. `_model` is the file's."""

    _type = "Hyperlink"

    @property
    def Address(self) -> str:
        return self._model.target or ""

    @property
    def SubAddress(self) -> str:
        return self._model.location or ""


def _without_zone(data: Any) -> Any:
    """Return data without time zones: COM has none, and pywin32 drops what xlwings gives it."""
    if isinstance(data, list | tuple):
        return [_without_zone(part) for part in data]
    return data.replace(tzinfo=None) if isinstance(data, dt.datetime) else data


def spelled_areas(model: Any) -> str:
    """Return the address of a range of the model, without a call to Excel."""
    return ",".join(spelled(box) for box in model.boxes)
