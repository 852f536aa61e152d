"""Conditional formats of the pretended Excel."""

# ruff: noqa: N802, N803
# The names are those of Excel.

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.styles import Color, Font, PatternFill

from tests.support.com.dispatch import Dispatch

_CELL_VALUE, _EXPRESSION = 1, 2  # XlFormatConditionType
_OPERATORS = {3: "equal_to", 4: "not_equal_to"}  # XlFormatConditionOperator


class FormatConditions(Dispatch):
    """The rules of cells, the one with the highest priority first."""

    _type = "FormatConditions"

    @property
    def Count(self) -> int:
        return len(self._model)

    def Item(self, Index: int) -> FormatCondition:
        return FormatCondition(self._model(Index), self._excel)

    _default = Item

    def _items(self) -> list[Any]:
        return [FormatCondition(rule, self._excel) for rule in self._model]

    def Add(self, Type: int, Operator: int, Formula1: str) -> FormatCondition:
        assert Type == _CELL_VALUE
        spec = {"operator": _OPERATORS[Operator], "formula1": Formula1, "font_color": (0, 0, 0)}
        made = self._model.add_cell_value(spec)
        # As Excel adds it: below the others, until it is told otherwise.
        every = [rule for area in _areas(made) for rule in area.rules]
        made.rule.priority = 1 + max(rule.priority for rule in every)
        return FormatCondition(made, self._excel)

    def Delete(self) -> None:
        self._model.clear()


class FormatCondition(Dispatch):
    """A rule."""

    _type = "FormatCondition"

    @property
    def Type(self) -> int:
        return {"cell_value": _CELL_VALUE, "custom": _EXPRESSION}.get(self._model.type, 0)

    @property
    def Operator(self) -> int | None:
        return {name: number for number, name in _OPERATORS.items()}.get(self._model.operator)

    @property
    def Formula1(self) -> str | None:
        return self._model.formula1

    @property
    def StopIfTrue(self) -> bool:
        return bool(self._model.rule.stopIfTrue)

    @StopIfTrue.setter
    def StopIfTrue(self, value: bool) -> None:
        self._model.rule.stopIfTrue = value

    @property
    def Interior(self) -> _Fill:
        return _Fill(self._model.rule, self._excel)

    @property
    def Font(self) -> _Font:
        return _Font(self._model.rule, self._excel)

    def SetFirstPriority(self) -> None:
        rules = [rule for area in _areas(self._model) for rule in area.rules]
        for rule in rules:
            rule.priority += 1
        self._model.rule.priority = 1


class _Fill(Dispatch):
    _type = "Interior"

    @property
    def Color(self) -> int:
        return 0

    @Color.setter
    def Color(self, value: int) -> None:
        self._model.dxf.fill = PatternFill(bgColor=_argb(value))


class _Font(Dispatch):
    _type = "Font"

    @property
    def Color(self) -> int:
        return 0

    @Color.setter
    def Color(self, value: int) -> None:
        self._changed(color=Color(rgb=_argb(value)))

    @property
    def Bold(self) -> bool | None:
        return self._model.dxf.font.b

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self._changed(b=value)

    def _changed(self, **parts: Any) -> None:
        font: Font = copy(self._model.dxf.font)
        for name, value in parts.items():
            setattr(font, name, value)
        self._model.dxf.font = font


def _areas(model: Any) -> Any:
    return model._owner.sheet.ws.conditional_formatting


def _argb(value: int) -> str:
    """Return Excel's colour, red in the lowest byte, as a file spells it."""
    return f"FF{value & 0xFF:02X}{value >> 8 & 0xFF:02X}{value >> 16 & 0xFF:02X}"
