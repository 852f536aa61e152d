"""A click's process holds what the click needs and no more: Excel is in another process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.workbook import layout
from tests.addin.commands.clicking import values
from tests.support.books import EXAMPLE, example
from tests.support.desk import Desk
from tests.support.excel_elsewhere import HEAVY


@pytest.mark.slow
def test_a_click_on_fill_imports_no_library_for_data_or_files(tmp_path: Path) -> None:
    book = Path(shutil.copy(example().empty, tmp_path / "book.xlsx"))
    desk = Desk(
        book,
        answers=["yes"],
        files={"KpiDialogs.ChooseFile": str(EXAMPLE / "actuals_q3.csv")},
        elsewhere=True,
    )

    said = desk.click("kpiFill")

    assert said.startswith("Filled "), said
    for sheet in (layout.THIS_QUARTER, layout.RETURN):
        assert values(book, sheet) == values(example().filled, sheet), sheet
    assert desk.click_told["writes"] > 0
    assert HEAVY == ("pandas", "numpy", "openpyxl", "matplotlib")
    assert desk.click_told["held"] == []


@pytest.mark.slow
@pytest.mark.parametrize("button", ["kpiCheck", "kpiRollForward"])
def test_no_other_button_does_either(tmp_path: Path, button: str) -> None:
    book = Path(shutil.copy(example().filled, tmp_path / "book.xlsx"))
    desk = Desk(book, answers=["ok"], selected=(layout.THIS_QUARTER, "D8"), elsewhere=True)

    desk.click(button)

    assert "could not" not in desk.heard[-1]
    assert desk.click_told["held"] == []


@pytest.mark.slow
def test_what_excel_refuses_reaches_the_officer_as_in_one_process(tmp_path: Path) -> None:
    shutil.copy(example().filled, tmp_path / "book.xlsx")
    desk = Desk(tmp_path / "book.xlsx", elsewhere=True)

    said = desk.click("kpiPublish")

    assert "[dialog-missing]" in said, "no window to choose a name was laid out"
