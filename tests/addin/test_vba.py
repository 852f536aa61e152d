"""The shipped VBA with xlwings' real runtime, on a small fake of Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook import __version__
from tests.addin.test_ribbon import COMMANDS, IDS
from tests.support import addin
from tests.support.fake_windows import (
    COMSPEC,
    INTERPRETER,
    Windows,
    commands_of,
    python_arguments,
    server_arguments,
)
from tests.support.vba_excel import MAC, Excel


@pytest.mark.parametrize("button", IDS)
def test_a_click_starts_the_configured_python_with_the_buttons_line(button: str) -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules())

    excel.click(button)

    assert excel.dialogs == []
    (line,) = windows.commands
    assert line.startswith(f"{COMSPEC} /C ")
    change_drive, change_folder, _ = commands_of(line)
    assert change_drive == "C:"
    assert change_folder == f'cd "{INTERPRETER.rpartition(chr(92))[0]}"'
    program, *options, code, from_excel, app, window = python_arguments(line)
    assert program == INTERPRETER
    assert options == ["-P", "-c"]
    assert code == f"from kpibook.addin import clicks; clicks.run('{COMMANDS[button]}')"
    assert from_excel == "--from_xl=1"
    assert app.startswith("--app=")
    assert window == "--hwnd=4242"


def test_python_can_ask_which_workbook_was_in_front_at_the_click() -> None:
    excel = Windows().install().excel(addin.modules())
    assert excel.run("KpiClickedBook") == ""

    excel.click("kpiFill")

    assert excel.run("KpiClickedBook") == excel.app.application.vba_get(
        "ActiveWorkbook", [], {}
    ).vba_get("Name", [], {})


def test_in_helper_mode_no_process_is_started() -> None:
    windows = Windows().install(**{"USE UDF SERVER": "True", "DEBUG UDFS": "True"})
    excel = windows.excel(addin.modules())

    excel.click("kpiCheck")

    assert windows.commands == []
    assert set(windows.server_commands) == {"{506e67c3-55b5-48c3-a035-eed5deea7d6d}"}
    assert windows.executed == ["from kpibook.addin import clicks; clicks.run('check')"]
    folder = INTERPRETER.rpartition("\\")[0]
    assert set(windows.libraries) == {folder + r"\xlwings64-0.37.8.dll"}


def test_before_it_is_set_up_a_click_says_what_to_do_and_starts_nothing() -> None:
    windows = Windows()
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert "not set up" in said
    assert "kpibook addin install" in said
    assert windows.commands == []


def test_a_python_that_is_gone_is_named_and_nothing_is_started() -> None:
    windows = Windows().install()
    del windows.files[INTERPRETER]
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert INTERPRETER in said
    assert "kpibook addin install" in said
    assert windows.commands == []


def test_a_policy_that_stops_programs_is_told_in_plain_words() -> None:
    from pyopenvba.exceptions import VBARuntimeError

    def refused(line: str) -> tuple[int, str]:
        raise VBARuntimeError(70, "Permission denied")

    excel = Windows(runs=refused).install().excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert said.startswith("KPI Book could not start Python, so nothing was done.")
    assert "kpibook addin status" in said
    assert "Permission denied, error 70" in said


def test_a_helper_that_does_not_run_is_named_with_how_to_start_it() -> None:
    windows = Windows(helper_runs=False)
    windows.install(**{"USE UDF SERVER": "True", "DEBUG UDFS": "True"})
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert said.startswith("KPI Book could not reach its helper, so nothing was done.")
    assert "kpibook addin helper" in said
    assert "start Python" not in said
    assert "Invalid class string, error 1000" in said
    assert windows.commands == []


def test_a_python_that_fails_is_reported_with_its_last_lines_and_its_log_is_deleted() -> None:
    traceback = (
        "Traceback\n" + "  File\n" * 400 + "ModuleNotFoundError: No module named 'kpibook'\n"
    )
    windows = Windows(runs=lambda line: (1, traceback)).install()
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    (said,) = excel.dialogs
    assert said.startswith("KPI Book stopped before it was done.")
    assert "No module named 'kpibook'" in said
    assert "antivirus" in said
    assert len(said) <= 1000
    assert [path for path in windows.files if path.endswith(".log")] == []


def test_with_no_workbook_open_a_click_says_so() -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules(), workbook=False)

    excel.click("kpiHelp")

    (said,) = excel.dialogs
    assert "no open workbook" in said
    assert "PROTECTED VIEW" in said
    assert windows.commands == []


def test_a_button_of_another_version_is_answered() -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules())

    excel.click("kpiSomething")

    assert "another version" in excel.dialogs[0]
    assert windows.commands == []


def test_the_ribbon_says_which_version_this_is() -> None:
    excel = Windows().excel(addin.modules())

    assert excel.given_back("KpiGetVersionLabel") == f"Version {__version__}"


def test_a_worksheet_function_reaches_its_python_with_its_arguments() -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules())

    assert excel.run("KPI_PERIOD", 44500) == "kpibook.addin.functions.KPI_PERIOD"
    assert server_arguments(windows.server_commands[-1]) == [
        INTERPRETER,
        "-P",
        "-c",
        "import os;from kpibook.addin import light_xlwings; light_xlwings.serve('$(CLSID)')",
    ]


def test_a_worksheet_function_that_is_not_set_up_says_so_in_its_cell() -> None:
    windows = Windows()
    excel = windows.excel(addin.modules())

    said = excel.run("KPI_PERIOD", 44500)

    assert "not set up" in said
    assert "kpibook addin install" in said
    assert windows.libraries == []
    assert windows.server_commands == []


def test_functions_are_described_once_and_asked_again_only_if_excel_refused() -> None:
    windows = Windows()
    excel = windows.excel(addin.modules())
    assert excel.run("KpiRegistered") is False

    excel.run("KpiRegisterFunctions")

    assert excel.run("KpiRegistered") is True
    assert len(windows.described) >= 6
    assert {options["Category"] for options in windows.described} == {"KPI Book"}


def test_functions_that_excel_refuses_to_describe_stay_to_be_asked_again() -> None:
    from pyopenvba.exceptions import VBARuntimeError

    def refused(**options: object) -> None:
        raise VBARuntimeError(1004, "Cannot edit a macro on a hidden workbook")

    excel = Excel(addin.modules(), application={"MacroOptions": refused})

    excel.run("KpiRegisterFunctions")

    assert excel.run("KpiRegistered") is False


def test_the_file_windows_give_paths_and_nothing_when_cancelled() -> None:
    def excel_that_chooses(chosen: object) -> Excel:
        return Excel(
            addin.modules(),
            application={
                "GetOpenFilename": lambda **_: chosen,
                "GetSaveAsFilename": lambda **_: chosen,
            },
        )

    cancelled, chosen = excel_that_chooses(False), excel_that_chooses(r"C:\Siân\a & b.csv")

    for function, arguments in (
        ("ChooseFile", ("Title", "CSV (*.csv),*.csv")),
        ("ChooseFiles", ("Title", "CSV (*.csv),*.csv")),
        ("SaveName", ("Title", r"C:\Siân\return.xlsx", "Excel (*.xlsx),*.xlsx")),
    ):
        assert cancelled.run(function, *arguments) == ""
        assert chosen.run(function, *arguments) == r"C:\Siân\a & b.csv"


def test_a_name_is_typed_in_a_window_and_is_empty_when_cancelled() -> None:
    excel = Excel(addin.modules())
    excel.app.answer_dialogs("2", "")

    assert excel.run("ChooseName", "KPI Book", "Which committee?", "1") == "2"
    assert excel.run("ChooseName", "KPI Book", "Which committee?", "1") == ""
    assert excel.dialogs == ["Which committee?"] * 2


def test_several_files_come_one_a_line() -> None:
    excel = Excel(addin.modules())
    excel.app.add_module(
        'Function Several()\n Several = KpiPathsOf(Array("C:\\a.xlsx", "C:\\b.xlsx"))\n'
        "End Function\n",
        name="Several",
    )

    assert excel.run("Several") == "C:\\a.xlsx\nC:\\b.xlsx"


def test_on_a_mac_no_filter_is_given() -> None:
    given: list[dict[str, object]] = []

    def choose(*arguments: object, **named: object) -> str:
        given.append(named)
        return "/Users/sian/Returns/q3.xlsx"

    excel = Excel(addin.modules(), application={"GetOpenFilename": choose}, constants=MAC)

    assert excel.run("ChooseFile", "Title", "CSV (*.csv),*.csv") == "/Users/sian/Returns/q3.xlsx"
    assert given == [{}]


def test_on_a_mac_only_the_setting_is_asked_for_as_excel_cannot_see_the_file() -> None:
    def not_ready(setting: str) -> str:
        modules = {name: text for name, text in addin.modules().items() if name == "KpiMessages"}
        stub = f'Function GetConfig(key, default)\n GetConfig = "{setting}"\nEnd Function\n'
        return str(Excel({**modules, "xlwings": stub}, constants=MAC).run("KpiNotReady"))

    assert "not set up" in not_ready("")
    assert not_ready("/Users/sian/venv/bin/python") == ""


def test_the_add_in_that_ships_is_the_one_these_sources_make() -> None:
    assert Path(addin.SHIPPED).read_bytes() == addin.built(), "run `make addin`"
