"""Return, as a button: the return sheet made anew, and shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from kpibook.addin.commands.answer import CANCELLED
from kpibook.workbook import layout
from tests.addin.commands.clicking import desk, values
from tests.support.books import a_book, example, typed


def test_the_return_is_made_of_the_figures_as_they_are(tmp_path: Path) -> None:
    path = Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))
    opened = desk(typed(path, {"H8": 0.99}))

    answer = opened.press("return")

    assert not answer.serious, str(answer)
    assert answer.sheet == layout.RETURN
    said = values(opened.saved(), layout.RETURN)
    assert said != values(example().filled, layout.RETURN)
    assert "Undo in Excel does not take back" in str(answer)
    assert "The sheet Return is up to date for Q3 2021/22, under the scheme standard." in str(
        answer
    )


def test_a_workbook_without_a_measure_is_said(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    opened = desk(typed(path, {f"{column}6": None for column in "ABCDEFG"}))

    answer = opened.press("return")

    assert answer.serious
    assert "[no-measures]" in str(answer)


def a_book_of_two_committees(folder: Path) -> Path:
    return a_book(
        folder,
        {"Ref": "PI.1", "Committee": "Children's Scrutiny"},
        {"Ref": "PI.2", "Committee": "Place Scrutiny"},
    )


@pytest.mark.parametrize(
    ("typed_name", "refs"),
    [("1", {"PI.1", "PI.2"}), ("3", {"PI.2"}), ("place scrutiny", {"PI.2"})],
)
def test_the_officer_chooses_the_committee_where_there_are_several(
    tmp_path: Path, typed_name: str, refs: set[str]
) -> None:
    opened = desk(a_book_of_two_committees(tmp_path))

    answer = opened.press("return", ChooseName=typed_name)

    assert not answer.serious, str(answer)
    said = {str(cell) for row in values(opened.saved(), layout.RETURN) for cell in row}
    assert said & {"PI.1", "PI.2"} == refs
    assert ("for the committee Place Scrutiny: 1 of 2" in str(answer)) == (refs == {"PI.2"})


def test_a_return_is_not_made_where_the_choice_is_cancelled(tmp_path: Path) -> None:
    path = a_book_of_two_committees(tmp_path)
    opened = desk(path)

    assert str(opened.press("return", ChooseName="")) == str(CANCELLED)
    assert values(opened.saved(), layout.RETURN) == values(path, layout.RETURN)


def test_a_committee_that_is_none_is_answered_with_those_there_are(tmp_path: Path) -> None:
    answer = desk(a_book_of_two_committees(tmp_path)).press("return", ChooseName="Audit")

    assert "[part-unknown]" in str(answer)
    assert "'Children's Scrutiny' and 'Place Scrutiny'" in str(answer)


def test_the_published_copy_may_be_for_a_committee(tmp_path: Path) -> None:
    opened = desk(a_book_of_two_committees(tmp_path))
    output = tmp_path / "out.xlsx"

    answer = opened.press("publish", ChooseName="2", SaveName=str(output))

    assert not answer.serious, str(answer)
    sheets = openpyxl.load_workbook(output).sheetnames
    said = {str(cell) for sheet in sheets for row in values(output, sheet) for cell in row}
    assert said & {"PI.1", "PI.2"} == {"PI.1"}
