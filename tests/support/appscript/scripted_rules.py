"""Conditional formats as Excel on a Mac has them."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Font, PatternFill

from tests.support.appscript.references import Keyword, Step, k
from tests.support.appscript.scripted import Scripted
from tests.support.openpyxl_formats import ConditionalFormat
from tests.support.openpyxl_ranges import Range

_TYPES = {"cell_value": k.cell_value, "custom": k.expression}
_OPERATORS = {"equal_to": k.operator_equal, "not_equal_to": k.operator_not_equal}


class Rule(Scripted):
    """A conditional format."""

    def __init__(self, steps: tuple[Step, ...], owner: Range, rule: ConditionalFormat) -> None:
        super().__init__(steps)
        self._owner, self.rule = owner, rule

    @classmethod
    def made(cls, steps: tuple[Step, ...], owner: Range, wanted: dict[Keyword, Any]) -> Rule:
        """Add a rule to a range; it has no look yet."""
        assert wanted[k.format_condition_type] == k.cell_value
        names = {word: name for name, word in _OPERATORS.items()}
        added = owner.conditional_formats.add_cell_value(
            {
                "operator": names[wanted[k.condition_operator]],
                "formula1": wanted[k.formula_1],
                "font_color": "#000000",
            }
        )
        return cls(steps, owner, added)

    def get_format_condition_type(self) -> Keyword:
        return _TYPES.get(self.rule.type, k.time_period)

    def get_condition_operator(self) -> Keyword | None:
        operator = self.rule.operator
        return _OPERATORS[operator] if operator else None

    def get_formula_1(self) -> str | None:
        return self.rule.formula1

    def get_font_object(self) -> RuleFont:
        return RuleFont((*self.steps, ("property", "font_object")), self.rule)

    def get_interior_object(self) -> RuleInterior:
        return RuleInterior((*self.steps, ("property", "interior_object")), self.rule)

    def set_stop_if_true(self, value: bool) -> None:
        self.rule.rule.stopIfTrue = value or None

    def do_set_first_priority(self) -> None:
        # The model puts a new rule first already.
        assert self.rule.rule.priority == 1

    def do_delete(self) -> None:
        self._owner.conditional_formats.remove(self.rule)


class RuleFont(Scripted):
    """The font of a conditional format."""

    def __init__(self, steps: tuple[Step, ...], rule: ConditionalFormat) -> None:
        super().__init__(steps)
        self._look = rule.rule.dxf

    def set_color(self, colour: Any) -> None:
        self._look.font = Font(bold=self._look.font.bold, color=rgb(colour))

    def set_bold(self, bold: bool | None) -> None:
        self._look.font = Font(bold=bold, color=self._look.font.color)


class RuleInterior(Scripted):
    """The fill of a conditional format."""

    def __init__(self, steps: tuple[Step, ...], rule: ConditionalFormat) -> None:
        super().__init__(steps)
        self._look = rule.rule.dxf

    def set_color(self, colour: Any) -> None:
        self._look.fill = PatternFill(bgColor=rgb(colour))


def rgb(colour: list[int]) -> str:
    """Return red, green and blue as a file spells them."""
    return "FF" + bytes(colour).hex().upper()
