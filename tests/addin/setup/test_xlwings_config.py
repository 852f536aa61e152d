from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.xlwings_config import (
    check_home,
    check_letters,
    check_path,
    settings,
    value_of,
    with_settings,
    without,
)
from kpibook.addin.xlam.xlwings_runtime import runtime
from kpibook.errors import AddinError
from tests.support import libreoffice, needs

PC = Machine(platform="win32", env={}, config_encoding="cp1252")
MAC = Machine(platform="darwin", env={})
PYTHON = Path("/Users/Siân O'Brien/uv tools/python.exe")


def test_the_python_is_named_by_its_full_path_and_no_workbook_folder_is_searched() -> None:
    wanted = settings(PC, PYTHON, helper=False)

    assert wanted == {
        "INTERPRETER_WIN": str(PYTHON),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "DEBUG UDFS": "False",
    }
    data = with_settings(b"", wanted, PC)
    assert value_of(data, "interpreter_win", "cp1252") == str(PYTHON)
    assert "Siân".encode("cp1252") in data


def test_with_a_helper_both_buttons_and_functions_connect_to_it() -> None:
    wanted = settings(PC, PYTHON, helper=True)

    assert (wanted["USE UDF SERVER"], wanted["DEBUG UDFS"]) == ("True", "True")


def test_ours_come_first_so_that_no_foreign_line_can_shift_them() -> None:
    foreign = b'a line that is no pair\r\n\r\n"LICENSE_KEY","noncommercial"\r\n'

    data = with_settings(foreign, settings(PC, PYTHON, helper=False), PC)

    assert data.endswith(foreign)
    assert value_of(data, "INTERPRETER_WIN", "cp1252") == str(PYTHON)


def test_an_older_pair_of_the_same_name_goes_whatever_its_case() -> None:
    data = with_settings(
        b'"Interpreter_Win","C:\\old"\n"PYTHONPATH","x"\n', {"INTERPRETER_WIN": "n"}, PC
    )

    assert data == b'"INTERPRETER_WIN","n"\r\n"PYTHONPATH","x"\n'
    assert value_of(data, "interpreter_win", "cp1252") == "n"


@given(st.binary(max_size=200))
def test_what_is_not_ours_stays_as_the_bytes_it_was(foreign: bytes) -> None:
    wanted = {"KPIBOOK NAME NOBODY HAS": "1"}

    data = with_settings(foreign, wanted, PC)

    assert without(data, set(wanted)) == foreign


@pytest.mark.parametrize("user", ["Łukasz", "Σοφία", "山田"])
def test_a_name_outside_the_code_page_is_refused_with_what_to_do(user: str) -> None:
    with pytest.raises(AddinError) as refused:
        check_letters(PC, Path(f"/Users/{user}/python.exe"))

    assert refused.value.code == "path-outside-code-page"
    assert "UV_TOOL_DIR" in refused.value.fix
    assert repr(user[0]) in refused.value.what


def test_a_person_whose_folder_has_such_a_name_is_sent_to_the_command_line() -> None:
    check_home(PC, Path("/Users/Siân/.kpibook/kpibook.conf"))
    with pytest.raises(AddinError, match="kpibook fill") as refused:
        check_home(PC, Path("/Users/Łukasz/.kpibook/kpibook.conf"))

    assert refused.value.code == "home-outside-code-page"
    assert "UV_TOOL_DIR" not in refused.value.fix


def test_on_a_mac_only_ascii_goes_into_the_file() -> None:
    with pytest.raises(AddinError, match="ascii"):
        settings(MAC, Path("/Users/siân/bin/python3"), helper=False)


@pytest.mark.parametrize(
    ("machine", "path"),
    [
        pytest.param(PC, "/tools/%TEMP%/python.exe", id="a variable would be put in"),
        pytest.param(PC, '/tools/"x"/python.exe', id="a quotation mark ends the value"),
        pytest.param(MAC, "/Users/sian/Application Support/python3", id="the shell splits it"),
        pytest.param(MAC, "/Users/sian/a;b/python3", id="the shell takes it as a command's end"),
        pytest.param(MAC, "/Users/sian/a|b/python3", id="the script splits it"),
        pytest.param(MAC, "/Users/sian/$HOME/python3", id="the shell puts a variable in"),
    ],
)
def test_a_path_that_something_on_the_way_would_change_is_refused(
    machine: Machine, path: str
) -> None:
    with pytest.raises(AddinError) as refused:
        check_path(machine, Path(path))

    assert refused.value.code == "path-not-usable"


def test_signs_that_come_through_are_taken() -> None:
    check_path(PC, Path("/Users/O'Brien & Sons (50%)/uv tools/python.exe"))
    check_path(MAC, Path("/Users/sian/.local/share/uv/tools/kpibook/bin/python3.11"))


ROOT = Path(__file__).parents[3]
HEAD = "Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n"
READ_BACK = """
Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = FileExistsOnWindows(FileSpec)
End Function
Function ReadBack(sFile As String, sName As String) As String
    Dim sValue As String
    If GetConfigFromFile(sFile, sName, sValue) Then ReadBack = sValue Else ReadBack = "(none)"
End Function
"""


def read_by_basic(config: Path, names: list[str]) -> list[str]:
    """What the runtime's own lines read from `config`, run by LibreOffice's Basic."""
    libreoffice.find()
    if subprocess.run(
        ["/usr/bin/python3", "-c", "import uno"], check=False, capture_output=True
    ).returncode:
        needs.missing("LibreOffice's uno for Python", install="sudo apt-get install python3-uno")
    lines = [
        re.search(rf"Function {name}\(.*?End Function", runtime(), re.DOTALL)
        for name in ("GetConfigFromFile", "FileExistsOnWindows")
    ]
    ours = HEAD + "\n".join(found[0] for found in lines if found) + READ_BACK
    built = ROOT / "src" / "kpibook" / "addin"
    # LibreOffice runs nothing of a library in which one module is too much for it.
    others = {path.stem: HEAD for path in (built / "vba").glob("Kpi*.bas")}
    others |= dict.fromkeys(("KpiFunctions", "KpiRegister", "xlwings"), HEAD)
    calls = [
        part for name in names for part in ("KpiTest.ReadBack", json.dumps([str(config), name]))
    ]
    done = subprocess.run(
        [
            "/usr/bin/python3",
            str(ROOT / "tests/support/uno_addin.py"),
            str(built / "kpibook.xlam"),
            str(config.parent / "profile"),
            json.dumps({**others, "KpiTest": ours}),
            *calls,
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=True,
    )
    results: list[str] = json.loads(done.stdout)["results"]
    return results


def test_the_runtimes_own_lines_read_the_file_in_libreoffices_basic(tmp_path: Path) -> None:
    config = tmp_path / "kpibook.conf"
    python = Path("/Users/O'Brien & Sons (50%)/uv tools/python.exe")
    foreign = b'a line that is no pair\r\n"LICENSE_KEY","x"\r\n'
    config.write_bytes(with_settings(foreign, settings(PC, python, helper=True), PC))
    names = ["interpreter_win", "ADD_WORKBOOK_TO_PYTHONPATH", "USE UDF SERVER", "LICENSE_KEY"]

    said = read_by_basic(config, names)

    assert said == [str(python), "False", "True", "(none)"], (
        "only what follows the odd line is lost"
    )
