"""What the changes to xlwings' runtime keep out, shown beside what its own text lets in."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.addin.xlam import xlwings_runtime as tested
from kpibook.addin.xlam.exact_changes import changed
from kpibook.addin.xlam.xlwings_runtime import CHANGES, runtime
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

SHEET_SETTINGS = """Sub PlantSettings()
 Dim s
 Set s = ActiveWorkbook.Worksheets.Add
 s.Name = "kpibook.conf"
 s.Range("A1").Value = "INTERPRETER_WIN"
 s.Range("B1").Value = "C:\\evil\\python.exe"
End Sub
"""


def as_xlwings_ships_it() -> dict[str, str]:
    """The add-in with xlwings' own text, but for the project's name and the officer's dialog."""
    dialog = next(change for change in CHANGES if "KpiStopped" in change.new)
    kept = (CHANGES[0], dialog)
    return {
        **addin.modules(),
        "xlwings": changed(tested._shipped("xlwings_custom_addin.bas"), kept),
    }


def named(excel: Excel, name: str) -> Excel:
    """With the active workbook called `name`, as its officer, or someone else, saved it."""
    excel.app.application.vba_get("ActiveWorkbook", [], {}).name = name
    return excel


def lines_for(name: str, modules: dict[str, str]) -> list[str]:
    windows = Windows().install()
    named(windows.excel(modules), name).click("kpiFill")
    return windows.commands


def without_log(line: str) -> str:
    return line.partition(" 2> ")[0]


@pytest.mark.parametrize(
    "name",
    ["Housing & Planning Q3.xlsx", "100%.xlsx", "a=b.xlsx", "%CMDCMDLINE%&calc&.xlsx", "x'y.xlsx"],
)
def test_no_name_of_a_workbook_changes_the_command_line(name: str) -> None:
    (plain,) = lines_for("Q3.xlsx", addin.modules())
    (line,) = lines_for(name, addin.modules())

    assert without_log(line) == without_log(plain)
    assert name not in line


@given(st.text(st.characters(blacklist_characters='\\/:*?"<>|', blacklist_categories=("Cs", "Cc"))))
@settings(max_examples=50)
def test_no_name_at_all_changes_it(name: str) -> None:
    windows, excel = a_desk()

    named(excel, f"{name}.xlsx").click("kpiFill")

    assert without_log(windows.commands[-1]) == without_log(windows.commands[0])


@functools.cache
def a_desk() -> tuple[Windows, Excel]:
    """A computer on which one click was made, in a workbook with a plain name."""
    windows = Windows().install()
    excel = windows.excel(addin.modules())
    named(excel, "Q3.xlsx").click("kpiFill")
    return windows, excel


def on_a_mac(modules: dict[str, str], name: str) -> str:
    """What xlwings' script on a Mac is given for its shell command, for a click in `name`."""
    unread: list[str] = []  # of the settings file
    tasks: list[str] = []
    excel = Excel(
        modules,
        functions={
            "AppleScriptTask": lambda script, handler, text: tasks.append(str(text)) or 0,
            "MacScript": lambda text: (
                str(text).partition('"')[2].partition('"')[0] or "/Users/sian"
            ),
            "Environ": lambda variable: "/Users/sian",
            "Dir": lambda path, *_: "kpibook.conf" if str(path).endswith(".conf") else "",
            "FreeFile": lambda: 1,
            "EOF": lambda number: not unread,
            "KpiTestOpen": lambda path, number: unread.extend(
                ["INTERPRETER_MAC", "/Users/sian/venv/bin/python"]
                if str(path).endswith(".conf")
                else []
            ),
            "KpiTestField": lambda number: unread.pop(0),
            "KpiTestLine": lambda number: unread.pop(0),
            "KpiTestClose": lambda number: unread.clear(),
            "KpiTestKill": lambda path: None,
        },
        application={
            "Name": "Microsoft Excel",
            "Version": "16.89",
            "Path": "/Applications/Microsoft Excel.app/Contents/MacOS",
            "StatusBar": "",
        },
        constants=MAC,
    )
    named(excel, name).click("kpiFill")
    assert tasks, excel.dialogs
    return tasks[0]


def test_on_a_mac_no_name_reaches_the_shell_either() -> None:
    name = "$(open -a Calculator).xlsx"

    assert name in on_a_mac(as_xlwings_ships_it(), name)
    assert name not in on_a_mac(addin.modules(), name)
    assert on_a_mac(addin.modules(), name) == on_a_mac(addin.modules(), "Q3.xlsx")


def test_in_xlwings_own_line_a_name_could_start_a_program() -> None:
    name = "%CMDCMDLINE%&calc&.xlsx"

    def started(modules: dict[str, str]) -> list[str]:
        (line,) = lines_for(name, modules)
        return commands_of(line, {"CMDCMDLINE": line})

    assert any(command.startswith("calc") for command in started(as_xlwings_ships_it()))
    assert not any(command.startswith("calc") for command in started(addin.modules()))


