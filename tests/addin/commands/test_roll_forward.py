"""Roll forward, as a button: what will happen is said first, and saving is the officer's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.addin.commands.roll_forward import (
    AUTO_SAVED_QUESTION,
    NOT_SAVED,
    QUESTION,
    SAVE_FIRST,
    SAVED_OVER,
    TRENDS_STAY,
)
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk, in_table, only_on, values
from tests.support.books import a_book, a_csv, example


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


def test_charts_that_still_end_with_the_closed_quarter_are_told(tmp_path: Path) -> None:
    past = ["Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22"]
    book = a_book(
        tmp_path,
        {"Ref": "PI.1"},
        history=[{"Ref": "PI.1", "Period": period, "Actual": "60"} for period in past],
    )
    actuals = a_csv(tmp_path / "actuals.csv", {"Ref": "PI.1", "Actual": "71.5%"})
    out = Destination(file=tmp_path / "with charts.xlsx")
    fill_file(book, actuals, None, out, trends=True)

    said = str(desk(tmp_path / "with charts.xlsx").press("roll_forward", "ok"))

    assert TRENDS_STAY.format(layout.TRENDS, "Q3 2021/22") in said


def test_a_workbook_without_charts_is_told_nothing_of_them(opened: Desk) -> None:
    assert "charts" not in str(opened.press("roll_forward", "ok"))


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


def unsaved(opened: Desk) -> None:
    opened.model.saved = False


def type_meanwhile(opened: Desk, address: str, value: object) -> None:
    """Let a colleague type a figure while the question is open."""
    sheet = opened.wb[layout.THIS_QUARTER]
    opened.excel.meanwhile.append(("alert", lambda: setattr(sheet[address], "value", value)))


def test_a_figure_typed_while_the_question_is_open_goes_into_the_history(opened: Desk) -> None:
    type_meanwhile(opened, "H8", 0.123)

    answer = opened.press("roll_forward", "ok")

    assert not answer.serious, str(answer)
    assert 0.123 in in_table(opened.saved(), layout.HISTORY_TABLE)


def test_a_roll_that_would_do_another_thing_than_was_agreed_to_is_refused(opened: Desk) -> None:
    type_meanwhile(opened, "H8", None)

    answer = opened.press("roll_forward", "ok")

    assert answer.serious
    assert "[changed-meanwhile]" in str(answer)
    assert opened.excel.writes == []


@pytest.mark.parametrize(("pressed", "kept"), [("yes", True), ("no", False)])
def test_the_quarter_is_saved_first_if_the_officer_says_so(
    opened: Desk, pressed: str, kept: bool
) -> None:
    sheet = opened.wb[layout.THIS_QUARTER]
    sheet["M8"] = "Typed and not saved."
    unsaved(opened)

    answer = opened.press("roll_forward", pressed)

    assert not answer.serious, str(answer)
    assert opened.excel.alerts[0].endswith(SAVE_FIRST)
    on_disk = list(values(opened.path, layout.THIS_QUARTER))
    assert any("Typed and not saved." in row for row in on_disk) is kept
    assert sheet["H8"].value is None  # rolled forward


def test_cancel_of_the_offer_to_save_changes_and_saves_nothing(opened: Desk) -> None:
    unsaved(opened)
    before = opened.path.read_bytes()

    said = str(opened.press("roll_forward", "cancel"))

    assert said == "Cancelled. Nothing was changed."
    assert (opened.path.read_bytes(), opened.excel.writes) == (before, [])


def test_a_workbook_that_cannot_be_saved_is_not_rolled_forward(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved(opened)
    monkeypatch.setattr(type(opened.click.book._book.impl), "save", _full)

    answer = opened.press("roll_forward", "yes")

    assert "[workbook-not-saved]" in str(answer)
    assert opened.excel.writes == []


def _full(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


def test_a_read_only_workbook_is_not_offered_to_be_saved(opened: Desk) -> None:
    unsaved(opened)
    opened.model.read_only = True

    answer = opened.press("roll_forward", "ok")

    assert opened.excel.alerts[0].endswith(QUESTION)
    assert "[excel-read-only]" in str(answer)
    assert opened.excel.writes == []


@only_on("windows")  # a Mac does not tell
@pytest.mark.parametrize("saved", [True, False])
def test_where_autosave_is_on_the_officer_is_told_that_the_file_itself_rolls_forward(
    opened: Desk, saved: bool
) -> None:
    opened.model.auto_save, opened.model.saved = True, saved

    said = str(opened.press("roll_forward", "ok"))

    assert opened.excel.alerts[0].endswith(AUTO_SAVED_QUESTION)
    assert len(opened.excel.alerts[0]) <= 1_000
    assert SAVED_OVER in said
    assert NOT_SAVED not in said
