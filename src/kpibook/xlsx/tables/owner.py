"""Protocol of the workbook for its tables, which need its worksheets by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpibook.xlsx.worksheet.owner import WorksheetOwner

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.worksheet import Sheet


class TableOwner(WorksheetOwner, Protocol):
    """The workbook that owns a table; `xlsx.workbook.Workbook` implements it."""

    def formulas_moved(self) -> None:
        """Have the workbook calculated when it is opened, with a new calculation chain."""

    def sheet(self, name: str) -> Sheet:
        """Return the worksheet of that name."""
