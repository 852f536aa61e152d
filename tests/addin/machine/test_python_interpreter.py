from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import kpibook
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_interpreter import (
    asked,
    excel_bits,
    interpreter_findings,
    interpreter_of,
    library_of,
    windowless,
)
from kpibook.addin.machine.registry import LOCAL_MACHINE, RegistryValues
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.errors import AddinError
from tests.addin.computers import a_pc, a_python


def codes(machine: Machine, interpreter: Path, version: str = kpibook.__version__) -> list[str]:
    found = interpreter_findings(machine, interpreter, version, wanted_xlwings(), 30)
    return [finding.code for finding in found]


def test_python_exe_is_set_even_when_pythonw_runs_this(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)

    assert interpreter_of(pc) == pc.executable
    assert interpreter_of(replace(pc, executable=windowless(pc.executable))) == pc.executable
    assert windowless(pc.executable).name == "pythonw.exe"
    assert windowless(Path(sys.executable)) == Path(sys.executable)


@pytest.mark.parametrize(
    "running",
    [
        r"C:\Users\sian\AppData\Local\uv\cache\archive-v0\abc\Scripts\python.exe",
        "/Users/sian/.cache/uv/archive-v0/abc/bin/python",
        r"C:\Users\sian\pipx\.cache\d4\Scripts\python.exe",
    ],
)
def test_a_python_in_a_cache_is_refused(running: str) -> None:
    with pytest.raises(AddinError, match="wheel with 'uv tool install'") as refused:
        interpreter_of(Machine(platform="win32", executable=Path(running)))

    assert refused.value.code == "interpreter-temporary"


def test_the_dll_is_looked_for_where_the_runtime_looks(tmp_path: Path) -> None:
    environment, version = tmp_path / "env", wanted_xlwings()
    python = a_python(environment / "Scripts", "python.exe")
    assert library_of(python, version, 64) is None

    (environment / f"xlwings64-{version}.dll").write_bytes(b"MZ")

    assert library_of(python, version, 64) == environment / f"xlwings64-{version}.dll"
    assert library_of(python, version, 32) is None
    assert library_of(python, "0.1", 64) is None


def test_a_python_answers_with_what_it_imports() -> None:
    answer = asked(Path(sys.executable))

    assert answer.kpibook == kpibook.__version__
    assert answer.xlwings == wanted_xlwings()
    assert answer.problem == ""


def a_program(tmp_path: Path, script: str) -> Path:
    program = tmp_path / "python.exe"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("echo 'No module named kpibook.' >&2; exit 1", "No module named kpibook."),
        ("exit 9", "code 9"),
        ("echo welcome", "code 0"),
        ("echo 7", "code 0"),
        ("sleep 20", "within 0.5 seconds"),
    ],
)
def test_a_python_that_does_not_answer_is_reported_with_its_last_words(
    tmp_path: Path, script: str, says: str
) -> None:
    answer = asked(a_program(tmp_path, script), timeout_seconds=0.5 if "sleep" in script else 30)

    assert answer.kpibook is None
    assert says in answer.problem


def test_a_file_that_is_no_program_is_reported(tmp_path: Path) -> None:
    text = tmp_path / "python.exe"
    text.write_text("not a program", encoding="utf-8")

    assert "cannot be started" in asked(text).problem


def test_a_python_in_order_has_no_findings(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, user="Siân O'Brien & Sons")

    assert codes(pc, pc.executable) == []


def test_a_python_that_went_away_is_the_only_finding(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    pc.executable.unlink()

    assert codes(pc, pc.executable) == ["interpreter-missing"]


def test_another_kpibook_and_a_missing_dll_are_both_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    for dll in pc.executable.parent.parent.glob("*.dll"):
        dll.unlink()

    assert codes(pc, pc.executable, "9.9") == ["interpreter-of-another-version", "dll-missing"]


def test_a_python_from_the_store_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    alias = a_python(tmp_path / "Microsoft" / "WindowsApps" / "Python.3.11", "python.exe")

    assert codes(pc, alias) == ["interpreter-from-store", "dll-missing"]


@pytest.mark.parametrize(
    ("key", "name", "value", "bits"),
    [
        (r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform", "x86", 32),
        (r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform", "x64", 64),
        (r"SOFTWARE\Microsoft\Office\16.0\Outlook", "Bitness", "x86", 32),
        (r"SOFTWARE\Other", "Platform", "x86", 64),
    ],
)
def test_the_dll_is_that_of_excels_bits(key: str, name: str, value: str, bits: int) -> None:
    registry = RegistryValues({(LOCAL_MACHINE, key): {name: value}})

    assert excel_bits(Machine(registry=registry)) == bits
