from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font

from kpibook.addin.open_book.looks.conditional_formats import LEFT_ALONE, NO_SIGNS, give_looks
from kpibook.workbook import layout
from kpibook.xlsx import WordFormat
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour

LOOKS = [
    WordFormat("On course", "#00703C", "#E0F0E8", '"✓ "@'),
    WordFormat('The "worst"', "#B00020", bold=False),
]


def a_column(desk: Desk, formats: str = "O6", column: str = "O6:O9") -> str:
    sheet = desk.sheet(layout.THIS_QUARTER)
    return give_looks(sheet.range(formats), sheet.range(column), LOOKS, desk.excel.platform)


def rules(desk: Desk, cell: str) -> list[tuple[object, ...]]:
    """The rules of a cell by priority: word, colours, weight and the sign before the word."""
    found = []
    for held in desk.wb[layout.THIS_QUARTER].conditional_formatting:
        if cell in held.sqref:
            for rule in held.rules:
                look = rule.dxf
                fill = look.fill.bgColor.rgb if look.fill else ""
                sign = look.numFmt.formatCode if look.numFmt else ""
                said = (rule.formula[0], look.font.color.rgb, fill, look.font.b, sign)
                found.append((rule.priority, said))
    return [said for _, said in sorted(found)]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_words_get_new_looks_in_the_order_given(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    assert '"Target met"' in [rule[0] for rule in rules(desk, "O6")]

    said = a_column(desk)

    sign = '"✓ "@' if flavour == "windows" else ""
    assert rules(desk, "O6") == [
        ('"On course"', "FF00703C", "FFE0F0E8", True, sign),
        ('"The ""worst"""', "FFB00020", "", False, ""),
    ]
    assert said == ("" if flavour == "windows" else NO_SIGNS)


def test_the_rules_of_other_columns_stay(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = rules(desk, "P6")

    a_column(desk)

    assert rules(desk, "P6") == before


def test_a_column_without_rules_for_words_is_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    assert a_column(desk, "B6", "B6:B9") == ""
    assert rules(desk, "B6") == []


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(FormulaRule(formula=["$H6>1"], font=Font(b=True)), id="a formula"),
        pytest.param(CellIsRule("equal", ["$A$1"], font=Font(b=True)), id="another cell"),
        pytest.param(CellIsRule("notEqual", ['"x"'], font=Font(b=True)), id="another comparison"),
    ],
)
def test_rules_that_somebody_mixed_with_their_own_are_left_alone(
    tmp_path: Path, own: object
) -> None:
    desk = a_desk(tmp_path)
    desk.model_sheet(layout.THIS_QUARTER).ws.conditional_formatting.add("O6:O9", own)
    desk.excel.forget_calls()

    assert a_column(desk) == ""
    assert desk.excel.writes == []


def test_what_excel_refuses_is_only_noted(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.excel.fail_at = 2

    assert a_column(desk) == LEFT_ALONE
