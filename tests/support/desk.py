"""An officer at a desk: clicks a button of the shipped add-in, and all of it happens but Excel.

The add-in's own VBA runs in pyOpenVBA on a small fake of Windows; xlwings' real RunPython makes
the command line; what that line would start is started, with its own flags and code. Only in that
process is Excel pretended again: `tests.support.desk_excel`.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.addin import SHIPPED
from tests.support.fake_windows import Windows, python_arguments
from tests.support.vba_excel import Excel, modules_of

ROOT = Path(__file__).parents[2]
SITE = "from tests.support.{} import sit_down\nsit_down()\n"
VARIABLE = "TEST_DESK"


@functools.cache
def shipped_modules() -> Mapping[str, str]:
    """The VBA of the built file that is in git and in the wheel."""
    return modules_of(SHIPPED)


@dataclass
class Desk:
    """Where an officer has a workbook open.

    Attributes:
        book: The workbook's file; a click's changes are saved to it.
        answers: What they press in each message, in order; "ok" when there are no more.
        files: What Excel's windows return, by the name of the add-in's function; a list in turn.
        selected: Sheet and cells they have selected.
        environment: Variables that differ for the process of a click.
        fault: A module of ours in which rating fails, as a fault of ours would; "" for none.
        gone: Whether Excel is out of reach for Python, as while a cell is being typed in.
        elsewhere: Whether Excel is in a process of its own, as it really is.
        heard: What Python's messages said, in order.
        click_told: What the click's process was seen to do, with `elsewhere`.
        line: The arguments Python was started with at the last click, itself first.
    """

    book: Path
    answers: list[str] = field(default_factory=list)
    files: dict[str, str | list[str]] = field(default_factory=dict)
    selected: tuple[str, str] = ("This quarter", "A1")
    environment: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    gone: bool = False
    elsewhere: bool = False
    heard: list[str] = field(default_factory=list)
    click_told: dict[str, Any] = field(default_factory=dict)
    line: list[str] = field(default_factory=list)
    windows: Windows = field(default_factory=lambda: Windows().install())
    excel: Excel = field(init=False)

    def __post_init__(self) -> None:
        self.windows.runs = self._start
        self.excel = self.windows.excel(dict(shipped_modules()))

    def click(self, control: str) -> str:
        """Click a button; return what the officer is told in the end, by whomever."""
        self.heard.clear()
        self.windows.popups.clear()
        before = len(self.excel.dialogs)
        self.excel.click(control)
        by_vba = (*self.windows.popups, *self.excel.dialogs[before:])
        assert self.heard or by_vba, "a click was not answered"
        return (*self.heard, *by_vba)[-1]

    def _start(self, line: str) -> tuple[int, str]:
        """Run what the command line would start, and hear what it says."""
        self.line = python_arguments(line)
        with tempfile.TemporaryDirectory(prefix="kpibook-desk-") as name:
            folder, told = Path(name), Path(name) / "told.json"
            excel = "excel_elsewhere" if self.elsewhere else "desk_excel"
            (folder / "sitecustomize.py").write_text(SITE.format(excel), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, *self.line[1:]],
                cwd=folder,
                env={**os.environ, **self.environment, **self._desk(folder, told)},
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            if told.is_file():
                self.heard += json.loads(told.read_text(encoding="utf-8"))
            if self.elsewhere:
                click = folder / "click.json"
                self.click_told = json.loads(click.read_text(encoding="utf-8"))
        return done.returncode, done.stderr

    def _desk(self, folder: Path, told: Path) -> dict[str, str]:
        desk = {
            "book": str(self.book),
            "answers": self.answers,
            "files": self.files,
            "selected": self.selected,
            "fault": self.fault,
            "gone": self.gone,
            "told": str(told),
        }
        return {
            VARIABLE: json.dumps(desk),
            "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
            "PYTHONIOENCODING": "utf-8",
        }
