"""Copy the present scheme file into a workbook, and rate it under that."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import SchemeError
from kpibook.on_use.replacing import replace
from kpibook.services.fill import Filled, fill
from kpibook.services.layouts.councils_own import councils_own_refused
from kpibook.services.paths.output import Destination, findings_at
from kpibook.services.sheets.scheme_sheet import renew_copy
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_settings

_FIX = 'Name the scheme in the layout, scheme = "ours.toml", and keep both next to the workbook.'


def keep_scheme_file(path: Path, destination: Destination) -> Filled:
    """Copy the scheme file next to the workbook at `path` into it, and rate the workbook again.

    Raises:
        KpibookError: As `keep_present_scheme`, or a file cannot be read or written.
    """
    with councils_own_refused(path, _FIX):
        filled, saved = destination.change(
            path, lambda book: keep_present_scheme(book, path.parent)
        )
    return replace(filled, findings=findings_at(saved, path.name, filled.findings), saved=saved)


def keep_present_scheme(book: Book, folder: Path) -> Filled:
    """Copy the scheme file in `folder` into an open workbook, and rate the workbook again.

    Raises:
        SchemeError: ``scheme-not-a-file``: the workbook names a scheme that comes with kpibook; or
            the file is missing or is no scheme.
    """
    settings = read_settings(book)
    if not renew_copy(book, settings, folder):
        raise SchemeError(
            f"the scheme '{settings.scheme}' comes with kpibook, so no copy is needed.",
            code="scheme-not-a-file",
            where=settings.scheme_place or "",
            fix="Nothing is to be done.",
        )
    return fill(book, (), None, folder)
