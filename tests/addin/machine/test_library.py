from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kpibook.addin.machine.library import (
    excel_bits,
    is_arm,
    library,
    library_findings,
    library_of,
)
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer, asked
from kpibook.addin.machine.registry import LOCAL_MACHINE, RegistryValues
from kpibook.addin.machine.repair_commands import X64_PYTHON
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.domain.finding import Finding
from tests.addin.computers import DLL, VALUES, a_pc, a_python, a_record
from tests.support.rights import without_right_to

SYSTEM = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
ARM: VALUES = {(LOCAL_MACHINE, SYSTEM): {"PROCESSOR_ARCHITECTURE": "ARM64"}}
NAME = f"xlwings64-{wanted_xlwings()}.dll"
SHA256 = hashlib.sha256(DLL).hexdigest()


def findings(pc: Machine, answer: Answer | None = None) -> list[Finding]:
    answer = answer or asked(pc.executable)
    return list(library_findings(pc, pc.executable, wanted_xlwings(), "0.9", answer))


def environment_of(pc: Machine) -> Path:
    return pc.executable.parent.parent


def test_the_dll_is_looked_for_where_the_runtime_looks(tmp_path: Path) -> None:
    environment, version = tmp_path / "env", wanted_xlwings()
    python = a_python(environment / "Scripts", "python.exe")
    assert library_of(python, version, 64) is None

    (environment / NAME).write_bytes(b"MZ")

    assert library_of(python, version, 64) == environment / NAME
    assert library_of(python, version, 32) is None
    assert library_of(python, "0.1", 64) is None


def test_a_library_in_its_place_has_no_finding_and_its_hash_is_known(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)

    known = library(pc, pc.executable, wanted_xlwings(), asked(pc.executable))

    assert findings(pc) == []
    assert (known.sha256, known.expected) == (SHA256, SHA256)
    assert known.as_dict()["path"] == str(environment_of(pc) / NAME)


def test_a_library_that_antivirus_took_is_told_with_its_file_hash_and_a_command(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    (environment_of(pc) / "pyvenv.cfg").write_text("uv = 0.13.9\n", encoding="utf-8")
    (environment_of(pc) / NAME).unlink()

    (taken,) = findings(pc)

    assert taken.code == "library-taken"
    assert taken.where.file == str(environment_of(pc) / NAME)
    assert "Antivirus" in taken.what
    assert "quarantine" in taken.fix
    assert SHA256 in taken.fix
    assert f'uv pip install --python "{pc.executable}" --reinstall --no-deps xlwings==' in taken.fix


def test_a_python_that_is_named_through_a_link_to_its_folder_is_the_same_python(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    (environment_of(pc) / NAME).unlink()
    link = tmp_path / "link"
    link.symlink_to(environment_of(pc))

    linked = library_findings(
        pc, link / "Scripts" / "python.exe", wanted_xlwings(), "0.9", asked(pc.executable)
    )

    assert [found.code for found in linked] == ["library-taken"]


def test_only_the_library_of_excels_bits_matters(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, policies={(LOCAL_MACHINE, OFFICE): {"Platform": "x86"}})
    (environment_of(pc) / NAME).unlink()
    assert findings(pc) == []

    (environment_of(pc) / NAME.replace("64", "32")).unlink()

    assert [found.code for found in findings(pc)] == ["library-taken"]


def test_a_library_that_never_came_is_told_from_one_that_was_taken(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    (environment_of(pc) / NAME).unlink()
    a_record(environment_of(pc) / "Lib" / "site-packages", {})

    (missing,) = findings(pc)

    assert missing.code == "dll-missing"
    assert "uv tool install --reinstall --managed-python" in missing.fix


def test_a_library_where_excel_does_not_look_is_named_with_its_place(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    (environment_of(pc) / NAME).unlink()
    elsewhere = tmp_path / "Roaming" / NAME
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(DLL)
    a_record(environment_of(pc) / "Lib" / "site-packages", {str(elsewhere): DLL})

    (missing,) = findings(pc)

    assert missing.code == "dll-missing"
    assert str(elsewhere) in missing.what
    assert "--user" in missing.why


def test_a_library_that_was_changed_or_may_not_be_read_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    path = environment_of(pc) / NAME
    path.write_bytes(b"not it")
    (changed,) = findings(pc)
    path.write_bytes(DLL)

    with without_right_to(path):
        (unreadable,) = findings(pc, Answer("1", "1", dlls={path: SHA256}))

    assert changed.code == unreadable.code == "library-changed"
    assert hashlib.sha256(b"not it").hexdigest() in changed.what
    assert SHA256 in changed.what
    assert "cannot be read" in unreadable.what


def a_python_for_arm(tmp_path: Path, pc: Machine) -> None:
    """Make the Python of `pc` answer as a build for ARM does, whose xlwings has no DLL."""
    said = {"kpibook": "1", "xlwings": wanted_xlwings(), "platform": "win-arm64"}
    said |= {"dlls": {}, "gone": {}}
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps(said), encoding="utf-8")
    pc.executable.write_text(f"#!/bin/sh\ncat '{answer}'\n", encoding="utf-8")


def test_a_python_built_for_arm_is_told_with_the_commands_for_one_that_works(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path, user="sian", policies=ARM)
    (environment_of(pc) / NAME).unlink()
    a_python_for_arm(tmp_path, pc)

    (found,) = findings(pc)

    assert found.code == "python-for-arm"
    assert f"uv python install {X64_PYTHON}" in found.fix
    assert f"uv tool install --reinstall --python {X64_PYTHON}" in found.fix
    assert "the buttons work" in found.why


def test_a_python_for_x64_on_an_arm_computer_needs_nothing(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, policies=ARM)

    assert is_arm(pc)
    assert not is_arm(a_pc(tmp_path / "other"))
    assert findings(pc) == []


@pytest.mark.parametrize(
    ("key", "name", "value", "bits"),
    [
        (OFFICE, "Platform", "x86", 32),
        (OFFICE, "Platform", "x64", 64),
        (r"SOFTWARE\Microsoft\Office\16.0\Outlook", "Bitness", "x86", 32),
        (r"SOFTWARE\Other", "Platform", "x86", 64),
    ],
)
def test_the_dll_is_that_of_excels_bits(key: str, name: str, value: str, bits: int) -> None:
    registry = RegistryValues({(LOCAL_MACHINE, key): {name: value}})

    assert excel_bits(Machine(registry=registry)) == bits
