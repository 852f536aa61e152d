"""A click that goes wrong before, in or after Python: the shipped VBA on a fake of Windows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest
from pyopenvba.exceptions import VBARuntimeError

from kpibook.addin.excel.view import _QUIET
from tests.support import addin
from tests.support.fake_windows import Windows
from tests.support.vba_excel import MAC, Excel

MANUAL, AUTOMATIC, SEMIAUTOMATIC = -4135, -4105, 2
#: What Python sets while it works, in Excel's own names and values.
WORKING: Mapping[str, object] = {
    "ScreenUpdating": False,
    "DisplayAlerts": False,
    "EnableEvents": False,
    "Calculation": MANUAL,
}
AS_USUAL: Mapping[str, object] = {
    "ScreenUpdating": True,
    "DisplayAlerts": True,
    "EnableEvents": True,
    "Calculation": AUTOMATIC,
}
HELPER = {"USE UDF SERVER": "True", "DEBUG UDFS": "True"}


def put(excel: Excel, settings: Mapping[str, object]) -> None:
    for name, value in settings.items():
        excel.app.application.vba_set(name, value, [])


def settings_of(excel: Excel) -> dict[str, object]:
    return {name: excel.app.application.vba_get(name, [], {}) for name in AS_USUAL}


def a_click(
    runs: Callable[[Excel], tuple[int, str]], before: Mapping[str, object] = AS_USUAL
) -> tuple[Excel, list[dict[str, object]]]:
    """Excel after a click whose Python does `runs`, and its settings at each message."""
    windows = Windows().install()
    excel = windows.excel(addin.modules())
    put(excel, before)
    windows.runs = lambda line: runs(excel)
    at_messages: list[dict[str, object]] = []

    class Watched(list[tuple[str, str, str, int]]):
        def append(self, dialog: tuple[str, str, str, int]) -> None:
            at_messages.append(settings_of(excel))
            super().append(dialog)

    excel.app.interpreter.dialogs = Watched()
    excel.click("kpiFill")
    return excel, at_messages


def killed_while_it_works(excel: Excel) -> tuple[int, str]:
    """A real Python that has begun its work and is ended by the task manager."""
    python = subprocess.Popen(
        [sys.executable, "-c", "print('working', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert python.stdout is not None
    assert python.stdout.readline() == "working\n"
    put(excel, WORKING)
    excel.app.application.vba_set("StatusBar", "KPI Book: writing 120 cells ...", [])
    os.kill(python.pid, signal.SIGKILL)
    _, said = python.communicate()
    return python.returncode, said


def test_the_settings_that_vba_keeps_are_those_that_python_changes() -> None:
    assert {name.lower() for name in WORKING} == {name.replace("_", "") for name in _QUIET}


@pytest.mark.parametrize(
    "before",
    [
        AS_USUAL,
        {**AS_USUAL, "Calculation": SEMIAUTOMATIC},
        {**AS_USUAL, "Calculation": MANUAL, "EnableEvents": False},
    ],
    ids=["as usual", "calculation but for tables", "by the officer's own choice"],
)
def test_python_killed_half_way_leaves_excels_settings_as_they_were(
    before: Mapping[str, object],
) -> None:
    excel, at_messages = a_click(killed_while_it_works, before)

    assert settings_of(excel) == dict(before)
    (said,) = excel.dialogs
    assert said.startswith("KPI Book stopped before it was done.")
    assert at_messages == [dict(before)], "they are back before the officer is told"


def test_a_status_bar_text_of_a_killed_click_is_taken_away() -> None:
    excel, _ = a_click(killed_while_it_works)

    assert excel.app.application.vba_get("StatusBar", [], {}) is False


def test_a_status_bar_text_of_another_program_stays() -> None:
    def other(excel: Excel) -> tuple[int, str]:
        excel.app.application.vba_set("StatusBar", "Refreshing ...", [])
        return 0, ""

    excel, _ = a_click(other)

    assert excel.app.application.vba_get("StatusBar", [], {}) == "Refreshing ..."


def test_a_setting_that_excel_refuses_does_not_leave_the_others_off() -> None:
    def refusing(excel: Excel) -> tuple[int, str]:
        put(excel, WORKING)
        application = excel.app.application
        shipped = application.vba_set

        def refused(name: str, *arguments: object, **named: object) -> None:
            if name.lower() == "calculation":
                raise VBARuntimeError(1004, "Method 'Calculation' of object failed")
            shipped(name, *arguments, **named)

        application.vba_set = refused
        return 0, ""

    excel, _ = a_click(refusing)

    assert settings_of(excel) == {**AS_USUAL, "Calculation": MANUAL}
    assert excel.dialogs == []


def test_a_click_that_could_not_start_puts_them_back_too() -> None:
    def refused(excel: Excel) -> tuple[int, str]:
        put(excel, WORKING)
        raise VBARuntimeError(70, "Permission denied")

    excel, at_messages = a_click(refused)

    assert settings_of(excel) == dict(AS_USUAL)
    assert at_messages == [dict(AS_USUAL)]
    assert "Permission denied, error 70" in excel.dialogs[0]


def on_a_mac() -> Excel:
    modules = {name: text for name, text in addin.modules().items() if name == "KpiState"}
    excel = Excel(modules, constants=MAC)
    put(excel, AS_USUAL)
    return excel


def test_on_a_mac_the_next_click_puts_back_what_a_killed_one_left() -> None:
    excel = on_a_mac()
    excel.run("KpiKeep")
    put(excel, WORKING)  # and Python is ended, so that CleanUp is not called

    excel.run("KpiKeep")

    assert settings_of(excel) == dict(AS_USUAL)
    put(excel, WORKING)
    excel.run("KpiPutBack")
    assert settings_of(excel) == dict(AS_USUAL)


def test_without_a_click_nothing_is_put_back() -> None:
    excel = on_a_mac()
    put(excel, WORKING)

    excel.run("KpiPutBack")

    assert settings_of(excel) == dict(WORKING)


def test_without_windows_script_host_a_click_says_what_works_without() -> None:
    windows = Windows(script_host=False).install()
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert "Windows Script Host" in said
    assert "kpibook addin install --helper" in said
    assert "error 429" in said
    assert windows.commands == []


def test_the_helper_needs_no_windows_script_host() -> None:
    windows = Windows(script_host=False).install(**HELPER)
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    assert excel.dialogs == []
    assert windows.executed == ["from kpibook.addin import clicks; clicks.run('fill')"]


def test_without_windows_script_host_what_is_not_set_up_is_still_said() -> None:
    excel = Windows(script_host=False).excel(addin.modules())

    excel.click("kpiFill")

    assert "not set up" in excel.dialogs[0]


def test_settings_that_cannot_be_read_do_not_open_vbas_own_window() -> None:
    windows = Windows(script_host=False)
    windows.install(interpreter=r"%LOCALAPPDATA%\kpibook\python.exe")
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    assert "Windows Script Host" in excel.dialogs[0]


@pytest.mark.parametrize("settings", [{}, HELPER], ids=["a worksheet function", "a click"])
def test_a_library_that_antivirus_took_is_named_with_where_to_look(
    settings: dict[str, str],
) -> None:
    windows = Windows(has_library=False).install(**settings)
    excel = windows.excel(addin.modules())

    if settings:
        excel.click("kpiFill")
        (said,) = excel.dialogs
    else:
        said = excel.run("KPI_PERIOD", 44500)

    assert "xlwings64-0.37.8.dll" in said
    assert "antivirus" in said
    assert "'kpibook addin status'" in said
    assert "the command that puts the library back" in said
    assert windows.executed == []


@pytest.mark.parametrize(
    "error",
    [
        "ModuleNotFoundError: No module named 'win32api'",
        "ImportError: DLL load failed while importing pywintypes: not found",
        "kpibook lacks a part of its Python. [library-missing]",
    ],
)
def test_a_part_of_python_that_is_missing_is_to_be_put_back_from_the_wheel(error: str) -> None:
    excel, _ = a_click(lambda excel: (1, f"Traceback\n{error}\n"))

    # Never the bare name: kpibook is on no package index, and a package of that name is not ours.
    assert "from its wheel ('uv tool install --reinstall' and the" in excel.dialogs[0]
    assert "'kpibook addin status' names the command" in excel.dialogs[0]
    assert error in excel.dialogs[0]


def test_another_error_does_not_ask_to_put_anything_back() -> None:
    excel, _ = a_click(lambda excel: (1, "kpibook could not reach the workbook in Excel.\n"))

    assert "--reinstall" not in excel.dialogs[0]


def test_no_message_is_longer_than_excel_shows() -> None:
    excel = Excel(addin.modules())

    excel.run("KpiSay", "figures " * 400)

    (said,) = excel.dialogs
    assert 900 < len(said) <= 1000
    assert said.startswith("figures figures")
    shown, pointer, rest = said.partition(" ... ")
    assert pointer
    assert shown.endswith("figures")
    assert "kpibook addin status" in rest


def test_a_message_that_excel_shows_whole_is_left_alone() -> None:
    excel = Excel(addin.modules())

    for length in (1, 999, 1000):
        excel.run("KpiSay", "x" * length)

    assert list(map(len, excel.dialogs)) == [1, 999, 1000]


def test_a_long_word_is_cut_where_the_room_ends() -> None:
    excel = Excel(addin.modules())

    excel.run("KpiSay", "x" * 2000)

    assert len(excel.dialogs[0]) == 1000


def test_the_end_of_what_python_said_begins_with_a_word() -> None:
    excel = Excel(addin.modules())
    lines = " ".join(f"line{number:04}" for number in range(400)) + " the end"

    said = excel.run("KpiStopped", lines)

    assert len(said) <= 1000
    assert said.endswith("the end")
    assert said.partition("... ")[2][:4] == "line"
