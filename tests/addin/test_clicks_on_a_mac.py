"""A button on a Mac: through xlwings' own engine for it, from the click to what is said."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import xlwings

from kpibook.addin import clicks
from kpibook.addin.machine import mac_alert
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.workbook import layout
from tests.addin.machine.test_mac_alert import given, osascript
from tests.support.appscript.engine import mac_engine
from tests.support.appscript.processes import make_visible
from tests.support.books import example
from tests.support.openpyxl_engine import Excel


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    """An Excel on a Mac that runs, found as xlwings finds it, with a workbook in front."""
    for name in ("PATH", "TEST_MAC_EXCELS"):
        monkeypatch.setenv(name, "/usr/bin:/bin" if name == "PATH" else "")
    running = Excel("mac")
    book = running.open(Path(shutil.copy(example().empty, tmp_path / "Housing Q3.xlsx")))
    running.macros["KpiClickedBook"] = lambda: book.name
    make_visible(running.front.pid)
    monkeypatch.setattr(xlwings.engines, "active", xlwings.Engine(impl=mac_engine().engine))
    monkeypatch.setattr(OpenBook.__init__, "__defaults__", (running.platform,))
    monkeypatch.setattr(sys, "argv", ["-c", "--from_xl=1", "--app=Microsoft Excel"])
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(mac_alert, "OSASCRIPT", str(osascript(tmp_path)))
    monkeypatch.setenv("HOME", str(tmp_path))
    return running


def log(folder: Path) -> str:
    return (folder / "Library/Logs/kpibook/faults.log").read_text(encoding="utf-8")


def test_a_button_works_on_the_workbook_that_was_clicked_in(excel: Excel) -> None:
    excel.answers[:] = ["no"]

    clicks.run("fill")

    (*_, said) = excel.alerts
    assert "fault" not in said
    book = excel.front.books["Housing Q3.xlsx"]
    assert excel.workbook(book)[layout.THIS_QUARTER]["O6"].value


@pytest.mark.parametrize(
    ("number", "advice", "not_said"),
    [
        pytest.param(-1743, "tccutil reset AppleEvents", "Finish typing", id="not permitted"),
        pytest.param(-1712, "Finish typing", "Automation", id="no answer in time"),
        pytest.param(-600, "Open the workbook again", "Finish typing", id="Excel does not run"),
        pytest.param(-609, "Open the workbook again", "Finish typing", id="Excel has gone"),
    ],
)
def test_an_excel_that_cannot_be_reached_is_told_with_its_reason_and_logged(
    excel: Excel, tmp_path: Path, number: int, advice: str, not_said: str
) -> None:
    excel.mac.error = number

    with pytest.raises(SystemExit) as ended:
        clicks.run("fill")

    said = given(tmp_path)[-1]
    assert advice in said
    assert not_said not in said
    assert str(number) in said
    assert str(number) in log(tmp_path)
    # Shown already: what is left on standard error would be shown a second time.
    assert ended.value.code == 1


def test_a_message_that_the_mac_does_not_show_is_left_for_the_add_in(
    excel: Excel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mac_alert, "OSASCRIPT", str(tmp_path / "missing"))
    excel.mac.error = -1743

    with pytest.raises(SystemExit) as ended:
        clicks.run("fill")

    assert "Automation" in str(ended.value.code)


def test_a_parameter_that_excel_refuses_is_a_fault_with_its_number_in_the_log(
    excel: Excel, tmp_path: Path
) -> None:
    excel.answers[:] = ["no"]
    excel.fail_at = 3

    clicks.run("fill")

    (*_, said) = excel.alerts
    assert "excel-refused" in said
    assert "-50" in said
    assert "-50" in log(tmp_path)
