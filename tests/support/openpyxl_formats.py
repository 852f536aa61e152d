"""Conditional formats of the pretended Excel: rules that compare a cell with a word."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from xlwings import base_classes

if TYPE_CHECKING:
    from tests.support.openpyxl_ranges import Range

_OPERATORS = {"equal": "equal_to", "notEqual": "not_equal_to"}


class _Api:
    """The native rule: only what `kpibook.addin.excel.platform_api` asks of it."""

    def __init__(self, rule: Rule) -> None:
        self.__dict__["rule"] = rule

    def __setattr__(self, name: str, value: str) -> None:
        assert name == "NumberFormat"
        self.rule.dxf.numFmt = NumberFormat(numFmtId=200, formatCode=value)


class ConditionalFormat(base_classes.ConditionalFormat):
    def __init__(self, owner: Range, rule: Rule) -> None:
        self._owner, self.rule = owner, rule

    @property
    def api(self) -> _Api:
        return _Api(self.rule)

    @property
    def type(self) -> str:
        self._owner.excel.read("rule type")
        return {"cellIs": "cell_value", "expression": "custom"}.get(self.rule.type, "unknown")

    @property
    def operator(self) -> str | None:
        self._owner.excel.read("rule operator")
        return _OPERATORS.get(self.rule.operator)

    @property
    def formula1(self) -> str | None:
        self._owner.excel.read("rule formula1")
        return "=" + self.rule.formula[0] if self.rule.formula else None


class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules of a range, first the one with the highest priority."""

    def __init__(self, owner: Range) -> None:
        self._owner = owner

    def _meeting(self) -> list[tuple[Any, Rule]]:
        ws = self._owner.sheet.ws
        corners = {cell.coordinate for cell in self._owner.flat()}
        found = [
            (area, rule)
            for area in ws.conditional_formatting
            if any(corner in area.sqref for corner in corners)
            for rule in area.rules
        ]
        return sorted(found, key=lambda pair: pair[1].priority)

    def __iter__(self) -> Iterator[ConditionalFormat]:
        self._owner.excel.read("rules")
        return (ConditionalFormat(self._owner, rule) for _, rule in self._meeting())

    def __len__(self) -> int:
        self._owner.excel.read("rules")
        return len(self._meeting())

    def __call__(self, key: int) -> ConditionalFormat:
        return ConditionalFormat(self._owner, self._meeting()[key - 1][1])

    def clear(self) -> None:
        self._owner.excel.write("rules cleared")
        self._drop({id(rule) for _, rule in self._meeting()})

    def remove(self, one: ConditionalFormat) -> None:
        """Delete one rule."""
        self._owner.excel.write("rule deleted")
        self._drop({id(one.rule)})

    def _drop(self, gone: set[int]) -> None:
        ws = self._owner.sheet.ws
        kept = [
            (str(area.sqref), copy(rule))
            for area in ws.conditional_formatting
            for rule in area.rules
            if id(rule) not in gone
        ]
        ws.conditional_formatting = ConditionalFormattingList()
        for sqref, rule in kept:
            ws.conditional_formatting.add(sqref, rule)

    def add_cell_value(self, spec: dict[str, Any]) -> ConditionalFormat:
        self._owner.excel.write("rule added")
        fill = spec.get("fill_color")
        look = DifferentialStyle(
            font=Font(bold=spec.get("font_bold"), color=_rgb(spec["font_color"])),
            fill=PatternFill(bgColor=_rgb(fill)) if fill else None,
        )
        names = {ours: theirs for theirs, ours in _OPERATORS.items()}
        rule = Rule(
            "cellIs",
            operator=names[spec["operator"]],
            formula=[str(spec["formula1"]).removeprefix("=")],
            dxf=look,
        )
        ws = self._owner.sheet.ws
        rules = [one for area in ws.conditional_formatting for one in area.rules]
        for one in rules:
            one.priority += 1
        ws.conditional_formatting.add(self._owner.address.replace("$", ""), rule)
        rule.priority = 1
        return ConditionalFormat(self._owner, rule)


def _rgb(colour: Any) -> str:
    if isinstance(colour, str):
        return "FF" + colour.lstrip("#")
    return "FF" + bytes(colour).hex().upper()
