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
        Names of the sheets that cannot come back, and have to be made again by their buttons.

    Raises:
        RefusedEdit: A cell cannot be written.
    """
    book.write(plan.writes)
    for colours in plan.colours:
        book.colour(colours)
    for table, rows in plan.shorter.items():
        book.take_off_rows(table, rows)
    for name in plan.deleted:
        book.delete_sheet(name)
    data = _copied(copy) if plan.replaced else b""
    refused = [name for name in plan.replaced if not _put_back(book, name, data)]
    return [*plan.to_make_again, *refused]


def _copied(copy: Path | None) -> bytes:
    """Return the bytes of a kept copy; b"" if it cannot be read."""
    try:
        return read_regular(copy, follow=False) if copy is not None else b""
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
