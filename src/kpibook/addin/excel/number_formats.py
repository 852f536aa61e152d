"""Number formats of an open workbook's cells, from Excel or from a copy that it saves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import Place
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.references import Area
from kpibook.xlsx.styles.number_formats import GENERAL

if TYPE_CHECKING:
    import xlwings

_MOST_CALLS = 48
"""Beyond so many calls, a copy is faster, which takes as long as a save."""


class Formats:
    """The number formats of a workbook that does not change meanwhile.

    Args:
        book: The workbook.
        platform: A value of `sys.platform`.
    """

    def __init__(self, book: xlwings.Book, platform: str) -> None:
        self._book, self._platform = book, platform
        self._copied: dict[str, dict[Place, str]] | None = None
        self._no_copy = platform != platform_api.WINDOWS

    def of(self, sheet: xlwings.Sheet, places: Iterable[Place]) -> dict[Place, str]:
        """Return the formats of some cells.

        Excel is asked for them. Where they differ from row to row, Excel on Windows saves a copy
        of the workbook and they are read from it; on a Mac Excel is asked for each.
        """
        cells = list(places)
        if self._copied is not None:
            return self._from_copy(sheet.name, cells)
        if self._no_copy:
            return formats_of(sheet, cells)
        try:
            return formats_of(sheet, cells, _MOST_CALLS)
        except TooMixed:
            self._take_copy()
        return self.of(sheet, cells)

    def _from_copy(self, sheet: str, places: Iterable[Place]) -> dict[Place, str]:
        formats = (self._copied or {}).get(sheet.casefold(), {})
        return {place: formats.get(place, GENERAL) for place in places}

    def _take_copy(self) -> None:
        """Let Excel save a copy, read its formats and delete it; do without if Excel refuses."""
        self._no_copy = True
        # The copy holds the council's figures, so it goes into a private folder.
        with tempfile.TemporaryDirectory(prefix="kpibook-", ignore_cleanup_errors=True) as private:
            ending = Path(self._book.name).suffix or ".xlsx"
            copy = Path(private) / f"copy{ending}"
            try:
                platform_api.save_copy(self._book, copy)
                self._copied = _read(copy)
            except Exception:  # noqa: BLE001 a policy or a password forbids it: ask Excel
                self._copied = None


def _read(path: Path) -> dict[str, dict[Place, str]]:
    formats: dict[str, dict[Place, str]] = {}
    with Workbook.open(path) as package:
        for sheet in package.sheets:
            if sheet.kind != "worksheet":
                continue
            formats[sheet.name.casefold()] = {
                (number, column): cell.number_format
                for number, row in package.sheet(sheet.name).rows()
                for column, cell in row.items()
            }
    return formats


class TooMixed(Exception):
    """The formats differ from cell to cell, so that asking Excel would take too many calls."""


def formats_of(
    sheet: xlwings.Sheet, places: Iterable[Place], most_calls: int | None = None
) -> dict[Place, str]:
    """Return number formats of cells: a call for each uniform column, more for a mixed column.

    A mixed column is asked for its halves, and so on. Neighbouring mixed columns are halved
    together, because the figures of a measure have the same format across its row.

    Args:
        sheet: The sheet.
        places: The cells.
        most_calls: Give up before more calls than this, besides the first for each column; None
            sets no limit.

    Raises:
        TooMixed: It would take more calls.
    """
    cells, budget = set(places), _Calls(most_calls)
    formats: dict[Place, str] = {}
    varying: list[int] = []
    # A range's format is a single call for any number of cells, as long as they agree.
    for column in sorted({column for _, column in cells}):
        rows = [row for row, at in cells if at == column]
        area = Area(min(rows), column, max(rows), column)
        if not _uniform(sheet, area, cells, formats):
            varying.append(column)
    for columns in _neighbours(varying):
        inside = {place for place in cells if columns[0] <= place[1] <= columns[-1]}
        _halve(sheet, inside, formats, budget)
    return formats


class _Calls:
    """The number of calls that may still be made."""

    def __init__(self, most: int | None) -> None:
        self._left = most

    def spend(self) -> None:
        """Count a call.

        Raises:
            TooMixed: No call is left.
        """
        if self._left is None:
            return
        if self._left == 0:
            raise TooMixed
        self._left -= 1


def _uniform(
    sheet: xlwings.Sheet, area: Area, cells: set[Place], formats: dict[Place, str]
) -> bool:
    """Return True if all cells of the area have the same format, and add it to `formats`."""
    # Excel answers None (Null in VBA) for a range whose formats differ.
    code = range_of(sheet, area).number_format
    if code is None and area.size > 1:
        return False
    formats.update({place: code or GENERAL for place in cells if place in area})
    return True


def _halve(
    sheet: xlwings.Sheet, places: set[Place], formats: dict[Place, str], budget: _Calls
) -> None:
    """Find the formats of cells that differ, by asking for the upper and the lower half."""
    rows = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    by_row = len(rows) > 1
    middle = rows[len(rows) // 2] if by_row else columns[len(columns) // 2]
    for part in (
        {place for place in places if (place[0] if by_row else place[1]) < middle},
        {place for place in places if (place[0] if by_row else place[1]) >= middle},
    ):
        if not part:
            continue
        budget.spend()
        if not _uniform(sheet, _around(part), part, formats):
            _halve(sheet, part, formats, budget)


def _around(places: set[Place]) -> Area:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _neighbours(columns: list[int]) -> list[list[int]]:
    """Group column numbers without a gap between them."""
    groups: list[list[int]] = []
    for column in columns:
        if groups and groups[-1][-1] == column - 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups
