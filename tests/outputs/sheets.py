"""A sheet drawn in memory and read back, for the tests of what draws its parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import xlsxwriter
from openpyxl.workbook import Workbook

from kpibook.outputs.quick_sheet import QuickSheet

Drawing = Callable[[xlsxwriter.Workbook, QuickSheet], object]


def drawn(draw: Drawing, *, streamed: bool = False) -> bytes:
    """A workbook of one sheet, 'Sheet', on which `draw` has drawn."""
    memory = BytesIO()
    with xlsxwriter.Workbook(
        memory, {"in_memory": not streamed, "constant_memory": streamed}
    ) as book:  # fmt: skip
        draw(book, book.add_worksheet("Sheet", worksheet_class=QuickSheet))
    return memory.getvalue()


def read(data: bytes) -> Workbook:
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(BytesIO(data))


def part(data: bytes, name: str) -> str:
    """A part of the package as text."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()
