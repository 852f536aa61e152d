"""The workbook as its tables see it: as its worksheets do, and with the worksheets by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpibook.xlsx.worksheet.owner import WorksheetOwner

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.worksheet import Sheet


class TableOwner(WorksheetOwner, Protocol):
    """What a table asks of the open workbook that holds it; `Package` is one."""

    def sheet(self, name: str) -> Sheet:
        """Return the worksheet of that name."""
