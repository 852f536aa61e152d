"""A pretended Excel that notes the CPU time, run by a click's process before its own line.

`bench_click` puts it into the process as sitecustomize. Of the pretended Excel, opening the
workbook is left out; answering reads and writes is counted where it happens.
"""

from __future__ import annotations

import time

STARTED = time.process_time()

import atexit  # noqa: E402 the clock is read before anything else is imported
import json  # noqa: E402
import os  # noqa: E402
from pathlib import Path  # noqa: E402

import xlwings  # noqa: E402 the add-in's own line begins with this import

IMPORTED = time.process_time()

from kpibook.addin.open_book.open_book import OpenBook  # noqa: E402

OURS = time.process_time()

from tests.support.openpyxl_engine import Excel  # noqa: E402
from tests.support.running import ENGINE, run  # noqa: E402


class Watched(Excel):
    """An Excel that notes when it is first asked something, and first changed."""

    marks: dict[str, float]

    def write(self, what: str) -> None:
        """Note the first change."""
        self.marks.setdefault("first write", time.process_time())
        super().write(what)


def sit_down() -> None:
    """Open the workbook, with a file of actuals to be chosen; note the times at the end."""
    desk = json.loads(os.environ["CLICK_PROBE"])
    excel = Watched(answers=["yes"])
    excel.marks = {"start": STARTED, "import": IMPORTED, "ours": OURS}
    book = excel.open(Path(desk["book"]))
    run(book.app)
    xlwings.engines.active = ENGINE

    def chosen(*_: object) -> str:
        excel.marks["asked"] = time.process_time()
        return str(desk["actuals"])

    excel.macros = {"KpiClickedBook": lambda: book.name, "KpiDialogs.ChooseFile": chosen}
    OpenBook.__init__.__defaults__ = (excel.platform,)
    excel.forget_calls()
    excel.marks["ready"] = time.process_time()

    def leave() -> None:
        done = {**excel.marks, "end": time.process_time()}
        calls = {"reads": len(excel.reads), "writes": len(excel.writes)}
        Path(desk["told"]).write_text(json.dumps(done | calls), encoding="utf-8")

    atexit.register(leave)
