"""Worksheet of XlsxWriter that writes the cells of a long table in a third of the time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import column_name

# Text that XlsxWriter has to escape, to mark or to take apart.
_SPECIAL = regex(r'["&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$')


class QuickSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with a short way for text, numbers and blanks that are written row by row.

    Rows and columns are numbers here, never "A1". All other cells are left to XlsxWriter, and so
    are these in a mode other than constant memory. The bytes written are the same.
    """

    # XlsxWriter's own methods first test if the row is an address such as "A1".

    def write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> int:
        """Write a text; see XlsxWriter."""
        return int(self._write_string(row, col, string, cell_format))

    def write_number(self, row: int, col: int, number: float, cell_format: Any = None) -> int:
        """Write a number; see XlsxWriter."""
        return int(self._write_number(row, col, number, cell_format))

    def write_blank(self, row: int, col: int, blank: None, cell_format: Any = None) -> int:
        """Write a cell with a format and nothing in it; see XlsxWriter."""
        return int(self._write_blank(row, col, blank, cell_format))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind, look = type(cell).__name__, cell.format
        if look is None or not self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        start_tag = f'<c r="{_letters(col)}{row + 1}" s="{look._get_xf_index()}"'  # noqa: SLF001
        if kind == "String" and _SPECIAL.search(cell.string) is None:
            self.fh.write(f'{start_tag} t="inlineStr"><is><t>{cell.string}</t></is></c>')
        elif kind == "Number":
            # The format that XlsxWriter uses, as the bytes must be the same.
            self.fh.write(f"{start_tag}><v>{cell.number:.16G}</v></c>")
        elif kind == "Blank":
            self.fh.write(f"{start_tag}/>")
        else:
            super()._write_cell(row, col, cell)


@lru_cache(maxsize=256)
def _letters(column: int) -> str:
    return column_name(column + 1)
