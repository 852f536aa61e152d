"""Every click is answered with a dialog in plain words."""

from __future__ import annotations

import builtins
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlwings

from kpibook.addin import clicks
from kpibook.addin.clicks import COMMANDS
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from tests.addin.test_ribbon import COMMANDS as OF_THE_RIBBON
from tests.support.books import example
from tests.support.clock import Clock
from tests.support.openpyxl_engine import Excel
from tests.support.running import ENGINE, run


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    """Excel with the example open, from which a button was just pressed."""
    running = Excel()
    name = "Childrens Q3.xlsx"
    book = running.open(Path(shutil.copy(example().filled, tmp_path / name)))
    run(book.app)
    monkeypatch.setattr(xlwings.engines, "active", ENGINE)
    running.macros["KpiClickedBook"] = lambda: name
    monkeypatch.setattr(sys, "argv", ["-c", "--from_xl=1"])
    monkeypatch.setattr(
        "kpibook.addin.open_book.open_book.OpenBook.__init__.__defaults__", ("win32",)
    )
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return running


def test_there_is_a_command_for_each_button() -> None:
    assert set(COMMANDS) == set(OF_THE_RIBBON.values())


def test_a_click_ends_with_one_dialog(excel: Excel) -> None:
    clicks.run("explain")

    assert len(excel.alerts) == 1


def test_the_sheet_an_answer_speaks_of_is_in_front(excel: Excel) -> None:
    clicks.run("settings")

    assert excel._app.books.active.wb.active.title == layout.SETTINGS


