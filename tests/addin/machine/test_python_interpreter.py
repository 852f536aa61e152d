from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import kpibook
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer, asked, not_started
from kpibook.addin.machine.python_interpreter import (
    interpreter_findings,
    interpreter_of,
    windowless,
)
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.errors import AddinError
from tests.addin.computers import a_pc, a_python, a_record


def codes(machine: Machine, interpreter: Path, version: str = kpibook.__version__) -> list[str]:
    answer = asked(interpreter)
    found = interpreter_findings(machine, interpreter, version, wanted_xlwings(), answer)
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
    with pytest.raises(
        AddinError, match=r"run: uv tool install --reinstall --managed-python"
    ) as refused:
        interpreter_of(Machine(platform="win32", executable=Path(running)))

    assert refused.value.code == "interpreter-temporary"


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

    assert codes(pc, pc.executable, "9.9") == ["interpreter-of-another-version", "library-taken"]


def test_a_python_from_the_store_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    alias = a_python(tmp_path / "Microsoft" / "WindowsApps" / "Python.3.11", "python.exe")

    assert codes(pc, alias) == ["interpreter-from-store", "dll-missing"]


def test_an_environment_whose_own_python_was_removed_is_told_from_one_without_kpibook(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    settings = pc.executable.parent.parent / "pyvenv.cfg"
    gone = tmp_path / "Python311"
    settings.write_text(f"home = {gone}\nuv = 0.13.9\n", encoding="utf-8")
    works = codes(pc, pc.executable)
    pc.executable.write_text("#!/bin/sh\necho 'No Python at that place' >&2; exit 103\n")

    removed = codes(pc, pc.executable)
    gone.mkdir()

    assert works == []
    assert removed == ["interpreter-base-missing"]
    assert codes(pc, pc.executable) == ["interpreter-without-kpibook"]


def test_a_python_that_a_policy_blocks_is_told_as_that(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    refused = OSError(13, "This program is blocked by group policy")
    refused.winerror = 1260  # type: ignore[attr-defined]

    answer = not_started(refused)
    (found,) = interpreter_findings(pc, pc.executable, "1", wanted_xlwings(), answer)

    assert found.code == "interpreter-blocked"
    assert "AppLocker" in found.what
    assert "1260" in found.what


def test_the_advice_installs_again_what_is_installed_and_never_by_name(tmp_path: Path) -> None:
    """A second `uv tool install` does nothing, and an index may have a stranger's package."""
    pc = a_pc(tmp_path)
    pc.executable.unlink()

    (found,) = interpreter_findings(
        pc, pc.executable, kpibook.__version__, wanted_xlwings(), Answer(None, None)
    )

    assert "uv tool install --reinstall --managed-python" in found.fix
    assert f'"kpibook-{kpibook.__version__}-py3-none-any.whl"' in found.fix


def test_a_package_from_which_antivirus_took_a_file_is_told_with_the_command_that_restores_it(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    packages = pc.executable.parent.parent / "Lib" / "site-packages"
    files = {"pywin32_system32/pywintypes311.dll": b"MZ", "win32/win32api.pyd": b"MZ", "a.txt": b""}
    a_record(packages, files, "pywin32", "311")
    for path in files:
        (packages / path).parent.mkdir(exist_ok=True)
        (packages / path).write_bytes(files[path])
    whole = codes(pc, pc.executable)
    (packages / "pywin32_system32/pywintypes311.dll").unlink()
    (packages / "a.txt").unlink()

    (found,) = interpreter_findings(
        pc, pc.executable, kpibook.__version__, wanted_xlwings(), asked(pc.executable)
    )

    assert whole == []
    assert found.code == "package-incomplete"
    assert found.where.file == str(packages / "pywin32_system32/pywintypes311.dll")
    assert found.fix.endswith("-m pip install --force-reinstall --no-deps pywin32==311")
    assert "more" not in found.what
