"""Sheet protection, lifted while results are written."""

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
    """Lift the protection of sheets while the block runs, and put it back as it was.

    Args:
        sheets: The sheets to write to.
        file: The workbook, for messages.
        platform: A value of `sys.platform`.

    Yields:
        A list that, after the block, names the sheets that Excel would not protect again.

    Raises:
        WorkbookError: ``sheet-protected`` if a sheet has a password or Excel is busy; no sheet
            is changed then.
    """
    # kpibook protects its own sheets without a password, against mistyping over ratings. A
    # password is a person's decision: it is never worked round.
    left_open: list[str] = []

    def protect_again(sheet: xlwings.Sheet, options: dict[str, bool]) -> None:
        try:
            platform_api.protect(sheet, options, platform)
        except Exception:  # noqa: BLE001 the figures are written and right
            left_open.append(sheet.name)

    with contextlib.ExitStack() as again:
        for sheet in sheets:
            options = platform_api.protection_of(sheet, platform)
            if options is None:
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
            again.callback(protect_again, sheet, options)
        yield left_open