def test_a_settings_sheet_in_a_workbook_does_not_choose_the_program() -> None:
    def interpreter(modules: dict[str, str]) -> str:
        windows = Windows().install()
        windows.files[r"C:\evil\python.exe"] = b""
        excel = windows.excel(modules)
        excel.app.add_module(SHEET_SETTINGS, name="PlantSettings")
        excel.run("PlantSettings")
        excel.click("kpiFill")
        return python_arguments(windows.commands[0])[0]

    assert interpreter(as_xlwings_ships_it()) == r"C:\evil\python.exe"
    assert interpreter(addin.modules()) == INTERPRETER


def test_a_settings_file_beside_a_workbook_is_not_read() -> None:
    source = runtime()

    assert 'source = "directory"' not in source
    assert source.count("If False Then") == 3


def test_a_sheet_of_python_neither_runs_nor_stops_a_click() -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules())
    excel.app.add_module(
        'Sub Plant()\n ActiveWorkbook.Worksheets.Add.Name = "evil.py"\nEnd Sub\n', name="Plant"
    )
    excel.run("Plant")

    excel.click("kpiFill")

    assert excel.dialogs == []
    assert "runpython_embedded_code" not in windows.commands[0]


def test_settings_cannot_put_the_workbooks_folder_among_pythons() -> None:
    windows = Windows().install(ADD_WORKBOOK_TO_PYTHONPATH="True", PYTHONPATH=r"C:\evil")
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    for line in (windows.commands[0], excel.run("XLPyCommand")):
        assert "evil" not in line
        assert "sys_path" not in line


def test_programs_are_started_by_full_path() -> None:
    windows = Windows().install()
    excel = windows.excel(addin.modules())

    excel.click("kpiFill")

    assert windows.commands[0].startswith(COMSPEC)
    assert excel.run("XLPyCommand").startswith(COMSPEC)


PROBE = (
    "import json, kpibook, sys; "
    "print(json.__file__); print(kpibook.__file__); print('' in sys.path)"
)


def planted(folder: Path) -> Path:
    """A workbook's folder in which someone has put modules with the names of real ones."""
    for name in ("json.py", "kpibook.py", "decimal.py"):
        (folder / name).write_text("open('ran.txt', 'w').close()\n", encoding="utf-8")
    return folder


def run_in(folder: Path, arguments: list[str], then: str) -> subprocess.CompletedProcess[str]:
    """Run the line's Python for real, started in `folder`, with `then` for the last part of it."""
    options, code = arguments[1 : arguments.index("-c")], arguments[arguments.index("-c") + 1]
    before = re.split(r"(?:; ?|^)from kpibook|;import xlwings; xlwings.serve", code)[0]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, *options, "-c", f"{before or 'pass'}; {then}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def line_of(way: str, modules: dict[str, str]) -> list[str]:
    windows = Windows().install()
    excel = windows.excel(modules)
    excel.click("kpiFill")
    if way == "click":
        return python_arguments(windows.commands[0])
    return server_arguments(excel.run("XLPyCommand"))


@pytest.mark.parametrize("way", ["click", "worksheet function"])
def test_a_module_planted_beside_the_workbook_does_not_run(tmp_path: Path, way: str) -> None:
    done = run_in(planted(tmp_path), line_of(way, addin.modules()), PROBE)

    assert done.returncode == 0, done.stderr
    json_file, kpibook_file, current_folder = done.stdout.splitlines()
    assert Path(json_file).parent.name == "json"
    assert Path(kpibook_file).parent.name == "kpibook"
    assert current_folder == "False"
    assert not (tmp_path / "ran.txt").exists()


def test_by_xlwings_own_line_for_worksheet_functions_it_would_have_run(tmp_path: Path) -> None:
    # A click changes to the interpreter's folder first; this line starts in Excel's own, which is
    # the workbook's after File, Open.
    run_in(planted(tmp_path), line_of("worksheet function", as_xlwings_ships_it()), PROBE)

    assert (tmp_path / "ran.txt").exists()


def test_the_changes_are_made_as_often_as_they_say() -> None:
    text = tested._shipped("xlwings_custom_addin.bas")

    made = changed(text, CHANGES)

    for change in CHANGES:
        assert text.count(change.old) == change.times, change.reason
        assert change.old not in made, change.reason
        assert change.reason.endswith((".", "xlwings."))


def test_the_licence_of_the_runtime_stays_in_its_text() -> None:
    assert "BSD 3-clause license" in runtime()
    assert "Redistributions in binary form must reproduce" in runtime()


def test_no_path_or_name_of_the_active_workbook_is_left_where_a_command_is_made() -> None:
    source = runtime()
    start = source.index("Public Function RunPython")
    end = source.index("Public Function RunFrozenPython")

    assert "ActiveWorkbook.Name" not in source[start:end]
    assert "= ActiveWorkbook.FullName" not in source
    assert "ThisWorkbook.FullName &" not in source


def test_the_runtime_needs_no_class_of_another_author() -> None:
    assert "As Dictionary" not in runtime()
    assert "New Dictionary" not in runtime()
