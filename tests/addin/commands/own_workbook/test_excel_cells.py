"""Cells of a council's own workbook, written into Excel as into its copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.commands.own_workbook.excel_cells import ExcelCells
from kpibook.errors import WorkbookError
from kpibook.workbook.closed import ClosedBook
from tests.addin.commands.own_workbook.scorecard import (
    SCORES,
    looks,
    own,
)


def test_a_cell_that_a_colleague_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    opened = own(tmp_path)
    with ClosedBook.open(opened.path) as copy:
        cells = ExcelCells(copy, opened.click.book)
        opened.wb[SCORES]["I7"].value = 99

        cells.set(SCORES, "I6", 0.5, None)
        with pytest.raises(WorkbookError, match="I7") as caught:
            cells.set(SCORES, "I7", 50, None)

    assert caught.value.code == "changed-meanwhile"


def test_what_was_written_is_read_from_the_copy_and_waits_for_the_commit(tmp_path: Path) -> None:
    opened = own(tmp_path)
    with ClosedBook.open(opened.path) as copy:
        cells = ExcelCells(copy, opened.click.book)
        cells.set(SCORES, "I7", 50, None)
        assert cells.set_colours(SCORES, "I7", "FF5050", "FFFFFF")
        assert cells.cell(SCORES, "I7").value == 50

    assert looks(opened.saved())["I7"][0] == 48
    opened.click.book.commit()
    assert looks(opened.saved())["I7"] == (50, "FF5050")
    assert opened.wb[SCORES]["I7"].font.color.rgb[-6:].upper() == "FFFFFF"


def test_the_text_of_a_sign_gets_a_colour_and_its_fill_stays(tmp_path: Path) -> None:
    opened = own(tmp_path)
    before = looks(opened.saved())["I7"]
    with ClosedBook.open(opened.path) as copy:
        ExcelCells(copy, opened.click.book).set_colours(SCORES, "I7", "00B050", "", is_text=True)
    opened.click.book.commit()

    assert looks(opened.saved())["I7"] == before
    assert opened.wb[SCORES]["I7"].font.color.rgb[-6:].upper() == "00B050"
