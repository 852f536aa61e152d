"""Protocol of the workbook for the results of its formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpibook.xlsx.tables.owner import TableOwner

if TYPE_CHECKING:
    from kpibook.xlsx.formula_results.calculation_state import CalculationState
    from kpibook.xlsx.workbook_part.sheets import SheetEntry
    from kpibook.xlsx.worksheet.worksheet import Sheet


class ResultsOwner(TableOwner, Protocol):
    """The workbook whose formulas are looked at; `xlsx.workbook.Workbook` implements it."""

    @property
    def calculation(self) -> CalculationState:
        """Return the word of the workbook, as it was opened, on its stored results."""

    @property
    def edited_sheets(self) -> list[Sheet]:
        """Return the sheets with pending edits."""

    @property
    def entries(self) -> list[SheetEntry]:
        """Return the sheets, in the order of the tabs."""

    @property
    def replaced_sheets(self) -> frozenset[str]:
        """Return the names of the sheets that were replaced whole."""
