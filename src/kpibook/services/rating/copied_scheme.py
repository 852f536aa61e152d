"""Difference between a scheme file and the copy of it that a workbook keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.rules.scheme_copy import with_plain_line_ends
from kpibook.errors import Location, SchemeError
from kpibook.sources.schemes import file_text
from kpibook.workbook.performance import Settings

_HOW = "run `kpibook scheme keep`, or delete the sheet with the copy and press Fill in Excel."


def copy_differs(settings: Settings, folder: Path) -> Iterator[Finding]:
    """Yield a finding if the file next to the workbook is not what its copy says.

    A file that is not there is no difference: the copy is for that.

    Args:
        settings: The workbook's settings.
        folder: The workbook's folder.
    """
    copy = settings.scheme_copy
    if copy is None or not copy.is_of(settings.scheme):
        return
    where = settings.scheme_place or Location()
    if not copy.is_sound:
        yield Finding(
            "scheme-copy-damaged",
            f"the workbook's copy of {copy.file} was changed, so the file next to it is used.",
            where,
            f"To copy the file again, {_HOW}",
        )
        return
    try:
        text = file_text(settings.scheme, folder)
    except SchemeError as error:
        if error.code == "file-missing":
            return
        text = None
    if text is None or with_plain_line_ends(text) != copy.text:
        yield Finding(
            "scheme-copy-differs",
            f"the file {copy.file} next to the workbook is not the scheme that the workbook keeps "
            "a copy of. The copy is used.",
            where,
            f"To rate under the file from now on, {_HOW}",
            "So a workbook is rated the same wherever it is sent.",
        )
