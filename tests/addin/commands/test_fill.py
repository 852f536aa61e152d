"""Fill, as a button: the same cells as the command line, from one bulk write."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from kpibook.addin.commands.fill import QUESTION
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from tests.addin.commands.clicking import desk, values
from tests.support.books import EXAMPLE, a_book, a_csv, example, typed

ACTUALS = str(EXAMPLE / "actuals_q3.csv")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return Path(shutil.copy(example().empty, tmp_path / "Childrens Q3.xlsx"))


def test_actuals_from_a_file_give_what_the_command_line_gives(empty: Path) -> None:
    before = empty.read_bytes()
    opened = desk(empty)

    answer = opened.press("fill", "yes", ChooseFile=ACTUALS)

    assert not answer.serious
    saved = opened.saved()
    for sheet in (layout.THIS_QUARTER, layout.RETURN, layout.KEY):
        assert values(saved, sheet) == values(example().filled, sheet), sheet
    assert empty.read_bytes() == before, "nothing is saved for the officer"


def test_the_answer_says_what_was_done_what_to_put_right_and_how_to_go_back(empty: Path) -> None:
    opened = desk(empty)

    said = str(opened.press("fill", "yes", ChooseFile=ACTUALS))

    assert opened.excel.alerts == [QUESTION]
    count = len(example().fill.changes)
    assert said.startswith(
        f"Filled {count} cells for Q3 2021/22, rated under the scheme standard.\n\n"
    )
    assert "3 improved, 1 unchanged, 1 declined" in said
    assert "Undo in Excel does not take back" in said
    assert "To look at (" in said
    assert "unit is rate per 10,000. [commentary-unit]" in said
    assert "Check lists them all on a sheet." in said
    assert "3 measures take their targets from a benchmark of no stated period." in said
    assert "Version History" not in said


def test_what_is_typed_is_rated_without_a_file(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    filled = fill_file(
        typed(book, {"H6": 0.79}), None, None, Destination(file=tmp_path / "by the command.xlsx")
    )
    opened = desk(book)

    answer = opened.press("fill", "no")

    assert not answer.serious, str(answer)
    assert filled.output is not None
    by_button = values(opened.saved(), layout.THIS_QUARTER)
    assert by_button == values(filled.output, layout.THIS_QUARTER)
    assert "Within tolerance" in {value for row in by_button for value in row}


def test_a_second_click_says_that_nothing_is_new(empty: Path) -> None:
    opened = desk(empty)
    opened.press("fill", "yes", ChooseFile=ACTUALS)

    said = str(opened.press("fill", "no"))

    assert said.startswith("The figures and ratings say this already: no cell changed")


@pytest.mark.parametrize(
    ("answers", "windows"),
    [
        pytest.param(["cancel"], {}, id="at the question"),
        pytest.param(["yes"], {"ChooseFile": ""}, id="in the file window"),
    ],
)
def test_cancel_changes_nothing(empty: Path, answers: list[str], windows: dict[str, str]) -> None:
    opened = desk(empty)

    said = str(opened.press("fill", *answers, **windows))

    assert said == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


def test_the_officer_stays_where_they_were(empty: Path) -> None:
    opened = desk(empty)
    opened.select(layout.MEASURES, "C7")

    opened.press("fill", "yes", ChooseFile=ACTUALS)

    assert opened.in_front == (layout.MEASURES, "C7")


def test_ten_times_the_measures_cost_no_more_calls_to_excel(tmp_path: Path) -> None:
    calls = []
    for count in (6, 60):
        rows = [{"Ref": f"PI.{n}", "Target": "80%"} for n in range(1, count + 1)]
        book = a_book(tmp_path, *rows, name=f"{count}.xlsx")
        actuals = [{"Ref": f"PI.{n}", "Actual": "79%"} for n in range(1, count + 1)]
        file = a_csv(tmp_path / f"{count}.csv", *actuals)
        opened = desk(book)
        answer = opened.press("fill", "yes", ChooseFile=str(file))
        assert not answer.serious, str(answer)
        calls.append(opened.excel.calls)

    assert calls[1] <= calls[0] + 4, "the numbers of rows must not decide the numbers of calls"


def test_a_file_without_the_columns_is_said_and_nothing_is_written(
    empty: Path, tmp_path: Path
) -> None:
    wrong = a_csv(tmp_path / "wrong.csv", {"Name": "Bins", "Figure": "3"})
    opened = desk(empty)

    answer = opened.press("fill", "yes", ChooseFile=str(wrong))

    assert answer.serious
    assert str(answer).startswith("Fill could not be done.\n\nwrong.csv")
    assert opened.excel.writes == []


def test_a_protected_sheet_is_said_and_nothing_is_half_done(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    book[layout.THIS_QUARTER].protection.password = "of the finance team"
    book.save(empty)
    opened = desk(empty)
    before = values(empty, layout.THIS_QUARTER)

    answer = opened.press("fill", "yes", ChooseFile=ACTUALS)

    assert answer.serious
    assert "protected" in str(answer)
    assert values(opened.saved(), layout.THIS_QUARTER) == before


def test_a_workbook_in_the_cloud_is_filled_like_any_other(empty: Path) -> None:
    opened = desk(empty, cloud=True)

    answer = opened.press("fill", "yes", ChooseFile=ACTUALS)

    assert not answer.serious, str(answer)
    assert "Take back on the ribbon does" in str(answer)
    saved = opened.saved()
    assert values(saved, layout.THIS_QUARTER) == values(example().filled, layout.THIS_QUARTER)


def test_actuals_on_the_web_are_refused_with_what_to_do(empty: Path) -> None:
    opened = desk(empty)

    answer = opened.press("fill", "yes", ChooseFile="https://council.sharepoint.com/actuals.csv")

    assert answer.serious
    assert "[file-in-cloud]" in str(answer)
