"""Check, Explain and Return in a council's own workbook."""

from __future__ import annotations

from pathlib import Path

from tests.addin.commands.own_workbook.scorecard import (
    SCORES,
    looks,
    own,
    save,
)


def test_explain_is_about_the_row_of_the_selected_cell(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.select(SCORES, "B7")

    assert "EN2 Bins missed" in str(opened.press("explain"))
    opened.select("Notes", "A1")
    assert "[no-measure-selected]" in str(opened.press("explain"))
    assert opened.excel.writes == []


def test_check_and_return_add_their_sheets_which_no_layout_reads(tmp_path: Path) -> None:
    opened = own(tmp_path)
    before = looks(opened.saved())

    for button, sheet in (("check", "Findings"), ("return", "Return")):
        answer = opened.press(button)
        assert not answer.serious, str(answer)
        assert answer.sheet == sheet
        save(opened)

    assert looks(opened.saved()) == before
    assert opened.wb.sheetnames == [SCORES, "Register", "Notes", "Findings", "Return"]
    again = opened.press("check")
    assert not again.serious, str(again)
    assert opened.wb.sheetnames.count("Findings") == 1
