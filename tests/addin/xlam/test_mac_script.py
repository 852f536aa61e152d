from __future__ import annotations

import pytest

from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.addin.xlam.mac_script import CHANGES, OF_XLWINGS, mac_script
from kpibook.addin.xlam.xlwings_runtime import runtime


def shell_command() -> str:
    """The line of the script that makes the shell's command."""
    lines = mac_script(wanted_xlwings()).decode().splitlines()
    (first,) = [number for number, line in enumerate(lines) if "set ShellCommand to" in line]
    return "".join(lines[first : first + 2])


def test_python_starts_with_the_buttons_line_and_nothing_before_it() -> None:
    line = shell_command()

    assert 'PythonInterpreter & " -P -u -W ignore -c \\"" & ' in line
    assert line.partition("-c")[2].split("&")[1].strip(" ¬\t") == "PythonCommand"
    assert "prepare_sys_path" not in line
    assert " -B" not in line


def test_the_script_takes_the_parameters_that_vba_hands_it() -> None:
    text = mac_script(wanted_xlwings()).decode()

    (names,) = [line for line in text.splitlines() if "SplitString(ParameterString" in line]
    handed = runtime().count("ParameterString = ParameterString +") + 1
    assert names.count(",") - 1 == handed - 1 == 5


def test_vba_asks_for_the_script_by_the_name_under_which_it_is_installed() -> None:
    assert 'AppleScriptTask("kpibook-" & XLWINGS_VERSION & ".applescript"' in runtime()
    assert f'XLWINGS_VERSION As String = "{wanted_xlwings()}"' in runtime()


def test_what_is_changed_is_in_the_script_that_xlwings_ships() -> None:
    from importlib.resources import files

    text = files("xlwings").joinpath(OF_XLWINGS.format(wanted_xlwings())).read_text("utf-8")

    assert [text.count(change.old) for change in CHANGES] == [1]


def test_a_version_that_is_not_installed_has_no_script() -> None:
    with pytest.raises(Exception, match=r"0\.0\.1"):
        mac_script("0.0.1")
