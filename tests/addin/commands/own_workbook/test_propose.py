"""A layout proposed on a sheet, corrected there, kept, and filled by."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.addin.commands.own_workbook.propose import QUESTION
from kpibook.services.layouts.which import layout_needed
from tests.addin.commands.clicking import Desk, desk
from tests.addin.commands.own_workbook.scorecard import SCORES, actuals, looks, own, save
from tests.support.scorecards import PERIOD, council_desk


@pytest.fixture
def proposed(tmp_path: Path) -> Desk:
    """The scorecard without a layout, and the sheet Layout in it, saved."""
    opened = own(tmp_path, "")
    answer = opened.press("fill", "ok")
    assert not answer.serious, str(answer)
    save(opened)
    return opened


def role_cell(opened: Desk, column: str) -> openpyxl.cell.cell.Cell:
    """The cell under "What it is" in the row of a column or question that begins so."""
    rows = opened.wb["Layout"].iter_rows()
    found = (row for row in rows if str(row[1].value or "").startswith(column))
    return next(found)[3]


def test_fill_asks_and_proposes_what_each_column_is(proposed: Desk) -> None:
    assert QUESTION in proposed.excel.alerts
    assert proposed.wb.sheetnames == [SCORES, "Register", "Notes", "Layout"]
    said = {column: role_cell(proposed, column).value for column in ("A ", "H ", "I ", "D ", "L ")}
    assert said == {
        "A ": "ref",
        "H ": "target",
        "I ": "actual",
        "D ": "not used",
        "L ": "direction",
    }
    assert role_cell(proposed, "I Q3 / Actual, its colour").value == "status"
    assert role_cell(proposed, "Which quarter").value == PERIOD
    assert role_cell(proposed, "EN3: which way is good").value is None
    rules = proposed.wb["Layout"].data_validations.dataValidation
    assert any("previous year" in str(rule.formula1) for rule in rules)


@pytest.mark.parametrize("button", ["fill", "check"])
def test_no_changes_nothing(button: str, tmp_path: Path) -> None:
    opened = own(tmp_path, "")

    answer = opened.press(button, "cancel")

    assert "Nothing was changed" in str(answer)
    assert opened.excel.writes == []
    assert list(tmp_path.glob("*.toml")) == []


def test_a_second_click_keeps_the_corrected_layout_and_fills(
    proposed: Desk, tmp_path: Path
) -> None:
    role_cell(proposed, "EN3: which way is good").value = "higher"
    role_cell(proposed, "M Q3 Comments").value = "note"
    save(proposed)
    file = actuals(tmp_path)

    answer = proposed.press("fill", "ok", "yes", ChooseFile=str(file))

    assert not answer.serious, str(answer)
    layout = layout_needed(proposed.path, None)
    assert layout.period == PERIOD
    assert layout.answers["EN3"] == {"polarity": "higher"}
    assert layout.tables[0].columns["note"] == "{quarter} Comments"
    assert "commentary" not in layout.tables[0].columns
    assert any("4 measures for Q3 2024/25" in asked for asked in proposed.excel.alerts)
    assert any("2 of 2 statuses" in asked for asked in proposed.excel.alerts)
    cells = looks(proposed.saved())
    assert (cells["I6"], cells["I7"]) == ((0.46, "92D050"), (55, "FF5050"))
    # It is kept: the next click asks for the actuals at once.
    save(proposed)
    assert "no cell changed" in str(proposed.press("fill", "no"))


def test_cancel_at_the_second_click_keeps_no_layout(proposed: Desk, tmp_path: Path) -> None:
    answer = proposed.press("fill", "cancel")

    assert "Nothing was changed" in str(answer)
    assert list(tmp_path.glob("*.toml")) == []


@pytest.mark.parametrize(
    ("column", "role", "told"),
    [
        ("I Q3 / Actual", "actuals", "'actuals' is nothing that a column can be"),
        ("G Q2 / Actual", "actual", "are both actual"),
        ("I Q3 / Actual", "not used", "no column is the actual"),
        ("Which quarter", "summer", "'summer' is no quarter"),
    ],
)
def test_a_wrong_role_is_refused_with_its_cell(
    column: str, role: str, told: str, proposed: Desk, tmp_path: Path
) -> None:
    cell = role_cell(proposed, column)
    cell.value = role
    save(proposed)

    answer = proposed.press("fill")

    assert told in str(answer)
    assert "[layout-value]" in str(answer)
    assert "Layout" in str(answer)
    assert list(tmp_path.glob("*.toml")) == []


def test_a_column_that_has_gone_since_is_named(proposed: Desk) -> None:
    proposed.wb[SCORES]["L3"].value = "Arrow"
    save(proposed)

    answer = proposed.press("fill")

    assert "'L Trend'" in str(answer)
    assert "Delete the sheet Layout" in str(answer)


def test_take_back_takes_the_sheet_out_again(tmp_path: Path) -> None:
    opened = own(tmp_path, "")
    opened.press("fill", "ok")

    answer = opened.press("take_back", "ok")

    assert not answer.serious, str(answer)
    assert "Layout" not in opened.wb.sheetnames


def test_a_workbook_without_measures_is_said_to_have_none(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "Budget.xlsx")
    opened = desk(tmp_path / "Budget.xlsx")

    answer = opened.press("fill", "ok")

    assert "no sheet looks like a table of measures" in str(answer)
    assert "[layout-none]" in str(answer)
    assert opened.excel.writes == []


def test_a_sheet_layout_of_the_councils_own_is_left_alone(tmp_path: Path) -> None:
    opened = own(tmp_path, "")
    opened.wb["Notes"].title = "Layout"
    save(opened)

    answer = opened.press("fill", "ok")

    assert "[layout-exists]" in str(answer)
    assert opened.excel.writes == []


def test_in_a_cloud_it_says_where_to_open_it(tmp_path: Path) -> None:
    opened = desk(council_desk(tmp_path, layout=""), cloud=True)

    answer = opened.press("fill", "ok")

    assert "synced folder" in str(answer)
    assert opened.excel.writes == []
