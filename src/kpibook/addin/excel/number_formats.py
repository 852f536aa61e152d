"""Number formats of an open workbook's cells: from Excel, or from a copy it saves."""

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
"""A table asked so often is better read from a copy, which takes as long as a save."""


class Formats:
    """The number formats of a workbook to which nothing is done meanwhile.

    Args:
        book: The workbook.
        platform: As `sys.platform`.
    """

    def __init__(self, book: xlwings.Book, platform: str) -> None:
        self._book, self._platform = book, platform
        self._copied: dict[str, dict[Place, str]] | None = None
        self._no_copy = platform != platform_api.WINDOWS

    def of(self, sheet: xlwings.Sheet, places: Iterable[Place]) -> dict[Place, str]:
        """The formats of some cells.

        Asked of Excel. Where they differ from row to row, Excel on Windows saves a copy of the
        workbook, and they are read from that; elsewhere it goes on being asked.
        """
        wanted = list(places)
        if self._copied is not None:
            return self._from_copy(sheet.name, wanted)
        if self._no_copy:
            return formats_of(sheet, wanted)
        try:
            return formats_of(sheet, wanted, _MOST_CALLS)
        except TooMixed:
            self._take_copy()
        return self.of(sheet, wanted)

    def _from_copy(self, sheet: str, places: Iterable[Place]) -> dict[Place, str]:
        held = (self._copied or {}).get(sheet.casefold(), {})
        return {place: held.get(place, GENERAL) for place in places}

    def _take_copy(self) -> None:
        """A copy of what is open, read and deleted; a workbook with a password gives none."""
        self._no_copy = True
        # A private folder of this person's, and Excel itself writes the file.
        with tempfile.TemporaryDirectory(prefix="kpibook-", ignore_cleanup_errors=True) as private:
            ending = Path(self._book.name).suffix or ".xlsx"
            copy = Path(private) / f"copy{ending}"
            try:
                platform_api.save_copy(self._book, copy)
                self._copied = _read(copy)
            except Exception:  # noqa: BLE001 a policy or a password forbids it: ask on
                self._copied = None


def _read(path: Path) -> dict[str, dict[Place, str]]:
    found: dict[str, dict[Place, str]] = {}
    with Workbook.open(path) as package:
        for sheet in package.sheets:
            if sheet.kind != "worksheet":
                continue
            found[sheet.name.casefold()] = {
                (number, column): cell.number_format
                for number, row in package.sheet(sheet.name).rows()
                for column, cell in row.items()
            }
    return found


class TooMixed(Exception):
    """The formats differ from cell to cell, so that asking Excel would take too many calls."""


def formats_of(
    sheet: xlwings.Sheet, places: Iterable[Place], most_calls: int | None = None
) -> dict[Place, str]:
    """Number formats of cells: one call a column whose cells agree, more where they do not.

    A column whose cells differ is asked for its halves, and so on. Neighbouring columns that
    both vary are halved together, because a measure's figures are formatted alike across its row.

    Args:
        sheet: The sheet.
        places: The cells.
        most_calls: Give up before more calls than this, besides one a column; None never does.

    Raises:
        TooMixed: It would take more calls.
    """
    wanted, left = set(places), _Calls(most_calls)
    found: dict[Place, str] = {}
    varying: list[int] = []
    for column in sorted({column for _, column in wanted}):
        rows = [row for row, at in wanted if at == column]
        area = Area(min(rows), column, max(rows), column)
        if not _uniform(sheet, area, wanted, found):
            varying.append(column)
    for columns in _neighbours(varying):
        inside = {place for place in wanted if columns[0] <= place[1] <= columns[-1]}
        _halve(sheet, inside, found, left)
    return found


class _Calls:
    """Calls that may still be made."""

    def __init__(self, most: int | None) -> None:
        self._left = most

    def take_one(self) -> None:
        """Raises TooMixed when there is none left."""
        if self._left is None:
            return
        if self._left == 0:
            raise TooMixed
        self._left -= 1


def _uniform(sheet: xlwings.Sheet, area: Area, wanted: set[Place], found: dict[Place, str]) -> bool:
    """Whether all cells of the area have one format, which `found` then gets."""
    code = range_of(sheet, area).number_format
    if code is None and area.size > 1:
        return False
    found.update({place: code or GENERAL for place in wanted if place in area})
    return True


def _halve(sheet: xlwings.Sheet, places: set[Place], found: dict[Place, str], left: _Calls) -> None:
    """Formats of cells known to differ: those of the upper and the lower half, and so on."""
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
        left.take_one()
        if not _uniform(sheet, _around(part), part, found):
            _halve(sheet, part, found, left)


def _around(places: set[Place]) -> Area:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _neighbours(columns: list[int]) -> list[list[int]]:
    """Column numbers in groups without a gap."""
    groups: list[list[int]] = []
    for column in columns:
        if groups and groups[-1][-1] == column - 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups
