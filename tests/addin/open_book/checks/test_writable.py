"""A workbook that cannot take a change is refused before the first write."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook.protection import WorkbookProtection

from kpibook.errors import WorkbookError
from kpibook.services.fill import fill
from kpibook.services.rating.check import check
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.workbook import layout
from tests.addin.filling import the_actuals
from tests.addin.open_book.test_replace_sheet import a_scratch
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import Q3, example
from tests.support.com.pywin32 import ComError
from tests.support.openpyxl_engine import Flavour


def protected(desk: Desk) -> Desk:
    desk.wb.security = WorkbookProtection(lockStructure=True)
    return desk


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_new_sheet_in_a_protected_structure_is_refused_with_nothing_written(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = protected(a_desk(tmp_path, example().empty, flavour))
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, tmp_path)
        book.replace_sheet("Findings", a_scratch(2, sheet="Findings", table=False))
        with pytest.raises(WorkbookError, match="structure-protected") as caught:
            book.commit()

    assert "so 'Findings' could not be added" in str(caught.value)
    assert "Review > Protect Workbook" in caught.value.fix
    assert desk.excel.writes == []


def test_cells_and_sheets_that_are_there_are_written_in_a_protected_structure(
    tmp_path: Path,
) -> None:
    desk = protected(a_desk(tmp_path, example().empty))
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, tmp_path)
        book.commit()

    assert desk.wb[layout.THIS_QUARTER]["H8"].value == 0.721


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_read_only_workbook_is_refused_with_nothing_written(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().empty, flavour)
    desk.model.read_only = True
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, tmp_path)
        with pytest.raises(WorkbookError, match=r"another name.*excel-read-only"):
            book.commit()

    assert desk.excel.writes == []


def test_a_protected_structure_refuses_to_change_its_sheets(tmp_path: Path) -> None:
    """The pretended Excel does what Microsoft Support, "Protect a workbook", says."""
    desk = protected(a_desk(tmp_path))

    with pytest.raises(ComError):
        desk.book.sheets.add("New")
    with pytest.raises(ComError):
        desk.sheet(layout.LISTS).name = "Other"
    with pytest.raises(ComError):
        desk.sheet(layout.LISTS).delete()


def test_check_lists_its_findings_in_a_read_only_workbook(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    desk.model.read_only = True
    with desk.opened() as book:
        sheet = write_findings(book, check(book, tmp_path))
        book.commit()

    assert sheet in desk.book.sheet_names
