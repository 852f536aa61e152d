"""Dialogs ask through xlwings and through the add-in's own windows, and take every answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import xlwings

from kpibook.addin.excel.dialogs import ACTUALS, WORKBOOKS, Buttons, Dialogs, Reply
from kpibook.errors import KpibookError


class FakeApp:
    """Excel's application as far as dialogs go: alerts that are pressed, macros that answer."""

    def __init__(self, pressed: str | None = "ok", answer: object = "") -> None:
        self.pressed, self.answer = pressed, answer
        self.alerts: list[tuple[str | None, ...]] = []
        self.called: list[tuple[str, ...]] = []

    def alert(self, text: str, title: str, buttons: str, mode: str) -> str | None:
        self.alerts.append((text, title, buttons, mode))
        return self.pressed

    def macro(self, name: str) -> Callable[..., object]:
        def run(*arguments: str) -> object:
            self.called.append((name, *arguments))
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return run


def dialogs(app: FakeApp) -> Dialogs:
    return Dialogs(cast("xlwings.App", app))


def test_a_message_has_our_title_and_one_button() -> None:
    app = FakeApp()

    dialogs(app).say("Filled 3 cells.")
    dialogs(app).say("Fill could not be done.", serious=True)

    assert app.alerts == [
        ("Filled 3 cells.", "KPI Book", "ok", "info"),
        ("Fill could not be done.", "KPI Book", "ok", "critical"),
    ]


def test_what_no_dialog_can_show_is_replaced() -> None:
    app = FakeApp()

    dialogs(app).say("PI.1\x00 \u202ereversed\nnext line\u00a0here")

    assert app.alerts[0][0] == "PI.1\ufffd \ufffdreversed\nnext line\u00a0here"


@pytest.mark.parametrize(
    ("pressed", "reply"),
    [
        ("ok", Reply.OK),
        ("yes", Reply.YES),
        ("no", Reply.NO),
        ("cancel", Reply.CANCEL),
        pytest.param(None, Reply.CANCEL, id="the window was closed"),
        pytest.param("Abbrechen", Reply.CANCEL, id="a button we do not know"),
    ],
)
def test_the_button_that_is_pressed_is_the_reply(pressed: str | None, reply: Reply) -> None:
    app = FakeApp(pressed)

    assert dialogs(app).ask("Which?", Buttons.YES_NO_CANCEL) is reply
    assert app.alerts == [("Which?", "KPI Book", "yes_no_cancel", "info")]


def test_a_file_is_chosen_in_the_add_ins_own_window() -> None:
    app = FakeApp(answer="C:/data/Siân & co.csv")

    assert dialogs(app).choose_file("Choose", ACTUALS) == Path("C:/data/Siân & co.csv")
    assert app.called == [("'kpibook.xlam'!KpiDialogs.ChooseFile", "Choose", ACTUALS)]


@pytest.mark.parametrize("answer", ["", None])
def test_a_cancelled_window_gives_nothing(answer: object) -> None:
    asked = dialogs(FakeApp(answer=answer))

    assert asked.choose_file("Choose", ACTUALS) is None
    assert asked.choose_files("Choose", WORKBOOKS) == ()
    assert asked.save_name("Save", Path("a.xlsx")) is None


def test_several_files_keep_their_order() -> None:
    asked = dialogs(FakeApp(answer="b.xlsx\na b.xlsx\nc.xlsx"))

    chosen = asked.choose_files("Choose", WORKBOOKS)

    assert [path.name for path in chosen] == ["b.xlsx", "a b.xlsx", "c.xlsx"]


@pytest.mark.parametrize(
    ("chosen", "name"),
    [("return.xlsx", "return.xlsx"), ("return", "return.xlsx"), ("Q3 v1.2", "Q3 v1.2.xlsx")],
)
def test_a_new_workbook_gets_its_ending(chosen: str, name: str) -> None:
    app = FakeApp(answer=f"folder/{chosen}")

    assert dialogs(app).save_name("Save", Path("folder/s.xlsx")) == Path("folder", name)
    assert app.called[0][2] == str(Path("folder/s.xlsx"))


def test_a_file_on_the_web_is_refused_with_what_to_do() -> None:
    asked = dialogs(FakeApp(answer="https://council.sharepoint.com/sites/Kids/actuals.csv"))

    with pytest.raises(KpibookError) as caught:
        asked.choose_file("Choose", ACTUALS)

    assert caught.value.code == "file-in-cloud"
    assert str(caught.value).startswith("actuals.csv: ")
    assert "sharepoint" not in caught.value.what.casefold().replace("onedrive or sharepoint", "")


def test_an_add_in_that_does_not_answer_is_said() -> None:
    asked = dialogs(FakeApp(answer=OSError("(-2147352567, 'Cannot run the macro')")))

    with pytest.raises(KpibookError) as caught:
        asked.choose_files("Choose", WORKBOOKS)

    assert caught.value.code == "dialog-missing"
    assert "kpibook addin install" in caught.value.fix


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        pytest.param("2", "Place Scrutiny", id="a number of the list"),
        pytest.param(" 1 ", "All measures", id="a number with spaces"),
        pytest.param("place scrutiny", "place scrutiny", id="a name"),
        pytest.param("3", "3", id="no number of the list"),
        pytest.param("", None, id="cancelled"),
        pytest.param(None, None, id="no answer"),
    ],
)
def test_a_name_is_chosen_by_its_number_or_typed(typed: object, chosen: str | None) -> None:
    app = FakeApp(answer=typed)

    assert dialogs(app).choose_name("Which?", ["All measures", "Place Scrutiny"]) == chosen
    name, title, question, first = app.called[0]
    assert (name.rpartition(".")[2], title, first) == ("ChooseName", "KPI Book", "1")
    assert question == "Which?\n\n1  All measures\n2  Place Scrutiny"


def test_a_list_too_long_for_the_window_is_cut_and_its_last_name_can_be_typed() -> None:
    names = [f"The scrutiny committee number {n} of the council" for n in range(1, 41)]
    app = FakeApp(answer=names[-1])

    assert dialogs(app).choose_name("Which?", names) == names[-1]
    question = app.called[0][2]
    assert len(question) < 1000
    assert question.endswith("more: type the name.")
    assert names[0] in question


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param(" PI.9 ", "PI.9", id="a text with spaces"),
        pytest.param("", None, id="cancelled or empty"),
        pytest.param(None, None, id="no answer"),
    ],
)
def test_a_text_is_typed_in_a_window_that_offers_another(typed: object, text: str | None) -> None:
    app = FakeApp(answer=typed)

    assert dialogs(app).type_text("Its target:", "No target") == text
    name, title, question, offered = app.called[0]
    assert (name.rpartition(".")[2], title) == ("ChooseName", "KPI Book")
    assert (question, offered) == ("Its target:", "No target")
