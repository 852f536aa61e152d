"""Councils' own workbooks told from kpibook's, without a look at layouts for kpibook's own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kpibook.errors import KpibookError, LayoutError, WorkbookError

if TYPE_CHECKING:
    from kpibook.workbook.mapped.council_layout import CouncilLayout

_Ours = TypeVar("_Ours")
_Own = TypeVar("_Own")
_WORKBOOKS = (".xlsx", ".xlsm")
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


def ours_or_councils_own(
    path: Path,
    named: Path | None,
    ours: Callable[[], _Ours],
    councils_own: Callable[[CouncilLayout], _Own],
) -> _Ours | _Own:
    """Do a task on a workbook of kpibook's own, or another on a council's own with a layout.

    Args:
        path: The workbook.
        named: The layout file; None takes the one that is found for the workbook.
        ours: The task on a workbook that kpibook made.
        councils_own: The task on any other that has a layout.

    Raises:
        KpibookError: As the tasks; a workbook that is neither is refused by `ours`.
    """
    if path.suffix.casefold() in _WORKBOOKS:
        try:
            return ours()
        except WorkbookError as error:
            if error.code != _NOT_OURS:
                raise
            refused = error
        layout = _layout_of(path, named)
        if layout is None:
            raise refused
        return councils_own(layout)
    layout = _layout_of(path, named)
    return ours() if layout is None else councils_own(layout)


def _layout_of(path: Path, named: Path | None) -> CouncilLayout | None:
    from kpibook.services.layouts.which import layout_of

    return layout_of(path, named)


def _has_layout(path: Path) -> bool:
    try:
        return _layout_of(path, None) is not None
    except KpibookError:
        return False
