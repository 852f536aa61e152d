from __future__ import annotations

import subprocess
import sys

import pytest

from kpibook.__main__ import kpibook


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_a_list_of_the_commands_imports_none_of_them(arguments: list[str]) -> None:
    loaded = _loaded_by(arguments)

    assert not {place.module for place in kpibook.on_use.values()} & loaded


def test_a_command_imports_itself_and_no_other() -> None:
    loaded = _loaded_by(["explain", "--help"])

    assert {p.module for p in kpibook.on_use.values()} & loaded == {"kpibook.cli.explain"}


def _loaded_by(arguments: list[str]) -> set[str]:
    script = (
        "import sys; from kpibook.__main__ import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('loaded:', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("loaded:")[2].split())
