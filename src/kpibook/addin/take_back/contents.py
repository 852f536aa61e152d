"""Contents of cells and sheets, compared with what a button left in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.range_reader import used_area
from kpibook.addin.kept.record import Content
from kpibook.addin.open_book.contents import content_of
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import CellError
from kpibook.xlsx.cells.references import address

if TYPE_CHECKING:
    import xlwings


def digest_of(cache: CellCache, sheet: xlwings.Sheet) -> str:
    """Return the SHA-256 of what the cells of a sheet hold now, without their formats."""
    cells = {
        address(*place): content_of(cell, epoch_1904=cache.epoch_1904)
        for place, cell in cache.now(sheet.name, used_area(sheet)).items()
    }
    text = "\n".join(
        f"{place} {_spelled(held)}" for place, held in sorted(cells.items()) if held != ""
    )
    return hashlib.sha256(text.encode()).hexdigest()


def write_of(sheet: str, place: str, content: Content, number_format: str | None) -> CellWrite:
    """Return the write that gives a cell a content as it was read.

    >>> write_of("Cover", "B2", "'12", None).value, write_of("Cover", "B2", "", None).value
    ('12', None)
    """
    if not isinstance(content, str):
        return CellWrite(sheet, place, content, number_format)
    if content.startswith("="):
        return CellWrite(sheet, place, None, number_format, content)
    if content.startswith("#"):  # a text that begins so has an apostrophe before it
        return CellWrite(sheet, place, CellError(content), number_format)
    return CellWrite(sheet, place, content.removeprefix("'") or None, number_format)


def _spelled(content: Content) -> str:
    return format(content, ".15g") if isinstance(content, float) else repr(content)
