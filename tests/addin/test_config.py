from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.config import (
    check_letters,
    check_path,
    settings,
    value_of,
    with_settings,
    without,
)
from kpibook.addin.machine import Machine
from kpibook.errors import AddinError

PC = Machine(platform="win32", env={}, config_encoding="cp1252")
MAC = Machine(platform="darwin", env={})
PYTHON = Path("/Users/Siân O'Brien/uv tools/python.exe")


def as_vba_reads(data: bytes, name: str, encoding: str = "cp1252") -> str | None:
    """`GetConfigFromFile` of xlwings' runtime: `Input #` takes field after field, across lines."""
    fields: list[str] = []
    for line in data.decode(encoding).splitlines():
        rest = line
        while True:
            rest = rest.lstrip(" ")
            if rest.startswith('"'):
                field, _, rest = rest[1:].partition('"')
                rest = rest.partition(",")[2] if "," in rest else ""
                ended = not rest
            else:
                field, comma, rest = rest.partition(",")
                ended = not comma
            fields.append(field)
            if ended:
                break
    pairs = zip(fields[::2], fields[1::2], strict=False)
    return next((value for key, value in pairs if key.lower() == name.lower()), None)


def test_the_python_is_named_by_its_full_path_and_no_workbook_folder_is_searched() -> None:
    wanted = settings(PC, PYTHON, helper=False)

    assert wanted == {
        "INTERPRETER_WIN": str(PYTHON),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "DEBUG UDFS": "False",
    }
    data = with_settings(b"", wanted, PC)
    assert as_vba_reads(data, "interpreter_win") == str(PYTHON)
    assert "Siân".encode("cp1252") in data


def test_with_a_helper_both_buttons_and_functions_connect_to_it() -> None:
    wanted = settings(PC, PYTHON, helper=True)

    assert (wanted["USE UDF SERVER"], wanted["DEBUG UDFS"]) == ("True", "True")


def test_ours_come_first_so_that_no_foreign_line_can_shift_them() -> None:
    foreign = b'a line that is no pair\r\n\r\n"LICENSE_KEY","noncommercial"\r\n'

    data = with_settings(foreign, settings(PC, PYTHON, helper=False), PC)

    assert data.endswith(foreign)
    assert as_vba_reads(data, "INTERPRETER_WIN") == str(PYTHON)
    assert as_vba_reads(data, "DEBUG UDFS") == "False"


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
