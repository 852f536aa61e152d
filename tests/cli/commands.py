"""What the tests of single commands share: a workbook, a register, files left alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.support.books import EXAMPLE, example

BOOK, FILLED = "childrens_q3.xlsx", "childrens_q3_filled.xlsx"


def a_desk(tmp_path: Path) -> Path:
    """A folder with the example's files, its new workbook and its filled one."""
    desk = Path(shutil.copytree(EXAMPLE, tmp_path / "desk"))
    shutil.copy(example().empty, desk / BOOK)
    shutil.copy(example().filled, desk / FILLED)
    return desk


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def results(done: subprocess.CompletedProcess[str]) -> list[Any]:
    """The results in JSON Lines: an object for each workbook, without the counts at the end."""
    *books, last = (json.loads(line) for line in done.stdout.splitlines())
    assert set(last) == {"summary"}
    return books


def parsed(done: subprocess.CompletedProcess[str]) -> Any:
    """Standard output as JSON, all of it."""
    return json.loads(done.stdout)
