"""Order of a table's rows: the rows that change places, and the references that follow them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells import formula_references
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.references import Area, areas

_TEXT = regex(r'"(?:[^"]|"")*"')
_WHOLE_ROWS = regex(r"(?<![\w.$:\]])\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})(?![\w.:(])")


@dataclass(frozen=True, slots=True)
class RowOrder:
    """Rows of a sheet that change places, each as a whole.

    Attributes:
        sheet: Name of the sheet.
        moves: The new number of each row that changes places; the same numbers in another order.
        fresh: New numbers of rows that hold nothing yet: a range that a fresh row comes to lie
            within takes it in, as Excel does with an inserted row.
    """

    sheet: str
    moves: Mapping[int, int]
    fresh: frozenset[int] = frozenset()

    @classmethod
    def of(cls, sheet: str, first: int, order: Sequence[int], fresh: Collection[int]) -> RowOrder:
        """Return the order of a table's rows.

        Args:
            sheet: Name of its sheet.
            first: Number of its first data row.
            order: For each data row from the top, the position (from 0) of the row that goes there.
            fresh: Positions, as they are now, of the rows that hold nothing yet.
        """
        moves = {first + old: first + new for new, old in enumerate(order) if old != new}
        places = frozenset(first + new for new, old in enumerate(order) if old in fresh)
        return cls(sheet, moves, places)

    def row(self, number: int) -> int:
        """Return the new number of a row."""
        return self.moves.get(number, number)

    def runs(self, area: Area) -> list[Area]:
        """Return the places of an area afterwards: the area itself if its rows stay together."""
        inside = {row for row in self.moves if area.first_row <= row <= area.last_row}
        if {self.moves[row] for row in inside} == inside:
            return [area]
        numbers = range(area.first_row, area.last_row + 1)
        rows = {self.row(row) for row in numbers} - (self.fresh if len(numbers) > 1 else set())
        rows |= {row for row in self.fresh if rows and min(rows) < row < max(rows)}
        starts = sorted(row for row in rows if row - 1 not in rows)
        ends = sorted(row for row in rows if row + 1 not in rows)
        return [
            Area(first, area.first_column, last, area.last_column)
            for first, last in zip(starts, ends, strict=True)
        ]

    def sqref(self, text: str) -> str:
        """Return a list of areas (``sqref``) with the areas that move at their new places."""
        new: list[str] = []
        for spelling in text.split():
            area = next(areas(spelling), None)
            runs = [] if area is None else self.runs(area)
            new += [spelling] if area is None or runs == [area] else [str(run) for run in runs]
        return " ".join(new)

    def formula(self, text: str, *, at_home: bool, fixed: bool = False) -> str:
        """Return a formula's text whose references follow the rows.

        Args:
            text: The formula.
            at_home: It is on the same sheet, so references without a sheet count.
            fixed: Only references whose rows have dollar signs follow; the formula is that of a
                whole area.

        Raises:
            RefusedEdit: ``row-order-refused``: it takes in some of the rows that would part.
        """
        self._refuse_whole_rows(text, at_home=at_home)

        def change(reference: formula_references.Reference) -> Area | None:
            if not self._names_sheet(reference.sheet, at_home=at_home) or (
                fixed and not reference.fixed
            ):
                return None
            runs = self.runs(reference.area)
            if len(runs) != 1:
                raise self.refusal(f"a formula reads {reference.area}, whose rows would part")
            return runs[0]

        return formula_references.replaced(text, change)

    def formula_of_area(self, text: str, old: str, *, at_home: bool) -> str:
        """Return the formula of a format, validation or sparkline that applies to an area.

        Args:
            text: The formula, relative to the area's first cell.
            old: The area as it was, which `sqref` moves if it is on the same sheet.
            at_home: It is on the same sheet.

        Raises:
            RefusedEdit: ``row-order-refused``: its first cell moves away, and the formula reads
                cells relative to it.
        """
        new = self.sqref(old) if at_home else old
        cells = [area for spelling in old.split() if (area := next(areas(spelling), None))]
        if len(cells) == 1 and cells[0].size == 1:
            return self.formula(text, at_home=at_home)
        if _top(new) != _top(old) and not FilledDown(text).same_in_every_row:
            raise self.refusal(f"the format or the validation of {old} goes with single rows")
        return self.formula(text, at_home=at_home, fixed=True)

    def refusal(self, why: str, cell: str = "") -> RefusedEdit:
        """Return the refusal to put the rows into that order."""
        return RefusedEdit(
            f"the rows cannot be put into another order: {why}.",
            code="row-order-refused",
            where=Location(sheet=self.sheet, cell=cell),
            fix="Move the row in Excel: cut it, and insert the cut cells where it belongs.",
        )

    def _names_sheet(self, sheet: str | None, *, at_home: bool) -> bool:
        return at_home if sheet is None else sheet.casefold() == self.sheet.casefold()

    def _refuse_whole_rows(self, text: str, *, at_home: bool) -> None:
        bare = _TEXT.sub("", text)
        if not at_home and self.sheet.replace("'", "''").casefold() not in bare.casefold():
            return
        for match in _WHOLE_ROWS.finditer(bare):
            first, last = sorted((int(match[1]), int(match[2])))
            if self.runs(Area(first, 1, last, 1)) != [Area(first, 1, last, 1)]:
                raise self.refusal(f"a formula reads the rows {first} to {last}")


def _top(sqref: str) -> int:
    return min((area.first_row for area in areas(sqref)), default=0)
