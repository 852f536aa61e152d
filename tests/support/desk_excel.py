"""The Excel that a click's Python meets in its own process: a workbook open, answers scripted."""

from __future__ import annotations

import atexit
import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlwings

from kpibook.addin.open_book.open_book import OpenBook
from tests.support.openpyxl_engine import Excel
from tests.support.running import ENGINE, run


def sit_down() -> None:
    """Open the desk's workbook in a pretended Excel; save it and what was said at the end."""
    said = os.environ.get("TEST_DESK")
    if said is None:
        return
    desk = json.loads(said)
    excel, book = opened(desk)
    # The machine is Linux; what Excel hands over is what COM does on an officer's Windows.
    OpenBook.__init__.__defaults__ = (excel.platform,)
    if desk["fault"]:
        importlib.import_module(desk["fault"]).rate_workbook = _failing
    if not desk["gone"]:
        atexit.register(leave, excel, book, desk)


def opened(desk: dict[str, Any]) -> tuple[Excel, xlwings.Book]:
    """An Excel with the desk's workbook open in it, and what the officer will choose."""
    excel = Excel(answers=list(desk["answers"]))
    book = excel.open(Path(desk["book"]))
    run(book.app)
    xlwings.engines.active = ENGINE
    sheet, address = desk["selected"]
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()
    excel.macros = {name: _answering(answer) for name, answer in desk["files"].items()}
    if not desk["gone"]:
        excel.macros["KpiClickedBook"] = lambda: book.name
    return excel, book


def leave(excel: Excel, book: xlwings.Book, desk: dict[str, Any]) -> None:
    """Save the workbook where the test looks for it, and what was said."""
    excel.workbook(book).save(desk["book"])
    Path(desk["told"]).write_text(json.dumps(excel.alerts), encoding="utf-8")


def _answering(answer: str | list[str]) -> Callable[..., str]:
    if isinstance(answer, str):
        return lambda *_: answer
    in_turn = iter(answer)
    return lambda *_: next(in_turn)


def _failing(*_: object) -> None:
    raise ZeroDivisionError("planted: 12 High Street")
