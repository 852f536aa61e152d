from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kpibook.__main__ import kpibook
from tests.support.cli import run, subcommands

COMMANDS = subcommands(kpibook)
HEAVY = ("pandas", "openpyxl", "xlwings", "xlsxwriter", "numpy", "lxml")


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_imports_no_library_but_click(tmp_path: Path, arguments: list[str]) -> None:
    show = (
        "import sys; from kpibook.__main__ import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", show, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = done.stderr.split()
    assert "kpibook.cli" in loaded, "the list of modules was printed"
    assert [name for name in loaded if name.split(".")[0] in HEAVY] == []
    assert [name for name in loaded if name.startswith(("kpibook.services", "kpibook.p"))] == []
    assert "Usage: kpibook" in done.stdout


def test_help_names_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    said = run("--help", cwd=tmp_path).stdout

    for name, command in COMMANDS.items():
        assert name in said
        assert command.get_short_help_str(60)[:30] in said
    for code in ("0 nothing", "1 findings", "2 the", "3 the", "130 interrupted"):
        assert code in " ".join(said.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_help_explains_each_of_its_options(tmp_path: Path, name: str) -> None:
    said = run(name, "--help", cwd=tmp_path, env={"COLUMNS": "200"}).stdout

    assert said.startswith(f"Usage: kpibook {name} [OPTIONS]")
    for option in COMMANDS[name].params:
        for way in option.opts:
            assert way.startswith("-") is False or way in said
    assert "--json" in said or isinstance(COMMANDS[name], click.Group)


def test_the_commands_are_those_of_the_readme() -> None:
    readme = Path(__file__).parents[2] / "README.md"

    for name in COMMANDS:
        assert f"$ kpibook {name} " in readme.read_text(encoding="utf-8")


def test_a_narrow_terminal_gets_narrow_help(tmp_path: Path) -> None:
    said = run("--help", cwd=tmp_path, env={**os.environ, "COLUMNS": "60"}).stdout

    assert max(map(len, said.splitlines())) <= 60
