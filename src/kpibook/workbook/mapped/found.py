"""Rows of a council's workbook as read through its layout: measures, and what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.periods.quarter_months import ThreeMonths
from kpibook.workbook.mapped.place import Place as Place
from kpibook.workbook.mapped.sheet import Sheet
from kpibook.xlsx import Cell

#: Key in `MappedRow.shown` of the fill that a cell has besides the word of its status.
FILL_TOO = "status fill"


@dataclass(frozen=True, slots=True)
class MappedRow:
    """A measure as it is read in a quarter, with the cells that say so.

    Attributes:
        ref: Its reference; made from its name if the workbook has none.
        cells: Its filled cells by role; "section" is that of the section row above it.
        places: The place of each role's cell, blank cells included: a figure goes there.
        shown: The status and direction in the file: text, or fill as RGB, by "status" and
            "direction"; the fill of a status in words by `FILL_TOO`.
        table: The table that its figures are in.
        joined: The places of cells that come from another table, by role.
        months: The cells of the quarter's months by role, where the figure is a month's.
        month_places: The place of each of the quarter's months, where there is a column for each.
        target_doubted: The target is the year's and the figures are a quarter's: not rated against.
    """

    ref: str
    cells: Mapping[str, Cell]
    places: Mapping[str, Place]
    shown: Mapping[str, str]
    table: TableLayout
    joined: Mapping[str, Place] = field(default_factory=dict)
    months: Mapping[str, ThreeMonths] = field(default_factory=dict)
    month_places: tuple[Place, ...] = ()
    target_doubted: bool = False

    def place_of(self, role: str) -> Place:
        """Return the place of a role's cell; that of its row if it has no such cell."""
        if role in self.joined:
            return self.joined[role]
        if role in self.places:
            return self.places[role]
        first = self.places.get("actual") or next(iter(self.places.values()))
        cell = self.cells.get(role)
        # A section row, or the title of a block, is on the same sheet.
        return first if cell is None else replace(first, address=cell.address)

    @property
    def title(self) -> str:
        """The measure's name; "" if it has none."""
        cell = self.cells.get("measure")
        return "" if cell is None or cell.value is None else " ".join(str(cell.value).split())


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is no measure.

    Attributes:
        sheet: The sheet; "" in a file of one table.
        row: Its number.
        why: Why it is none, in words.
    """

    sheet: str
    row: int
    why: str


@dataclass(slots=True)
class MappedReading:
    """Everything that a layout reads in a quarter.

    Attributes:
        rows: The measures.
        passed_over: The rows that are none.
        findings: What does not fit.
        sheets: The tables that were found.
        period: The quarter; None if nothing was read.
    """

    rows: list[MappedRow] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    period: Quarter | None = None
