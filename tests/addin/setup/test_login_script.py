from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.setup.login_script import login_command
from kpibook.errors import AddinError
from tests.addin.computers import a_pc


def test_the_command_starts_python_without_a_window_and_without_its_folder_on_the_path(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path, user="Siân O'Brien & Co")

    lines = login_command(pc, pc.executable).split(b"\r\n")

    quiet = str(pc.executable.with_name("pythonw.exe")).encode("cp850")
    assert lines[2] == b'start "" "' + quiet + b'" -P -m kpibook addin helper'
    assert b"uninstall" in lines[1]


def test_a_percent_sign_is_doubled_as_a_command_file_wants_it(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, user="100%")

    assert b"100%%" in login_command(pc, pc.executable)


def test_a_letter_the_console_lacks_is_refused_and_the_way_without_it_named(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, user="Łukasz")

    with pytest.raises(AddinError, match="--start-at-login") as refused:
        login_command(pc, pc.executable)

    assert refused.value.code == "path-outside-code-page"
