"""A range that follows a table as it grows, wherever the range is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpibook.xlsx.cells import formula_references
from kpibook.xlsx.cells.references import Area, areas


@dataclass(frozen=True, slots=True)
class Resize:
    """A table that is given rows at the end of its data.

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
        """First data row."""
        return self.area.first_row + self.headings

    @property
    def last(self) -> int:
        """Last data row as it was."""
        return self.area.last_row - self.totals

    @property
    def new_last(self) -> int:
        """Last data row as it will be."""
        return self.last + self.by

    @property
    def result(self) -> Area:
        """The whole table as it will be."""
        return replace(self.area, last_row=self.area.last_row + self.by)

    @property
    def columns(self) -> range:
        """The table's columns."""
        return range(self.area.first_column, self.area.last_column + 1)

    def _within(self, area: Area) -> bool:
        return area.first_column in self.columns and area.last_column in self.columns

    def _ends_with_data(self, area: Area) -> bool:
        """Whether an area covers all rows of data and ends where the table or its data ends."""
        return area.first_row <= self.first and area.last_row in (self.last, self.area.last_row)

    def _is_totals(self, area: Area) -> bool:
        return bool(self.totals) and area.first_row == area.last_row == self.area.last_row

    def covered(self, area: Area) -> Area | None:
        """What an area becomes that a formula or name means; None when it stays as it is.

        Only areas within the table's columns follow: the data of columns, with or without the
        headings, with or without the totals; and what is in the totals row moves with it.
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
        """A formula's text with the references that follow.

        Args:
            text: The formula.
            at_home: It stands on the table's own sheet, so references without a sheet mean it.
            single: A single cell is taken for the whole data of a table of one row, as a chart
                of such a table means it.
            fixed: Only references whose rows have dollar signs follow, because the formula means
                others in other cells.
        """

        def change(one: formula_references.Reference) -> Area | None:
            here = at_home if one.sheet is None else one.sheet.lower() == self.sheet.lower()
            if not here or (fixed and not one.fixed):
                return None
            if one.single and not single and not self._is_totals(one.area):
                return None
            return self.covered(one.area)

        return formula_references.replaced(text, change)

    def print_area(self, text: str) -> str:
        """A print area's text: one that holds the table and ends with it goes on doing so."""

        def change(one: formula_references.Reference) -> Area | None:
            a, table = one.area, self.area
            if one.sheet is None or one.sheet.lower() != self.sheet.lower():
                return None
            wide = a.first_column <= table.first_column and a.last_column >= table.last_column
            if wide and a.first_row <= table.first_row and a.last_row == table.last_row:
                return replace(a, last_row=a.last_row + self.by)
            return None

        return formula_references.replaced(text, change)

    def sqref(self, text: str) -> str:
        """A list of areas as conditional formats and validations have it."""
        said = [(one, next(areas(one), None)) for one in text.split()]
        listed = [reach for _, reach in said if reach is not None]
        return " ".join(
            one if new == old else str(new) for one, old in said for new in self._areas(old, listed)
        )

    def _areas(self, area: Area | None, listed: list[Area]) -> list[Area | None]:
        if area is None or not self._touches(area):
            return [area]
        if not self._is_totals(area) and any(one.meets(self._beneath(area)) for one in listed):
            return [area]
        # What an earlier growth put beneath a wider area goes on as if it were one with it.
        whole = replace(area, first_row=_top(area, listed))
        if self._is_totals(area) and self._within(area):
            return [self.covered(area)]
        if self._within(area):
            return self._own(area, whole)
        if self._ends_with_data(whole) and not self._is_totals(area):
            # Wider than the table: only the table's own columns go on beneath it.
            return [area, self._beneath(area)]
        return [area]

    def _touches(self, area: Area) -> bool:
        return area.first_column <= self.area.last_column and (
            area.last_column >= self.area.first_column
        )

    def _own(self, area: Area, whole: Area) -> list[Area | None]:
        if self._ends_with_data(whole):
            return [replace(area, last_row=area.last_row + self.by)]
        return [area]

    def _beneath(self, area: Area) -> Area:
        return Area(
            area.last_row + 1,
            max(area.first_column, self.area.first_column),
            area.last_row + self.by,
            min(area.last_column, self.area.last_column),
        )


def _top(area: Area, listed: list[Area]) -> int:
    """First row of the areas of a list that lie above one another without a gap, down to `area`."""
    top = area.first_row
    for other in sorted(listed, key=lambda one: -one.first_row):
        over = other.first_column <= area.first_column and other.last_column >= area.last_column
        if over and other.first_row < top <= other.last_row + 1:
            top = other.first_row
    return top
