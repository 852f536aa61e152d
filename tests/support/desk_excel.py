"""The Excel that a click's Python meets in its own process: a workbook open, answers scripted."""

from __future__ import annotations

import atexit
import json
import os
from pathlib import Path

import xlwings

from kpibook.addin.open_book import OpenBook
from tests.support.openpyxl_engine import Excel
from tests.support.running import ENGINE, run


def sit_down() -> None:
    """Open the desk's workbook in a pretended Excel; save it and what was said at the end."""
    said = os.environ.get("TEST_DESK")
    if said is None:
        return
    desk = json.loads(said)
    excel = Excel(answers=list(desk["answers"]))
    book = excel.open(Path(desk["book"]))
    run(book.app)
    xlwings.engines.active = ENGINE
    sheet, address = desk["selected"]
    book.sheets[sheet].activate()
    excel.selection = book.sheets[sheet].range(address).impl
    excel.macros = {name: _answering(answer) for name, answer in desk["files"].items()}
    excel.macros["KpiClickedBook"] = lambda: book.name
    # The machine's own is Linux; what COM hands over is what an officer's Excel does.
    OpenBook.__init__.__defaults__ = (excel.platform,)

    def leave() -> None:
        book.impl.wb.save(desk["book"])
        Path(desk["told"]).write_text(json.dumps(excel.alerts), encoding="utf-8")

    atexit.register(leave)


def _answering(answer: str):  # type: ignore[no-untyped-def]
    return lambda *_: answer