def test_a_sheet_that_cannot_be_shown_does_not_spoil_the_answer(
    excel: Excel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hidden(*_: object) -> None:
        raise OSError("(-2147352567, 'Activate method of Worksheet class failed')")

    monkeypatch.setattr("kpibook.addin.open_book.open_book.OpenBook.show", hidden)

    clicks.run("settings")

    assert excel.alerts[-1].startswith("Here you can change")


def test_a_command_that_is_not_known_is_answered(excel: Excel) -> None:
    clicks.run("format the disk")

    (said,) = excel.alerts
    assert said == (
        "That could not be done.\n\nThis button is not one that the installed kpibook knows. "
        "The add-in in Excel and kpibook are of different versions. Close Excel, run "
        "`kpibook addin install` and open Excel again. [button-unknown]"
    )


def test_a_fault_is_answered_without_its_text(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(_: object) -> None:
        raise ZeroDivisionError("12 High Street")

    monkeypatch.setitem(COMMANDS, "fill", failing)

    clicks.run("fill")

    (said,) = excel.alerts
    assert said.startswith("Fill could not be done: this is a fault in kpibook.")
    assert "High Street" not in said
    assert clicks.LOOK_FIRST in said
    assert str(tmp_path / "state" / "kpibook" / "faults.log") in said
    assert (tmp_path / "state" / "kpibook" / "faults.log").is_file()


def test_a_fault_that_cannot_be_logged_is_answered_all_the_same(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    monkeypatch.setitem(COMMANDS, "fill", lambda _: 1 / 0)

    clicks.run("fill")

    assert "The log of faults could not be written." in excel.alerts[0]


class _Rejected(OSError):
    """Excel is busy, as pywin32 says it."""

    hresult, excepinfo = -2147418111, None


def test_an_excel_that_is_busy_while_a_button_reads_is_no_fault_of_ours(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def busy(_: object) -> None:
        raise _Rejected

    monkeypatch.setitem(COMMANDS, "fill", busy)

    clicks.run("fill")

    (said,) = excel.alerts
    assert "Finish typing in the cell you are in" in said
    assert "0x80010001" in said
    assert said.endswith("[excel-busy]")
    log = tmp_path / "state" / "kpibook" / "faults.log"
    assert "Excel: 0x80010001" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["fill", "help", "settings"])
@pytest.mark.parametrize("hresult", [-2_147_418_111, -2_147_417_846, -2_147_352_567])
def test_a_busy_excel_is_answered_within_ten_seconds(
    excel: Excel, clock: Clock, command: str, hresult: int
) -> None:
    excel.busy, excel.busy_hresult = -1, hresult

    with pytest.raises(SystemExit) as caught:
        clicks.run(command)

    assert "Finish typing in the cell you are in" in str(caught.value)
    assert "Excel's number for it is 0x80" in str(caught.value)
    assert 5 < clock.now < 9, "and a second for the start of Python"


def test_an_excel_that_is_busy_for_three_seconds_delays_a_click_and_no_more(
    excel: Excel, clock: Clock
) -> None:
    answer = excel.answer_call

    def busy_at_first() -> None:
        excel.busy = -1 if clock.now < 3 else 0
        answer()

    excel.answer_call = busy_at_first  # type: ignore[method-assign]

    clicks.run("settings")

    assert excel.alerts[-1].startswith("Here you can change")
    assert 3 <= clock.now < 4


def test_a_cell_that_did_not_hold_what_was_written_is_logged(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def spoiled(_: object) -> None:
        raise WorkbookError("another figure", code="not-as-written", where="")

    monkeypatch.setitem(COMMANDS, "fill", spoiled)

    clicks.run("fill")

    log = tmp_path / "state" / "kpibook" / "faults.log"
    assert "task fill" in log.read_text(encoding="utf-8")


def test_a_refusal_in_a_commit_is_logged_with_its_number(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(_: object) -> None:
        raise WorkbookError("no", code="excel-gone", where="") from _Rejected()

    monkeypatch.setitem(COMMANDS, "fill", refused)

    clicks.run("fill")

    log = tmp_path / "state" / "kpibook" / "faults.log"
    assert "Excel: 0x80010001" in log.read_text(encoding="utf-8")


def test_an_interrupted_click_is_interrupted(excel: Excel, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "fill", interrupted)

    with pytest.raises(KeyboardInterrupt):
        clicks.run("fill")


def test_without_excel_it_ends_with_a_sentence_for_the_add_in_to_show(
    excel: Excel,
) -> None:
    excel.macros.clear()

    with pytest.raises(SystemExit) as caught:
        clicks.run("fill")

    assert str(caught.value).startswith("kpibook could not reach the workbook in Excel.")


def test_an_excel_that_shows_no_dialog_ends_it_with_a_sentence_and_not_a_traceback(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def busy(*_: object) -> None:
        raise OSError("(-2147418111, 'Call was rejected by callee.')")

    monkeypatch.setattr("kpibook.addin.excel.dialogs.Dialogs.say", busy)

    with pytest.raises(SystemExit) as caught:
        clicks.run("fill")

    assert str(caught.value).endswith("[workbook-not-reached]")
    assert "Finish typing" in str(caught.value)
    assert "rejected" not in str(caught.value)
    assert (tmp_path / "state" / "kpibook" / "faults.log").is_file()


def test_no_library_of_charts_or_tables_is_imported_before_a_button_runs(tmp_path: Path) -> None:
    """xlwings itself takes pandas and matplotlib if they are there; nothing of ours does."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from kpibook.addin import clicks; print(*sys.modules)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = done.stdout.split()
    assert "kpibook.addin.clicks" in loaded
    heavy = {"matplotlib", "pandas", "numpy", "openpyxl", "xlwings", "xlsxwriter", "click"}
    assert heavy & set(loaded) == set()


@pytest.mark.parametrize("command", ["check", "explain", "fill", "return", "settings"])
def test_no_click_waits_for_openpyxl(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """It takes a quarter of a second to import. The Excel of these tests is built on it."""
    assert command in COMMANDS
    importing, asked = builtins.__import__, set()

    def watched(name: str, of: Mapping[str, Any] | None = None, *more: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "openpyxl" and of is not None:
            asked.add(str(of["__name__"]))
        return importing(name, of, *more, **named)

    monkeypatch.setattr(builtins, "__import__", watched)
    clicks.run(command)
    monkeypatch.undo()

    assert "could not" not in excel.alerts[-1] or command == "explain"  # no measure is selected
    assert {module for module in asked if module.startswith("kpibook.")} == set()
