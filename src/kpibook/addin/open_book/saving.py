"""Saving an open workbook where it is, when the officer asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.errors import WorkbookError

if TYPE_CHECKING:
    import xlwings


def can_save(book: xlwings.Book, platform: str) -> bool:
    """Return True if Excel can save the workbook where it is, and it has unsaved changes."""
    return (
        platform_api.has_path(book, platform)
        and not platform_api.is_read_only(book, platform)
        and not platform_api.is_saved(book, platform)
    )


def save(book: xlwings.Book) -> None:
    """Let Excel save the workbook where it is.

    Raises:
        WorkbookError: ``workbook-not-saved``.
    """
    try:
        book.save()
    except Exception as error:
        raise WorkbookError(
            "Excel did not save the workbook, so nothing was changed.",
            code="workbook-not-saved",
            where=book.name,
            fix="Save it in Excel (File > Save), and press the button again.",
        ) from error
