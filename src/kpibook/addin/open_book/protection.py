"""Sheet protection, lifted while results are written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.excel_error import NO_NUMBER, Refusal, excel_error
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
        WorkbookError: ``sheet-protected`` if a sheet has a password, ``excel-busy`` or
            ``excel-gone`` if Excel does not answer; no sheet is changed then.
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
            name = sheet.name  # asked now: an Excel that is busy or gone does not answer
            try:
                platform_api.unprotect(sheet, platform)
            except Exception as error:
                raise _refusal(error, Location(file, name)) from error
            again.callback(protect_again, sheet, options)
        yield left_open


def _refusal(error: Exception, where: Location) -> WorkbookError:
    found = excel_error(error) or NO_NUMBER
    if found.refusal in (Refusal.BUSY, Refusal.GONE):
        return WorkbookError(
            "Excel did not lift the sheet's protection, so nothing was changed.",
            code=found.refusal.code,
            where=where,
            why=found.why,
            fix=found.refusal.fix,
        )
    return WorkbookError(
        "the sheet is protected and Excel did not lift that, so nothing was changed.",
        code="sheet-protected",
        where=where,
        why=f"It has a password. {found.why}",
        fix="Take the protection off (Review > Unprotect Sheet), and try again.",
    )
