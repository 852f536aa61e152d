"""Return, as a button: the return sheet made anew, and shown."""

from __future__ import annotations

import shutil
from pathlib import Path

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
    assert "The sheet Return is up to date for Q3 2021/22, under the scheme standard." in str(
        answer
    )


def test_a_workbook_without_a_measure_is_said(tmp_path: Path) -> None:
    path = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    opened = desk(typed(path, {f"{column}6": None for column in "ABCDEFG"}))

    answer = opened.press("return")

    assert answer.serious
    assert "[no-measures]" in str(answer)
