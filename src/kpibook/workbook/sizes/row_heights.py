"""Row heights for the text in them: Excel fits rows when it opens a file, previewers do not."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_letters

from kpibook.workbook.layout import Column, Holds
from kpibook.workbook.sizes.look import TABLE_POINTS, row_height

#: The kinds of columns whose texts wrap.
WRAPPING = (Holds.LONG_TEXT, Holds.TEXT, Holds.CHOICE)
_TALLEST = 409.0  # points; Excel's limit


def height_for(columns: tuple[Column, ...], values: Mapping[str, object]) -> float:
    """Return the height in points of a row with these texts, by heading; at most Excel's tallest.

    >>> from kpibook.workbook.layout import HISTORY_COLUMNS
    >>> height_for(HISTORY_COLUMNS, {"Ref": "PI.432"}) < 25
    True
    """
    texts = [
        (str(values[column.heading]), column.width)
        for column in columns
        if column.holds in WRAPPING and values.get(column.heading)
    ]
    return min(row_height(texts, TABLE_POINTS), _TALLEST)


def row_number(address: str) -> int:
    """Return the row number in a cell's address.

    >>> row_number("AB12")
    12
    """
    return int(address.lstrip(ascii_letters + "$").replace("$", ""))
