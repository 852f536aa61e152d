"""A workbook that is open in Excel, as a file on disk that holds what Excel has now."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import LayoutError
from kpibook.files.scratch_folder import scratch_folder

if TYPE_CHECKING:
    from kpibook.addin.open_book.open_book import OpenBook

WORKBOOKS = (".xlsx", ".xlsm")


def refuse_without_file(book: OpenBook) -> None:
    """Refuse a workbook that was never saved, or is of a kind that cannot be read.

    Raises:
        LayoutError: ``layout-not-saved``, ``layout-not-written``.
    """
    if not book.was_ever_saved:
        raise LayoutError(
            "was never saved, and its layout is kept next to its file.",
            code="layout-not-saved",
            where=book.name,
            fix="Save it as .xlsx (File > Save As), and press the button again.",
        )
    if not book.name.casefold().endswith(WORKBOOKS):
        raise LayoutError(
            "is of a kind that kpibook does not read in Excel.",
            code="layout-not-written",
            where=book.name,
            fix="Save it as .xlsx (File > Save As), and press the button again. A CSV file is "
            "filled closed, with `kpibook fill`.",
        )


@contextlib.contextmanager
def as_file(book: OpenBook) -> Iterator[Path]:
    """Give a file that holds what the workbook holds now; it is there until the block ends.

    On Windows Excel saves a copy, with what is not saved yet. A Mac's Excel cannot: there it is
    the workbook's own file, which must be saved.

    Args:
        book: The workbook, which has a file.

    Raises:
        LayoutError: ``layout-not-saved``: on a Mac, the file has not what Excel has, or it is in
            a cloud.
    """
    with scratch_folder() as folder:
        copy = book.copy_into(folder)
        yield _own_file(book) if copy is None else copy


def _own_file(book: OpenBook) -> Path:
    folder = book.folder()
    if folder is not None and not book.has_unsaved:
        return folder / book.name
    in_cloud = folder is None
    raise LayoutError(
        "is in OneDrive or SharePoint, where kpibook on a Mac cannot read it."
        if in_cloud
        else "has changes that are not saved, which kpibook on a Mac cannot read.",
        code="layout-not-saved",
        where=book.name,
        fix="Open it from its synced folder, and press the button again."
        if in_cloud
        else "Save it, and press the button again.",
    )
