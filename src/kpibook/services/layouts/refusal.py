"""Refusal of a council's own workbook by commands that write into kpibook's own sheets."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kpibook.errors import KpibookError, LayoutError, WorkbookError

_NOT_OURS = "not-a-performance-workbook"


@contextlib.contextmanager
def councils_own_refused(path: Path, fix: str) -> Iterator[None]:
    """Say for a council's own workbook with a layout what to do in place of the command.

    Nothing is looked at unless the command refuses the workbook as none of kpibook's.

    Args:
        path: The workbook.
        fix: What to do, a sentence.

    Raises:
        LayoutError: ``layout-read-only``.
    """
    try:
        yield
    except WorkbookError as error:
        if error.code != _NOT_OURS or not _has_layout(path):
            raise
        raise LayoutError(
            "is a council's own workbook, which this command does not write into.",
            code="layout-read-only",
            where=path.name,
            fix=fix,
        ) from error


def _has_layout(path: Path) -> bool:
    from kpibook.services.layouts.which import layout_of

    try:
        return layout_of(path, None) is not None
    except KpibookError:
        return False
