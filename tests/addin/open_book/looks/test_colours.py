"""Colours of cells in an open workbook, given and taken back."""

from __future__ import annotations

from pathlib import Path

from kpibook.addin.open_book.looks.colours import Colours, colours_of, give_colours
from kpibook.addin.open_book.undo_log import Undo
from tests.addin.opened import a_desk


def test_colours_are_given_and_taken_back(tmp_path: Path) -> None:
    opened = a_desk(tmp_path)
    cell = opened.sheet("Measures").range("B2")
    before = colours_of(cell)
    undo = Undo()

    changes = give_colours(opened.book, [Colours("Measures", "B2", "92D050", "C00000")], undo)

    assert colours_of(cell) == ("92D050", "C00000")
    assert [change.address for change in changes] == ["B2"]
    assert undo.run() == []
    assert colours_of(cell) == before


def test_a_colour_that_is_there_already_is_no_change(tmp_path: Path) -> None:
    opened = a_desk(tmp_path)
    cell = opened.sheet("Measures").range("Z90")
    asked = [Colours("Measures", "Z90", "92D050")]
    give_colours(opened.book, asked, Undo())
    opened.excel.forget_calls()

    assert give_colours(opened.book, asked, Undo()) == []
    assert opened.excel.writes == []
    assert colours_of(cell) == ("92D050", ""), "the text keeps its colour"
