"""The example's workbook and return, cell by cell, as someone last looked at them and agreed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.workbook import layout
from tests.support.books import example
from tests.support.golden import assert_golden


def described(sheet: Worksheet) -> Iterator[str]:
    """A sheet as text: every cell that holds something, under its heading inside the table."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    top, last = header[0].row, rows[-1][0].row
    for line in sheet.iter_rows(max_row=top - 1):
        yield from (f"{cell.coordinate} {shown(cell)}" for cell in line if cell.value is not None)
    for row in rows:
        yield ""
        for heading, cell in zip(header, row, strict=True):
            if cell.value is not None:
                yield f"{cell.coordinate} {heading.value}: {shown(cell)}"
    assert sheet.max_row == last, "nothing is below the table"


def shown(cell: Cell) -> str:
    """What a cell holds; a number or a date with the format it is shown in."""
    if isinstance(cell.value, str):
        return cell.value.replace("\n", "\\n")
    return f"{cell.value}  as {cell.number_format}"


def as_text(path: Path, *sheets: str) -> str:
    book = openpyxl.load_workbook(path)
    named = sheets or tuple(book.sheetnames)
    return "\n".join(f"== {name} ==\n" + "\n".join(described(book[name])) + "\n" for name in named)


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        pytest.param(
            "example_filled",
            (layout.THIS_QUARTER, layout.MEASURES, layout.HISTORY, layout.RETURN, layout.SETTINGS),
            id="the filled workbook",
        ),
        pytest.param("example_return", (), id="the published return"),
    ],
)
def test_it_reads_as_agreed(name: str, sheets: tuple[str, ...]) -> None:
    path = example().filled if sheets else example().returned

    assert_golden(name, as_text(path, *sheets))
