"""Sheets protected against mistyping, opened for a moment so that results can be written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.errors import Location, WorkbookError

if TYPE_CHECKING:
    import xlwings


@contextlib.contextmanager
def unlocked(sheets: Iterable[xlwings.Sheet], file: str, platform: str) -> Iterator[list[str]]:
    """Sheets without their protection for as long as the block runs; then as it was.

    kpibook's own sheets are protected, without a password, so that nobody types over what is
    worked out. A password is somebody's decision and is respected.

    Args:
        sheets: Those that are to be written.
        file: The workbook, for messages.
        platform: As `sys.platform`.

    Yields:
        A list that, once the block is left, names the sheets Excel would not protect again.

    Raises:
        WorkbookError: ``sheet-protected`` when one has a password, or Excel is busy; none is
            changed then.
    """
    left_open: list[str] = []

    def protect_again(sheet: xlwings.Sheet, held: dict[str, bool]) -> None:
        try:
            platform_api.protect(sheet, held, platform)
        except Exception:  # noqa: BLE001 what was written stands all the same
            left_open.append(sheet.name)

    with contextlib.ExitStack() as again:
        for sheet in sheets:
            held = platform_api.protection_of(sheet, platform)
            if held is None:
                continue
            try:
                platform_api.unprotect(sheet, platform)
            except Exception as error:
                raise WorkbookError(
                    "the sheet is protected and Excel did not lift that, so nothing was changed.",
                    code="sheet-protected",
                    where=Location(file, sheet.name),
                    why="It has a password, or a cell is being edited.",
                    fix="Leave the cell, or take the protection off (Review > Unprotect Sheet), "
                    "and try again.",
                ) from error
            again.callback(protect_again, sheet, held)
        yield left_open
