"""Contents of cells as Excel gives and takes them, and how they are compared."""

from __future__ import annotations

import math
import re

from kpibook.addin.excel.cell_values import Content, sent
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.xlsx import Cell

_DIGITS = 1e-14
"""Relative difference of two numbers with the same 15 significant digits, which Excel keeps."""

_MOMENT = 1e-8
"""Days; a date is read to the millisecond."""

# Excel gives a formula back with other spaces and quotation marks around sheets, and may put an @.
_FREE = regex(r"[\s'@]")
# A file has Table[[#This Row],[Actual]] where Excel shows [@Actual], and reads and takes both.
_OWN_ROW = regex(
    r"\w*\[(?:@|\[#This Row\],\s*)((?:\[[^\]]*\]:)?\[[^\]]*\]|[^\[\]]+)\]", re.IGNORECASE
)


def content_of(cell: Cell, *, epoch_1904: bool = False) -> Content:
    """Return the content that writes a cell back as it was read."""
    if cell.formula is not None:
        return cell.formula
    return sent(cell.value, Location(cell=cell.address), epoch_1904=epoch_1904)


def same(one: object, other: object, *, moment: bool = False) -> bool:
    """Return True if two contents are the same to a person and to Excel.

    Args:
        one: A content.
        other: Another.
        moment: True if one of them was read as a date.

    >>> same(0.1 + 0.2, 0.3), same("=a1+ B1", "=A1+B1"), same(1.0, True), same("", 0.0)
    (True, True, False, False)
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_DIGITS, abs_tol=_MOMENT if moment else 0.0)
    if isinstance(one, float) or isinstance(other, float):
        return False
    if not (isinstance(one, str) and isinstance(other, str)):
        return one == other
    if one.startswith("=") and other.startswith("="):
        return _bare(one) == _bare(other)
    # A text goes over lines with a line feed alone, whatever was sent.
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def described(content: Content) -> str:
    """Return a content in words that quote figures, and no text of the workbook."""
    if isinstance(content, bool):
        return str(content).upper()
    if isinstance(content, float):
        return format(content, ".15g")
    if not content:
        return "nothing"
    if content.startswith("="):
        return "a formula"
    return f"a text of {len(content.removeprefix(chr(39)))} characters"


def _bare(formula: str) -> str:
    return _FREE.sub("", _OWN_ROW.sub(_own_row, formula)).casefold()


def _own_row(found: re.Match[str]) -> str:
    heading = found[1]
    return f"[{heading}]" if heading.startswith("[") else f"[[{heading}]]"
