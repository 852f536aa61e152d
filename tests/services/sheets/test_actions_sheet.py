"""The sheet of actions put into a workbook that was made without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from workbook_templates.build import build

from kpibook.errors import WorkbookError
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sheets.actions_sheet import add_actions_file
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from tests.support import validator
from tests.support.books import ORDINARY, Q3, a_book, a_csv, a_sheet, with_actions


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook as one made before there was a sheet Actions."""
    template = tmp_path / "older.xlsx"
    with monkeypatch.context() as earlier:
        sheets = tuple(name for name in layout.SHEETS if name != layout.ACTIONS)
        earlier.setattr(layout, "SHEETS", sheets)
        build(template)
    register = a_csv(tmp_path / "register.csv", {"Ref": "PI.1", "Measure": "Title", **ORDINARY})
    return new_workbook(register, Settings(Q3), tmp_path / "book.xlsx", template=template).output


def added(book: Path) -> Path:
    result = add_actions_file(book, Destination(file=book.with_name("added.xlsx")))
    assert result.is_new
    assert result.saved.output is not None
    return result.saved.output


def test_the_sheet_is_that_of_a_new_workbook(older: Path, tmp_path: Path) -> None:
    new = openpyxl.load_workbook(a_book(tmp_path, {"Ref": "PI.1"}, name="new.xlsx"))
    sheet = openpyxl.load_workbook(added(older))[layout.ACTIONS]

    table, like = sheet.tables[layout.ACTIONS_TABLE], new[layout.ACTIONS].tables["ActionList"]
    assert (table.ref, table.column_names) == (like.ref, like.column_names)
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["E5:E504"] == '"open,done,overdue,dropped"'
    assert rules == {
        str(rule.sqref): rule.formula1
        for rule in new[layout.ACTIONS].data_validations.dataValidation
    }


def test_what_is_typed_on_it_is_read(older: Path) -> None:
    book = with_actions(
        added(older),
        {"Ref": "PI.1", "Action": "Recruit", "Owner": "Manager", "Due": date(2021, 11, 1)},
    )

    assert "action-overdue" in {finding.code for finding in check_file(book).findings}
    assert validator.errors(book) == []


def test_a_workbook_that_has_it_keeps_its_rows(tmp_path: Path) -> None:
    book = with_actions(a_book(tmp_path, {"Ref": "PI.1"}), {"Ref": "PI.1", "Action": "Recruit"})
    before = book.read_bytes()

    result = add_actions_file(book, Destination(in_place=True))

    assert not result.is_new
    assert book.read_bytes() == before
    assert "already" in result.sentence


def test_a_sheet_of_that_name_that_is_the_councils_own_is_never_replaced(older: Path) -> None:
    opened = openpyxl.load_workbook(older)
    opened.create_sheet("actions")["A1"] = "Ours"
    opened.save(older)
    before = older.read_bytes()

    with pytest.raises(WorkbookError) as refused:
        add_actions_file(older, Destination(in_place=True))

    assert refused.value.code == "actions-sheet-taken"
    assert older.read_bytes() == before


def test_a_workbook_that_is_not_of_kpibook_is_left_alone(tmp_path: Path) -> None:
    other = a_sheet(tmp_path / "other.xlsx", [["Ref"], ["PI.1"]])

    with pytest.raises(WorkbookError) as refused:
        add_actions_file(other, Destination(in_place=True))

    assert refused.value.code == "not-a-performance-workbook"
