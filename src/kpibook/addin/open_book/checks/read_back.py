"""Cells read again after a commit: what they hold is compared with what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.cell_values import Content
from kpibook.addin.excel.rectangles import Place, areas_around
from kpibook.addin.open_book.commit_record import CellChange
from kpibook.addin.open_book.contents import content_of, described, same
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import address

_NAMED = 4  # cells in a message


@dataclass(slots=True)
class Asked:
    """Contents that the cells of a sheet are to have after a commit.

    Attributes:
        before: What each cell held before.
        after: What it is to hold.
        formats: Of the cells that got another number format, that before and that now.
    """

    before: dict[Place, Content] = field(default_factory=dict)
    after: dict[Place, Content] = field(default_factory=dict)
    formats: dict[Place, tuple[str, str]] = field(default_factory=dict)


class ReadBack:
    """The cells that a commit writes, to be read again at its end.

    Args:
        cache: The cells as they were read before the commit.
    """

    def __init__(self, cache: CellCache) -> None:
        self._cache = cache
        self._sheets: dict[str, Asked] = {}

    def expect(
        self,
        sheet: str,
        asked: Mapping[Place, Content],
        formats: Mapping[Place, tuple[str, str]] | None = None,
    ) -> None:
        """Add what cells are to hold; a later call wins, and what they held before stays."""
        expected = self._sheets.setdefault(sheet, Asked())
        for at, content in asked.items():
            expected.before.setdefault(at, self._held(sheet, at))
            expected.after[at] = content
        expected.formats |= formats or {}

    def check(self) -> tuple[CellChange, ...]:
        """Read the cells again.

        Returns:
            The cells that hold something else than before the commit.

        Raises:
            WorkbookError: ``not-as-written``: a cell does not hold what was asked for.
        """
        changes: list[CellChange] = []
        wrong: list[str] = []
        for sheet, asked in self._sheets.items():
            for at, now in self._now(sheet, asked.after):
                before, wanted = asked.before[at], asked.after[at]
                if not _as_asked(wanted, now):
                    wrong.append(_difference(sheet, at, wanted, now))
                elif at in asked.formats or not same(before, now):
                    codes = asked.formats.get(at, (None, None))
                    changes.append(CellChange(sheet, address(*at), before, now, *codes))
        if wrong:
            raise _not_as_written(self._cache.book.name, wrong)
        return tuple(changes)

    def remaining(self) -> tuple[CellChange, ...]:
        """Read the cells again; return those that do not hold what they held before the commit."""
        present = {sheet.name.casefold() for sheet in self._cache.book.sheets}
        return tuple(
            CellChange(sheet, address(*at), asked.before[at], now)
            for sheet, asked in self._sheets.items()
            if sheet.casefold() in present
            for at, now in self._now(sheet, asked.before)
            if not same(asked.before[at], now, moment=True)
        )

    def _held(self, sheet: str, at: Place) -> Content:
        cell = self._cache.cell(sheet, at)
        return "" if cell is None else content_of(cell, epoch_1904=self._cache.epoch_1904)

    def _now(self, sheet: str, places: Iterable[Place]) -> Iterator[tuple[Place, Content]]:
        wanted = set(places)
        for area in areas_around(wanted):
            for at, cell in self._cache.now(sheet, area).items():
                if at in wanted:
                    yield at, content_of(cell, epoch_1904=self._cache.epoch_1904)


def _as_asked(wanted: Content, now: Content) -> bool:
    if same(wanted, now):
        return True
    # A cell formatted as text keeps a number as text, and it is read as that number.
    if isinstance(wanted, float) and isinstance(now, str):
        try:
            return same(wanted, float(now.removeprefix("'")))
        except ValueError:
            return False
    return False


def _difference(sheet: str, at: Place, wanted: Content, now: Content) -> str:
    return f"'{sheet}'!{address(*at)} was to hold {described(wanted)} and holds {described(now)}"


def _not_as_written(file: str, wrong: list[str]) -> WorkbookError:
    more = f"; and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    return WorkbookError(
        f"Excel did not write what it was asked to: {'; '.join(wrong[:_NAMED])}{more}.",
        code="not-as-written",
        where=Location(file),
        why="A figure in the wrong cell would be reported as right.",
        fix="Show all rows (Data > Clear), close the workbook in other windows, and try again.",
    )
