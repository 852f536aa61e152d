"""Sheet with a workbook's copy of its scheme file."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

from kpibook.domain.rules.scheme_copy import SchemeCopy
from kpibook.sources.schemes import file_text
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import Book


def keep_scheme(book: Book, settings: Settings, folder: Path) -> bool:
    """Copy the scheme file into the workbook unless it has a sound copy of a file of that name.

    Args:
        book: The workbook.
        settings: Its settings, under which it was rated.
        folder: The folder of the scheme file.

    Returns:
        True if a copy was written.

    Raises:
        SchemeError: The file cannot be read.
    """
    copy = settings.scheme_copy
    if copy is not None and copy.is_of(settings.scheme) and copy.is_sound:
        return False
    return renew_copy(book, settings, folder)


def renew_copy(book: Book, settings: Settings, folder: Path) -> bool:
    """Copy the scheme file into the workbook, in the place of the copy it has.

    Returns:
        True if a copy was written; False for a scheme that comes with kpibook.

    Raises:
        SchemeError: The file cannot be read.
    """
    text = file_text(settings.scheme, folder)
    if text is None:
        return False
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.pages.scheme_page import scheme_page

    copy = SchemeCopy.of(settings.scheme, text)
    name = _sheet_name(book)
    book.replace_sheet(name, draw([scheme_page(name, copy)], Document("Scheme")))
    return True


def _sheet_name(book: Book) -> str:
    """Return the sheet of the copy, or a name that no sheet has: it may be the council's own."""
    table = book.table(layout.SCHEME_COPY_TABLE)
    if table is not None:
        return table.sheet
    taken = {name.casefold() for name in book.sheet_names}
    numbered = (f"{layout.SCHEME_COPY} ({number})" for number in count(2))
    return next(n for n in chain([layout.SCHEME_COPY], numbered) if n.casefold() not in taken)
