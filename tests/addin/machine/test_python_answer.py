from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

import kpibook
from kpibook.addin.machine.python_answer import asked, not_started
from kpibook.addin.machine.requirements import wanted_xlwings
from tests.addin.computers import DLL, a_pc


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


def test_the_dlls_of_the_package_are_told_with_their_hash_also_when_they_are_gone(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    environment = pc.executable.parent.parent
    for dll in environment.glob("*.dll"):
        dll.unlink()

    answer = asked(pc.executable)

    assert answer.dlls == {
        environment / f"xlwings{bits}-{wanted_xlwings()}.dll": hashlib.sha256(DLL).hexdigest()
        for bits in (32, 64)
    }


@pytest.mark.parametrize(
    ("number", "word"),
    [(5, "denied"), (225, "antivirus"), (226, "removed"), (1260, "policy"), (4551, "App Control")],
)
def test_a_start_that_windows_refuses_is_told_with_who_refuses(number: int, word: str) -> None:
    error = OSError(13, "Refused")
    error.winerror = number  # type: ignore[attr-defined]

    answer = not_started(error)

    assert answer.blocked
    assert word in answer.problem
    assert str(number) in answer.problem


def test_a_start_that_fails_for_another_reason_is_not_blamed_on_a_policy() -> None:
    assert not not_started(FileNotFoundError(2, "No such file")).blocked
