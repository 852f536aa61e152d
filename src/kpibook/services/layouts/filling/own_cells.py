"""A council's own cells, written by role: each change and each cell left alone is noted."""

from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.services.layouts.filling.workbook_cells import Cells
from kpibook.workbook.mapped.found import MappedRow, Place
from kpibook.workbook.protocol import CellWrite, Value
from kpibook.workbook.writer import Change
from kpibook.xlsx import Cell


class OwnCells:
    """Cells of a council's file that a fill writes.

    Attributes:
        changes: The cells that get another value or fill.
        findings: The cells that stay as they are, with the reason.
    """

    def __init__(self, cells: Cells, period: Quarter, *, replace_formulas: bool = False) -> None:
        self.cells = cells
        self.changes: list[Change] = []
        self.findings: list[Finding] = []
        self._period = period
        self._replace_formulas = replace_formulas

    def writable(
        self, row: MappedRow, role: str, *, is_result: bool = False, at: Place | None = None
    ) -> Cell | None:
        """Return the cell of a role; None if there is none, or it stays as it is, with a finding.

        Args:
            row: The measure.
            role: The role.
            is_result: It is worked out by kpibook: a cell that stays is no finding.
            at: The place, where it is not that of the role: a month's.
        """
        place = at or row.places.get(role)
        if place is None:
            if not is_result:
                self.say(
                    row,
                    role,
                    "layout-no-cell",
                    f"{row.ref} has no cell for its {role} in {self._period}: not written.",
                    f"Add the column for {self._period}, or correct its heading in the layout.",
                )
            return None
        if place.file:
            what = f"the {role} of {row.ref} is in {place.file}."
            self.say(row, role, "layout-other-file", what)
            return None
        if self.cells.is_merged_into(place.sheet, place.address):
            what = f"the cell for the {role} of {row.ref} is merged into another: not written."
            self.say(row, role, "layout-no-cell", what, "Unmerge the cells, and fill again.")
            return None
        cell = self.cells.cell(place.sheet, place.address)
        if cell.formula is not None and not self._replace_formulas:
            if not is_result:
                self.say(
                    row,
                    role,
                    "layout-formula-kept",
                    f"the {role} of {row.ref} is worked out by a formula, which stays.",
                    "Check that the formula gives it; `kpibook fill --replace-formulas` writes "
                    "over it.",
                )
            return None
        return cell

    def write(
        self,
        row: MappedRow,
        role: str,
        cell: Cell,
        value: Value,
        code: str | None = None,
        *,
        at: Place | None = None,
    ) -> None:
        """Write a value into a cell that is writable; one that holds it already is left alone."""
        place = at or row.places[role]
        is_formula = cell.formula is not None
        if not is_formula and cell.value == value and type(cell.value) is not bool:
            return
        self.cells.set(place.sheet, place.address, value, code)
        write = CellWrite(place.sheet, place.address, value, code)
        self.changes.append(
            Change(row.ref, role, cell.value, write, is_formula, cell.number_format)
        )

    def colour(
        self, row: MappedRow, before: str, rgb: str | None, font: str, *, is_text: bool = False
    ) -> None:
        """Give the cell of a status a fill, or its text a colour; None for no colour.

        Args:
            row: The measure.
            before: The colour it has; "" for none.
            rgb: The colour it gets.
            font: The colour of the text on a fill; "" keeps what is there.
            is_text: The colour is that of the text, and the fill stays.
        """
        place = row.places["status"]
        if place.file or (rgb or "") == before:
            return
        if self.cells.set_colours(place.sheet, place.address, rgb, font, is_text=is_text):
            what = "text" if is_text else "fill"
            write = CellWrite(place.sheet, place.address, f"{what} {rgb}" if rgb else f"no {what}")
            old = f"{what} {before}" if before else None
            self.changes.append(Change(row.ref, "status", old, write))

    def say(self, row: MappedRow, role: str, code: str, what: str, fix: str = "") -> None:
        """Add a finding at the cell of a role."""
        place = row.places.get(role) or Place("", "", "")
        where = Location(place.file or self.cells.name, place.sheet, place.address)
        fix = fix or "Write it there by hand, or correct the layout."
        self.findings.append(Finding(code, what, where, fix, ref=row.ref))
