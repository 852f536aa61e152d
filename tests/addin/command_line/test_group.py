from __future__ import annotations

from pathlib import Path

from kpibook.__main__ import kpibook
from kpibook.addin.command_line.group import addin
from tests.support.cli import run, subcommands


def test_the_group_is_one_of_kpibooks_commands() -> None:
    assert subcommands(kpibook)["addin"] is addin


def test_building_is_one_of_its_commands() -> None:
    assert "build" in addin.commands


def test_an_unknown_command_is_a_usage_error(tmp_path: Path) -> None:
    done = run("addin", "biuld", cwd=tmp_path)

    assert done.returncode == 2
    assert "biuld" in done.stderr
