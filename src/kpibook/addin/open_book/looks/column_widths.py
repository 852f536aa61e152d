"""Columns of an open workbook made wide enough for the figures in them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings


def widen_columns(sheet: xlwings.Sheet, at_least: Mapping[int, float]) -> None:
    """Make columns at least so wide; hidden columns stay hidden, and none is made narrower.

    A refusal by Excel, as on a protected sheet, is no failure: the figures are right in any width.

    Args:
        sheet: The sheet.
        at_least: Widths in characters, by column from 1.
    """
    for number, width in at_least.items():
        column = sheet.range((1, number))
        with contextlib.suppress(Exception):
            present = column.column_width
            if present is not None and 0 < present < width:
                column.column_width = width
