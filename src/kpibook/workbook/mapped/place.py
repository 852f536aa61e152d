"""Place of a cell in a council's own workbook, or in a file that belongs to it."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a council's workbook.

    Attributes:
        file: The file, if it is not the workbook; "" for the workbook.
        sheet: The sheet; "" in a file of one table.
        address: Such as "L7".
    """

    file: str
    sheet: str
    address: str
