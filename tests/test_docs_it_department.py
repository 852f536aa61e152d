"""What docs/it-department.md says of files, rules and identities is what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.defender_rules import CHILD_PROCESSES, WIN32_CALLS
from kpibook.addin.setup.com_server import CLASS_ID
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.status import Copy
from kpibook.addin.xlam.xlwings_runtime import runtime
from tests.addin.computers import a_mac, a_pc

PAGE = (Path(__file__).parents[1] / "docs" / "it-department.md").read_text(encoding="utf-8")


def test_every_file_that_install_writes_is_named(tmp_path: Path) -> None:
    where = places(a_pc(tmp_path / "pc"))
    mac = places(a_mac(tmp_path / "mac"))

    for path in (where.addin, where.config, where.record, where.login):
        assert path is not None
        assert "\\".join(path.parts[-2:]) in PAGE
    for folder in (mac.addin.parent, mac.config.parent, mac.scripts):
        assert folder is not None
        said = "/".join(folder.parts[folder.parts.index("Library") :])
        assert f"~/{said}" in " ".join(PAGE.split())


@pytest.mark.parametrize("said", [CHILD_PROCESSES, WIN32_CALLS, CLASS_ID])
def test_rules_and_the_helpers_class_are_named_by_their_identity(said: str) -> None:
    assert said in PAGE


@pytest.mark.parametrize("copy", [Copy.SIGNED, Copy.NAMED])
def test_what_status_says_of_a_signed_copy_is_quoted(copy: Copy) -> None:
    assert copy.value in " ".join(PAGE.split())


def test_the_command_lines_are_those_of_the_runtime() -> None:
    vba = runtime()

    assert '" -P -B -c ""import xlwings.utils;' in vba
    assert '" -P -B -c ""import sys, os;' in vba
    assert PAGE.count("-P -B -c") == 2
    assert 'LOG_FILE = TempDir & "\\xlwings-"' in vba
    assert "%TEMP%\\xlwings-<id>.log" in PAGE
