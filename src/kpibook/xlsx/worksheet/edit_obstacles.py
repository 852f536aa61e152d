"""Obstacles to an edit in a sheet: merged ranges, array formulas, what-if data tables."""

from __future__ import annotations

from dataclasses import field

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.array_formulas import array_formulas
from kpibook.xlsx.cells.references import Area, address, area_or_none
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.xml import elements as xml

_LOW = 64
"""Rows up to which an obstacle is indexed by row; a sheet may have 100,000 merged ranges."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An area whose cells cannot be written singly, and the refusal for them."""

    area: Area
    code: str
    what: str
    fix: str
    covers_anchor: bool = True
    may_clear: bool = False

    def stops(self, row: int, column: int, edit: Edit) -> bool:
        """Return True if `edit` of that cell is refused; a change of format is never refused."""
        if self.may_clear and not edit.content:
            return False
        at_anchor = (row, column) == (self.area.first_row, self.area.first_column)
        return (row, column) in self.area and (self.covers_anchor or not at_anchor)

    def refusal(self, where: Location) -> RefusedEdit:
        """Return the refusal for a cell that it stops."""
        return RefusedEdit(self.what, code=self.code, where=where, fix=self.fix)


@dataclass(slots=True)
class EditObstacles:
    """Obstacles of a sheet, collected block by block and checked cell by cell."""

    prefix: bytes
    protected: bool = False
    has_password: bool = False
    _by_row: dict[int, list[Obstacle]] = field(default_factory=dict)
    _tall: list[Obstacle] = field(default_factory=list)

    def add(self, obstacle: Obstacle) -> None:
        """Add an obstacle."""
        if obstacle.area.rows > _LOW:
            self._tall.append(obstacle)
            return
        for row in range(obstacle.area.first_row, obstacle.area.last_row + 1):
            self._by_row.setdefault(row, []).append(obstacle)

    def see_block(self, block: bytes) -> None:
        """Collect the obstacles of a block of rows."""
        for formula in array_formulas(block, self.prefix):
            if formula.is_data_table:
                self.add(_data_table(formula.area))
            # An array formula over a single cell can be overwritten in Excel too.
            elif formula.area.size > 1:
                self.add(_array(formula.area))

    def see_tail(self, tail: bytes) -> None:
        """Collect the obstacles that the part lists after its rows."""
        tag = xml.first_tag(tail, "sheetProtection", prefix=self.prefix)
        self.protected = tag is not None and tag.get("sheet") in ("1", "true")
        # Up to Excel 2010 the short hash `password`, since then `hashValue`.
        hashes = (tag.get("password"), tag.get("hashValue")) if tag is not None else ()
        self.has_password = self.protected and any(hashes)
        if b"mergeCell" not in tail:
            return
        for merged in xml.tags(tail, "mergeCell", prefix=self.prefix):
            reach = area_or_none(merged.get("ref"))
            if reach is not None:
                self.add(_merged(reach))

    def check(self, row: int, column: int, edit: Edit, where: Location) -> None:
        """Refuse an edit that an obstacle stops.

        Raises:
            RefusedEdit: ``cell-merged``, ``cell-in-array``, ``cell-in-data-table``.
        """
        for obstacle in (*self._by_row.get(row, ()), *self._tall):
            if obstacle.stops(row, column, edit):
                raise obstacle.refusal(where)

    def check_all(self, edits: Edits, file: str, sheet: str) -> None:
        """Refuse the edits if an obstacle stops any of them."""
        if not (self._by_row or self._tall):
            return
        for row, columns in edits.cells.items():
            for column, edit in columns.items():
                where = Location(file, sheet=sheet, cell=address(row, column))
                self.check(row, column, edit, where)


def _merged(reach: Area) -> Obstacle:
    return Obstacle(
        reach,
        "cell-merged",
        f"the cell is covered by the merged range {reach}.",
        f"Write to {reach.anchor}, the cell that shows, or unmerge the range in Excel.",
        # The top left cell holds the value. Another cell may be cleared, as its content does not
        # show.
        covers_anchor=False,
        may_clear=True,
    )


def _array(reach: Area) -> Obstacle:
    return Obstacle(
        reach,
        "cell-in-array",
        f"the cell is part of the array formula in {reach}, which Excel changes only whole.",
        f"Change the formula in {reach.anchor} in Excel, or write somewhere else.",
    )


def _data_table(reach: Area) -> Obstacle:
    return Obstacle(
        reach,
        "cell-in-data-table",
        f"the cell is part of the what-if data table {reach}, which Excel changes only whole.",
        "Change it in Excel, or write somewhere else.",
    )
