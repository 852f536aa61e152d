"""A folder that is not looked into is named, by every command that takes folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.books import a_book
from tests.support.cli import Done, run_here
from tests.support.rights import without_right_to

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows takes rights away in another way")
COMMANDS = [
    pytest.param(["check"], id="check"),
    pytest.param(["fill", "--dry-run"], id="fill"),
    pytest.param(["return", "--output-dir", "out"], id="return"),
    pytest.param(["roll-forward", "--dry-run"], id="roll-forward"),
    pytest.param(["consolidate", "-o", "out/all.xlsx"], id="consolidate"),
]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder with a workbook and a folder below it with another."""
    folder = tmp_path / "council"
    (folder / "secret").mkdir(parents=True)
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    shutil.copy(book, folder / "open.xlsx")
    shutil.copy(book, folder / "secret" / "closed.xlsx")
    (tmp_path / "out").mkdir()
    return folder


def _names_it(done: Done, name: str, code: str) -> None:
    output = done.stdout + done.stderr
    assert done.returncode in (1, 3), output
    assert any(name in line and f"[{code}]" in line for line in output.splitlines()), output


@posix_only
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("paths", ["council", "council/**/*.xlsx", "council/*/*.xlsx"])
def test_a_folder_that_cannot_be_read_is_named_and_the_exit_code_says_so(
    council: Path, command: list[str], paths: str
) -> None:
    inputs = [paths] if "**" in paths or paths == "council" else [paths, "council/open.xlsx"]
    with without_right_to(council / "secret"):
        done = run_here(command[0], *inputs, *command[1:], cwd=council.parent)

    _names_it(done, "secret", "folder-unreadable")


@posix_only
@pytest.mark.parametrize("command", COMMANDS)
def test_a_link_to_a_folder_elsewhere_is_named_and_not_followed(
    council: Path, command: list[str]
) -> None:
    elsewhere = council.parent / "elsewhere"
    shutil.move(council / "secret", elsewhere)
    (council / "linked").symlink_to(elsewhere, target_is_directory=True)

    _names_it(
        run_here(command[0], council, *command[1:], cwd=council.parent), "linked", "folder-link"
    )


@posix_only
def test_a_link_within_the_folder_leads_to_what_is_read_anyway(council: Path) -> None:
    (council / "again").symlink_to(council / "secret", target_is_directory=True)

    done = run_here("check", council, cwd=council.parent)

    assert "again" not in done.stdout + done.stderr


@posix_only
def test_the_consolidation_lists_the_folder_among_what_was_not_used(council: Path) -> None:
    with without_right_to(council / "secret"):
        done = run_here("consolidate", council, "-o", "out/all.xlsx", cwd=council.parent)

    assert "1 of 2 workbooks" in done.stdout
    assert "Not used: secret" in done.stdout
