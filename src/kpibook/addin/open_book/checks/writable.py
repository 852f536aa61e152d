"""Workbooks that cannot take a change, refused before the first write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.excel_error import Refusal
from kpibook.domain.wording import listed
from kpibook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings


def refuse_unwritable(
    book: xlwings.Book, platform: str, sheets: Sequence[str], *, figures: bool
) -> None:
    """Refuse a workbook that is open read-only, or whose structure forbids other sheets.

    A list to read, such as that of Check, is of use in a read-only workbook too.

    Args:
        book: The workbook.
        platform: A value of `sys.platform`.
        sheets: Names of the sheets to add or delete. Cells can be written whatever the structure.
        figures: True if more changes than sheets that a button makes again whole.

    Raises:
        WorkbookError: ``excel-read-only``, ``structure-protected``.
    """
    if figures and platform_api.is_read_only(book, platform):
        raise WorkbookError(
            "the workbook is open read-only, so nothing was changed.",
            code=Refusal.READ_ONLY.code,
            where=book.name,
            why="What a button wrote could not be saved here.",
            fix=Refusal.READ_ONLY.fix,
        )
    if sheets and platform_api.has_fixed_structure(book, platform):
        names = listed([f"'{name}'" for name in sheets], 3)
        raise WorkbookError(
            f"the structure of the workbook is protected, so {names} could not be added or "
            "deleted, and nothing was changed.",
            code="structure-protected",
            where=book.name,
            fix="Take the protection off (Review > Protect Workbook), press the button again, and "
            "put the protection back.",
        )
