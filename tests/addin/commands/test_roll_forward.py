"""Roll forward, as a button: what will happen is said first, and saving is the officer's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.addin.commands.roll_forward import QUESTION
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk, values
from tests.support.books import example


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def test_it_does_what_the_command_line_does(opened: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    roll_forward_file(opened.path, Destination(file=by_command))

    answer = opened.press("roll_forward", "ok")

    assert not answer.serious, str(answer)
    saved = opened.saved()
    for sheet in layout.SHEETS:
        assert values(saved, sheet) == values(by_command, sheet), sheet


def test_what_will_happen_is_said_first_and_what_to_save_afterwards(opened: Desk) -> None:
    said = str(opened.press("roll_forward", "ok"))

    (question,) = opened.excel.alerts
    assert question.startswith("Roll Childrens Q3.xlsx forward?\n\n- Q3 2021/22 is closed and")
    assert question.endswith(QUESTION)
    assert len(question) <= 1_000
    assert "Nothing is saved yet. Save the workbook under a new name now" in said
    assert "Undo in Excel does not take back" in said


def test_cancel_changes_nothing(opened: Desk) -> None:
    said = str(opened.press("roll_forward", "cancel"))

    assert said == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


def test_a_second_roll_is_refused_before_anything_is_asked(opened: Desk) -> None:
    opened.press("roll_forward", "ok")
    opened.excel.alerts.clear()

    answer = opened.press("roll_forward", "ok")

    assert answer.serious
    assert "[nothing-to-roll]" in str(answer)
    assert opened.excel.alerts == []


def test_the_officer_stays_where_they_were(opened: Desk) -> None:
    opened.select(layout.HISTORY, "B4")

    opened.press("roll_forward", "ok")

    assert opened.in_front == (layout.HISTORY, "B4")
