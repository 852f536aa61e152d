"""Protocol of the workbook for the results of its formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpibook.xlsx.tables.owner import TableOwner

if TYPE_CHECKING:
    from kpibook.xlsx.workbook_part.sheets import SheetEntry


class ResultsOwner(TableOwner, Protocol):
    """The workbook whose formulas are looked at; `xlsx.workbook.Workbook` implements it."""

    @property
    def entries(self) -> list[SheetEntry]:
        """Return the sheets, in the order of the tabs."""

    @property
    def replaced_sheets(self) -> frozenset[str]:
        """Return the names of the sheets that were replaced whole."""
