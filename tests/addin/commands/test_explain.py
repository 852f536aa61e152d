"""Explain, as a button: the selected measure's status, in words, with the cells it came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk
from tests.support.books import cell_under, example


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


@pytest.mark.parametrize(
    "sheet", [layout.THIS_QUARTER, layout.MEASURES, layout.HISTORY, layout.RETURN]
)
def test_the_measure_of_the_selected_row_is_explained(opened: Desk, sheet: str) -> None:
    opened.select(sheet, cell_under(opened.path, layout.REF, "PI.426", sheet))

    said = str(opened.press("explain"))

    assert said.startswith("Measure: PI.426 ")
    assert "Status: Off target. 72.1% is 13.4" in said
    assert "actual 72.1% ('This quarter'!H8)" in said
    assert "Childrens Q3.xlsx" not in said
    assert opened.excel.alerts == []


def test_nothing_is_changed(opened: Desk) -> None:
    opened.excel.forget_calls()

    opened.press("explain")

    assert opened.excel.writes == []


def test_a_measures_findings_are_said_too(opened: Desk) -> None:
    opened.select(layout.THIS_QUARTER, cell_under(opened.path, layout.REF, "PI.433"))

    answer = opened.press("explain")

    assert "To look at: 5" in str(answer)
    assert "as-at-outside-period" in {finding.code for finding in answer.findings}


@pytest.mark.parametrize(
    ("sheet", "address"), [(layout.THIS_QUARTER, "A1"), (layout.SETTINGS, "B4")]
)
def test_no_measure_selected_says_what_to_select(opened: Desk, sheet: str, address: str) -> None:
    opened.select(sheet, address)

    answer = opened.press("explain")

    assert answer.serious
    assert "[no-measure-selected]" in str(answer)


def test_a_selected_chart_is_no_measure(opened: Desk) -> None:
    opened.excel.selection = None

    assert "[no-measure-selected]" in str(opened.press("explain"))
