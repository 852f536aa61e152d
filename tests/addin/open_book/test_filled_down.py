"""A formula that works on several cells at once stays what the officer typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour

ARRAY = '=FILTER(A6:B6,A6:A6<>"")'
#: The column of 'This quarter' that is theirs: Commentary.
COLUMN = "M"


def with_formula(folder: Path, flavour: Flavour = "windows", formula: str = ARRAY) -> Desk:
    """A workbook into whose only row an officer typed a formula."""
    desk = a_desk(folder, flavour=flavour)
    desk.wb[layout.THIS_QUARTER].protection.disable()
    desk.sheet(layout.THIS_QUARTER).range(f"{COLUMN}6").formula2 = formula
    return desk


def formula2(desk: Desk, row: int) -> object:
    return desk.sheet(layout.THIS_QUARTER).range(f"{COLUMN}{row}").formula2


def grow(desk: Desk) -> None:
    with desk.opened() as book:
        book.append(layout.THIS_QUARTER_TABLE, [{"Ref": "PI.1"}, {"Ref": "PI.2"}], [{}, {}])
        book.commit()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_new_rows_get_a_formula_that_spills_as_it_is(tmp_path: Path, flavour: Flavour) -> None:
    desk = with_formula(tmp_path, flavour)

    grow(desk)

    assert formula2(desk, 7) == '=FILTER(A7:B7,A7:A7<>"")'
    assert formula2(desk, 8) == '=FILTER(A8:B8,A8:A8<>"")'


def test_new_rows_get_a_formula_that_takes_one_value_of_several_as_it_is(tmp_path: Path) -> None:
    desk = with_formula(tmp_path, formula="=@A6:B6")

    grow(desk)

    assert formula2(desk, 7) == "=@A7:B7"


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("formula", [ARRAY, "=@A6:B6"])
def test_a_formula_is_put_back_as_it_was(tmp_path: Path, formula: str, flavour: Flavour) -> None:
    desk = with_formula(tmp_path, flavour, formula)
    with desk.opened() as book:
        book.write(
            [
                CellWrite(layout.THIS_QUARTER, f"{COLUMN}6", "a text"),
                CellWrite(layout.THIS_QUARTER, "H6", 1),
            ]
        )
        desk.excel.forget_calls()
        desk.excel.fail_at = 2
        with pytest.raises(WorkbookError):
            book.commit()

    assert formula2(desk, 6) == formula


def test_an_older_excel_gets_formulas_as_it_knows_them(tmp_path: Path) -> None:
    desk = with_formula(tmp_path, formula="=A6*2")
    desk.excel.knows_formula2 = False

    grow(desk)

    cells = desk.sheet(layout.THIS_QUARTER)
    assert [cells.range(f"{COLUMN}{row}").formula for row in (7, 8)] == ["=A7*2", "=A8*2"]


def test_formula_of_the_pretended_excel_never_spills(tmp_path: Path) -> None:
    """As Microsoft Learn, "Formula vs Formula2", has it."""
    desk = with_formula(tmp_path)
    cell = desk.sheet(layout.THIS_QUARTER).range(f"{COLUMN}6")

    assert (cell.formula, cell.formula2) == (ARRAY, ARRAY)
    cell.formula = ARRAY
    assert cell.formula2 == ARRAY.replace("=FILTER", "=@FILTER")


@pytest.mark.parametrize("newer", [True, False], ids=["365", "2019"])
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("formula", ["=[@Actual]*2", "=ThisQuarter[@Actual]-[@[Actual]]"])
def test_new_rows_get_a_formula_with_the_short_form_of_their_own_row(
    tmp_path: Path, flavour: Flavour, formula: str, newer: bool
) -> None:
    desk = with_formula(tmp_path, flavour, formula)
    shown = desk.sheet(layout.THIS_QUARTER).range(f"{COLUMN}6").formula
    desk.excel.knows_formula2 = newer

    grow(desk)

    sheet = desk.sheet(layout.THIS_QUARTER)
    assert [sheet.range(f"{COLUMN}{row}").formula for row in (7, 8)] == [shown, shown]


@pytest.mark.parametrize("newer", [True, False], ids=["365", "2019"])
def test_a_formula_with_the_short_form_of_its_row_may_become_an_exception(
    tmp_path: Path, newer: bool
) -> None:
    desk = with_formula(tmp_path, formula="=[@Actual]*2")
    desk.excel.knows_formula2 = newer

    with desk.opened() as book:
        book.calculate(layout.THIS_QUARTER_TABLE, {"Commentary": "=1+1"})
        book.append(layout.THIS_QUARTER_TABLE, [{"Ref": "PI.1"}], [{}])
        book.commit()

    assert desk.sheet(layout.THIS_QUARTER).range(f"{COLUMN}6").formula == "=[@Actual]*2"
