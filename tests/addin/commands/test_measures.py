"""Measures, as a button: added or retired as the command line does it, and asked in plain words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.addin.commands.measures import ASKED, QUESTION
from kpibook.domain.measures.period import Quarter
from kpibook.services.measures.register_changes import add_measure, change_file, retire_measure
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk, values
from tests.services.sheets.test_register_order import refs
from tests.support.books import a_book, cell_under, example, typed, value_under

NEW = ["PI.900", "Homes retrofitted", "count", "higher", "1,200"]


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def test_a_measure_is_added_as_the_command_line_adds_it(opened: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    texts = dict(zip(ASKED, NEW, strict=True))
    change_file(
        opened.path, Destination(file=by_command), lambda b: add_measure(b, tmp_path, texts)
    )

    answer = opened.press("measures", "yes", "ok", ChooseName=list(NEW))

    assert not answer.serious, str(answer)
    assert str(answer).startswith("PI.900 is in the register now (1 measure).")
    assert answer.sheet == layout.MEASURES
    saved = opened.saved()
    assert refs(saved)[-1] == "PI.900"
    assert value_under(saved, "Target", "PI.900") == 1200
    for sheet in layout.SHEETS:
        assert values(saved, sheet) == values(by_command, sheet), sheet


def test_what_is_added_is_shown_first_with_its_place_and_the_reason(opened: Desk) -> None:
    said = str(opened.press("measures", "yes", "ok", ChooseName=list(NEW)))

    first, second = opened.excel.alerts
    assert first == QUESTION
    assert second.startswith(
        "Add this measure to Childrens Q3.xlsx?\n\nRef: PI.900\nMeasure: Homes"
    )
    assert "It becomes the last measure on 'Measures' and 'This quarter': rows are put in" in second
    assert max(map(len, opened.excel.alerts)) <= 1_000
    assert "only while the workbook is closed in Excel" in said
    assert "Undo in Excel does not take back" in said


def test_no_target_is_the_word_that_is_offered_and_is_no_figure(opened: Desk) -> None:
    answer = opened.press("measures", "yes", "ok", ChooseName=[*NEW[:4], "No target"])

    assert not answer.serious, str(answer)
    assert value_under(opened.saved(), "Target", "PI.900", layout.MEASURES) == "No target"
    assert [f for f in answer.findings if f.ref == "PI.900" and f.code != "actual-missing"] == []


@pytest.mark.parametrize("answered", range(5))
def test_cancel_at_any_question_of_a_new_measure_changes_nothing(
    opened: Desk, answered: int
) -> None:
    said = str(opened.press("measures", "yes", ChooseName=[*NEW[:answered], ""]))

    assert said == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


@pytest.mark.parametrize("first", ["yes", "no"])
def test_cancel_at_the_last_question_changes_nothing(opened: Desk, first: str) -> None:
    windows = list(NEW) if first == "yes" else ["PI.426", "Q4 2021/22"]

    said = str(opened.press("measures", first, "cancel", ChooseName=windows))

    assert said == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


def test_cancel_at_the_first_question_changes_nothing(opened: Desk) -> None:
    assert str(opened.press("measures", "cancel")) == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


def test_a_reference_in_use_is_told_before_anything_else_is_asked(opened: Desk) -> None:
    answer = opened.press("measures", "yes", ChooseName=["pi 426"])

    assert answer.serious
    assert "pi 426 is in the register already, as PI.426." in str(answer)
    assert "[ref-duplicate]" in str(answer)


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        pytest.param(2, "precent", "unit-unknown", id="unit"),
        pytest.param(3, "sideways", "polarity-unknown", id="which way is good"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_and_nothing_is_changed(
    opened: Desk, place: int, text: str, code: str
) -> None:
    windows = [*NEW[:place], text, *NEW[place + 1 :]]

    answer = opened.press("measures", "yes", ChooseName=windows)

    assert answer.serious
    assert f"[{code}]" in str(answer)
    assert opened.excel.alerts == [QUESTION], "it is told before the officer is asked to agree"
    assert opened.excel.writes == []


def test_a_measure_is_retired_as_the_command_line_retires_it(opened: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    last = Quarter.parse("Q4 2021/22")
    change_file(
        opened.path,
        Destination(file=by_command),
        lambda b: retire_measure(b, tmp_path, "PI.426", last),
    )

    answer = opened.press("measures", "no", "ok", ChooseName=["PI.426", "Q4 2021/22"])

    assert str(answer).startswith("PI.426 is reported until Q4 2021/22. It leaves 'This quarter'")
    assert "To report it again, empty its Last period on the sheet Measures" in str(answer)
    saved = opened.saved()
    assert value_under(saved, "Last period", "PI.426", layout.MEASURES) == "Q4 2021/22"
    for sheet in layout.SHEETS:
        assert values(saved, sheet) == values(by_command, sheet), sheet


def test_the_selected_measure_and_this_quarter_are_offered(opened: Desk) -> None:
    asked: list[tuple[str, str]] = []

    def window(_title: str, question: str, offered: str) -> str:
        asked.append((question, offered))
        return offered

    opened.select(layout.THIS_QUARTER, cell_under(opened.path, "Actual", "PI.426"))
    answer = opened.press("measures", "no", "ok", ChooseName=window)

    assert [offered for _, offered in asked] == ["PI.426", "Q3 2021/22"]
    assert asked[1][0].startswith("The last quarter that PI.426 ")
    assert str(answer).startswith("PI.426 is reported until Q3 2021/22.")


def test_a_measure_that_is_over_leaves_this_quarter_and_keeps_its_history(tmp_path: Path) -> None:
    history = [{"Ref": "PI.2", "Period": "Q2 2021/22", "Actual": "70%"}]
    path = a_book(tmp_path, *({"Ref": f"PI.{n}"} for n in (1, 2, 3)), history=history)
    at_desk = desk(typed(path, {cell_under(path, "Actual", "PI.1"): 0.7}))

    answer = at_desk.press("measures", "no", "ok", ChooseName=["PI.2", "Q2 2021/22"])

    saved = at_desk.saved()
    assert not answer.serious, str(answer)
    assert [ref for ref in refs(saved) if ref] == ["PI.1", "PI.3"]
    assert values(saved, layout.HISTORY) == values(path, layout.HISTORY)
    assert value_under(saved, "Actual", "PI.1") == 0.7


@pytest.mark.parametrize(
    ("windows", "code"),
    [
        pytest.param(["PI.999"], "ref-unknown", id="no such measure"),
        pytest.param(["PI.426", "soon"], "period-unknown", id="no quarter"),
    ],
)
def test_a_measure_or_quarter_that_is_not_known_is_told(
    opened: Desk, windows: list[str], code: str
) -> None:
    answer = opened.press("measures", "no", ChooseName=windows)

    assert answer.serious
    assert f"[{code}]" in str(answer)
    assert opened.excel.writes == []


def test_a_row_that_cannot_go_to_its_place_is_last_and_the_reason_is_told(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"})
    first, second = (cell_under(path, "Ref", ref) for ref in ("PI.1", "PI.2"))
    at_desk = desk(typed(path, {first: "PI.2", second: "PI.1"}))

    answer = at_desk.press("measures", "yes", "ok", ChooseName=list(NEW))

    assert [ref for ref in refs(at_desk.saved()) if ref] == ["PI.2", "PI.1", "PI.900"]
    (added,) = (f for f in answer.findings if f.code == "measure-row-added")
    assert "below the others: rows are put into another order only while" in str(added)


def test_a_figure_typed_while_a_question_is_open_is_rated_and_kept(opened: Desk) -> None:
    """The ratings are worked out from what is there after the last question."""
    sheet = opened.wb[layout.THIS_QUARTER]
    before = sheet["O8"].value

    def colleague() -> None:
        sheet["H8"].value = 0.99

    # The second alert is the one that asks to agree.
    opened.excel.meanwhile += [("alert", lambda: None), ("alert", colleague)]
    answer = opened.press("measures", "no", "ok", ChooseName=["PI.432", "Q4 2021/22"])

    assert not answer.serious, str(answer)
    assert sheet["H8"].value == 0.99
    assert sheet["O8"].value != before
