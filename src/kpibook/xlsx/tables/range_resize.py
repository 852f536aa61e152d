"""Resize of a table, and its effect on a range in a formula, a name or a list of areas."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells import formula_references
from kpibook.xlsx.cells.references import Area, areas


@dataclass(frozen=True, slots=True)
class Resize:
    """A table that gains rows at the end of its data.

    Attributes:
        sheet: Name of its sheet.
        area: The whole table as it was, headings and totals row included.
        headings: Number of heading rows, 0 or 1.
        totals: Number of totals rows, 0 or 1.
        by: Rows gained, 0 or more.
    """

    sheet: str
    area: Area
    headings: int
    totals: int
    by: int

    @property
    def first(self) -> int:
        """Return the first data row."""
        return self.area.first_row + self.headings

    @property
    def last(self) -> int:
        """Return the old last data row."""
        return self.area.last_row - self.totals

    @property
    def new_last(self) -> int:
        """Return the new last data row."""
        return self.last + self.by

    @property
    def result(self) -> Area:
        """Return the new area of the whole table."""
        return replace(self.area, last_row=self.area.last_row + self.by)

    @property
    def columns(self) -> range:
        """Return the column numbers of the table."""
        return range(self.area.first_column, self.area.last_column + 1)

    def _within(self, area: Area) -> bool:
        return area.first_column in self.columns and area.last_column in self.columns

    def _ends_with_data(self, area: Area) -> bool:
        """Return True if an area covers all data rows and ends with the table or its data."""
        return area.first_row <= self.first and area.last_row in (self.last, self.area.last_row)

    def _is_totals(self, area: Area) -> bool:
        return bool(self.totals) and area.first_row == area.last_row == self.area.last_row

    def covered(self, area: Area) -> Area | None:
        """Return the new area of a reference in a formula or name; None if it stays.

        Only areas within the table's columns change: the data of columns, with or without headings
        and totals. A reference to the totals row moves with that row.
        """
        if not self._within(area):
            return None
        if self._is_totals(area):
            return Area(area.first_row + self.by, area.first_column,
                        area.last_row + self.by, area.last_column)  # fmt: skip
        if self._ends_with_data(area) and area.first_row >= self.area.first_row:
            return replace(area, last_row=area.last_row + self.by)
        return None

    def formula(
        self, text: str, *, at_home: bool = False, single: bool = False, fixed: bool = False
    ) -> str:
        """Return a formula's text with its references adjusted.

        Args:
            text: The formula.
            at_home: The formula is on the table's sheet, so references without a sheet count.
            single: A single cell is read as the whole data of a table of one row, as in a chart
                of such a table.
            fixed: Only references whose rows have dollar signs change, because the formula has
                another meaning in other cells.
        """

        def change(reference: formula_references.Reference) -> Area | None:
            on_sheet = (
                at_home
                if reference.sheet is None
                else reference.sheet.lower() == self.sheet.lower()
            )
            if not on_sheet or (fixed and not reference.fixed):
                return None
            if reference.single and not single and not self._is_totals(reference.area):
                return None
            return self.covered(reference.area)

        return formula_references.replaced(text, change)

    def print_area(self, text: str) -> str:
        """Return a print area's text, extended if it holds the table and ends with it."""

        def change(reference: formula_references.Reference) -> Area | None:
            area, table = reference.area, self.area
            if reference.sheet is None or reference.sheet.lower() != self.sheet.lower():
                return None
            is_wide = (
                area.first_column <= table.first_column and area.last_column >= table.last_column
            )
            if is_wide and area.first_row <= table.first_row and area.last_row == table.last_row:
                return replace(area, last_row=area.last_row + self.by)
            return None

        return formula_references.replaced(text, change)

    def sqref(self, text: str) -> str:
        """Return a list of areas (``sqref``) with the areas over the table's data extended."""
        parsed = [(spelling, next(areas(spelling), None)) for spelling in text.split()]
        listed = [reach for _, reach in parsed if reach is not None]
        return " ".join(
            spelling if new == old else str(new)
            for spelling, old in parsed
            for new in self._areas(old, listed)
        )

    def _areas(self, area: Area | None, listed: list[Area]) -> list[Area | None]:
        if area is None or not self._touches(area):
            return [area]
        # Another area of the list lies over the new rows already, so this area stays as it is.
        if not self._is_totals(area) and any(
            listed_area.meets(self._below(area)) for listed_area in listed
        ):
            return [area]
        # An earlier growth may have put an area below a wider area: both count as a single area.
        joined = replace(area, first_row=_top(area, listed))
        if self._is_totals(area) and self._within(area):
            return [self.covered(area)]
        if self._within(area):
            return self._own(area, joined)
        if self._ends_with_data(joined) and not self._is_totals(area):
            # Wider than the table: only the table's columns are continued below.
            return [area, self._below(area)]
        return [area]

    def _touches(self, area: Area) -> bool:
        return area.first_column <= self.area.last_column and (
            area.last_column >= self.area.first_column
        )

    def _own(self, area: Area, joined: Area) -> list[Area | None]:
        if self._ends_with_data(joined):
            return [replace(area, last_row=area.last_row + self.by)]
        return [area]

    def _below(self, area: Area) -> Area:
        return Area(
            area.last_row + 1,
            max(area.first_column, self.area.first_column),
            area.last_row + self.by,
            min(area.last_column, self.area.last_column),
        )


def _top(area: Area, listed: list[Area]) -> int:
    """Return the first row of the listed areas that lie above `area` without a gap."""
    top = area.first_row
    for candidate in sorted(listed, key=lambda listed_area: -listed_area.first_row):
        is_as_wide = (
            candidate.first_column <= area.first_column
            and candidate.last_column >= area.last_column
        )
        if is_as_wide and candidate.first_row < top <= candidate.last_row + 1:
            top = candidate.first_row
    return top
