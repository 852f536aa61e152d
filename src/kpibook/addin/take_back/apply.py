"""The changes of a plan, put into an open workbook to wait for its commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.take_back.plan import Plan
from kpibook.errors import KpibookError
from kpibook.files.reading import read_regular

if TYPE_CHECKING:
    from kpibook.addin.open_book.open_book import OpenBook


def apply(book: OpenBook, plan: Plan, copy: Path | None) -> list[str]:
    """Put what goes back into the workbook's pending changes.

    Args:
        book: The workbook.
        plan: What goes back.
        copy: The workbook as it was before the button; None if no copy is kept.

    Returns:
        Names of the sheets that cannot come back, and have to be made again.

    Raises:
        RefusedEdit: A cell cannot be written.
    """
    book.write(plan.writes)
    for table, rows in plan.shorter.items():
        book.take_off_rows(table, rows)
    for name in plan.deleted:
        book.delete_sheet(name)
    data = _copied(copy) if plan.replaced else b""
    return [name for name in plan.replaced if not _put_back(book, name, data)]


def _copied(copy: Path | None) -> bytes:
    """Return the bytes of a kept copy; b"" if there is no copy that a sheet can be taken from."""
    # A sheet is taken from a workbook without macros only: Excel would open the copy.
    if copy is None or copy.suffix != ".xlsx":
        return b""
    try:
        return read_regular(copy, follow=False)
    except OSError:
        return b""


def _put_back(book: OpenBook, name: str, data: bytes) -> bool:
    if not data:
        return False
    try:
        book.replace_sheet(name, data)
    except KpibookError:  # it has formulas, or the copy has a password
        return False
    return True
