from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpibook.addin.excel import platform_api
from kpibook.workbook import layout
from kpibook.xlsx import CellError
from kpibook.xlsx.cells.references import Area
from tests.addin.opened import FLAVOURS, a_desk
from tests.support.openpyxl_engine import Flavour


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_folder_is_that_of_the_file(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)

    assert platform_api.folder_of(desk.book, desk.excel.platform) == tmp_path


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_cloud_workbook_has_no_folder_and_its_full_name_is_never_asked_for(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour, cloud=True)

    assert platform_api.folder_of(desk.book, desk.excel.platform) is None


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_money_and_errors_come_whole(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    ws = desk.wb[layout.COVER]
    ws["H1"], ws["H2"] = 1234.56789, "#N/A"
    ws["H1"].number_format, ws["H2"].data_type = "£#,##0.00", "e"

    cells, area = desk.sheet(layout.COVER).range("H1:H2"), Area(1, 8, 2, 8)
    held = platform_api.stored(cells, area, desk.excel.platform)

    expected = {"windows": -2146826246, "mac": CellError("#N/A")}[flavour]
    assert [row[0] for row in held] == [1234.56789, expected]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_workbook_that_counts_from_1904_is_known(tmp_path: Path, flavour: Flavour) -> None:
    old = openpyxl.Workbook()
    old.epoch = CALENDAR_MAC_1904
    old.save(tmp_path / "old.xlsx")

    desk = a_desk(tmp_path, tmp_path / "old.xlsx", flavour)

    assert platform_api.counts_from_1904(desk.book, desk.excel.platform)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_protection_is_put_back_with_what_it_allows(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    sheet, platform = desk.sheet(layout.THIS_QUARTER), desk.excel.platform
    ws = desk.wb[layout.THIS_QUARTER]
    before = dict(ws.protection)
    held = platform_api.protection_of(sheet, platform)
    assert held is not None

    platform_api.unprotect(sheet, platform)
    assert platform_api.protection_of(sheet, platform) is None
    platform_api.protect(sheet, held, platform)

    assert dict(ws.protection) == before
    assert not ws.protection.sort  # the template lets officers sort


def test_a_sheet_that_is_not_protected_says_so(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    assert platform_api.protection_of(desk.sheet(layout.RETURN), desk.excel.platform) is None


def test_any_folder_will_do_for_an_exchange_on_windows() -> None:
    assert platform_api.exchange_folder(platform_api.WINDOWS) is None


def test_a_mac_exchanges_files_in_excels_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    own.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert platform_api.exchange_folder("darwin") == own


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_workbook_is_opened_for_reading_and_no_other_application_asked(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    other = Path(shutil.copy(desk.path, tmp_path / "scratch.xlsx"))
    desk.book.app.display_alerts = False

    # On a Mac the pretended `appscript` knows Excel alone: asking System Events would fail.
    opened = platform_api.open_for_reading(desk.book.app, other, desk.excel.platform)

    assert opened.name == "scratch.xlsx"
    assert opened.sheets[layout.COVER].range("A1").raw_value is not None
    opened.close()
    assert [book.name for book in desk.book.app.books] == [desk.path.name]
