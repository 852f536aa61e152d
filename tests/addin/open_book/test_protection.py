from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.addin.open_book.protection import unlocked
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour


def protection(desk: Desk) -> list[dict[str, str]]:
    return [dict(ws.protection) for ws in desk.wb.worksheets]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("fails", [False, True])
def test_sheets_are_open_within_and_protected_as_before_afterwards(
    tmp_path: Path, flavour: Flavour, fails: bool
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    before = protection(desk)
    sheets = [desk.sheet(name) for name in (layout.THIS_QUARTER, layout.RETURN)]

    def work() -> None:
        with unlocked(sheets, "book.xlsx", desk.excel.platform):
            desk.sheet(layout.THIS_QUARTER).range("O6").raw_value = "Target met"
            assert not fails, "as if Excel had refused"

    if fails:
        with pytest.raises(AssertionError):
            work()
    else:
        work()

    assert protection(desk) == before


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_password_is_respected_and_the_other_sheets_are_protected_again(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    desk.wb[layout.SETTINGS].protection.password = "a secret of theirs"
    before = protection(desk)
    sheets = [desk.sheet(name) for name in (layout.THIS_QUARTER, layout.SETTINGS)]

    with (
        pytest.raises(WorkbookError, match=r"'Settings'.*password.*sheet-protected") as caught,
        unlocked(sheets, "book.xlsx", desk.excel.platform),
    ):
        pytest.fail("the block must not run")

    assert "a secret of theirs" not in str(caught.value)
    assert protection(desk) == before


def test_a_sheet_that_excel_will_not_protect_again_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    sheet = desk.sheet(layout.THIS_QUARTER)

    with unlocked([sheet], "book.xlsx", desk.excel.platform) as left_open:
        assert left_open == []
        desk.excel.fail_at = len(desk.excel.writes) + 1

    assert left_open == [layout.THIS_QUARTER]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_sheet_protected_against_people_only_is_so_again(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    desk.model_sheet(layout.THIS_QUARTER).interface_only = True

    with unlocked([desk.sheet(layout.THIS_QUARTER)], "a.xlsx", desk.excel.platform):
        pass

    assert desk.model_sheet(layout.THIS_QUARTER).interface_only
    desk.book.save()
    desk.book.close()
    reopened = replace(desk, book=desk.excel.open(desk.path))
    assert not reopened.model_sheet(layout.THIS_QUARTER).interface_only
