"""The performance workbook as it comes with kpibook, in a wheel or in an editable install."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import WorkbookError

NAME = "performance_workbook.xlsx"

_PACKAGE = Path(__file__).parents[1]
#: A wheel carries the templates inside the package; a checkout has them beside src.
_FOLDERS = (_PACKAGE / "workbook_templates", _PACKAGE.parents[1] / "workbook_templates")


def template_path(folders: tuple[Path, ...] = _FOLDERS) -> Path:
    """Where the empty performance workbook is. It is never written to.

    Args:
        folders: Where to look, best first.

    Raises:
        WorkbookError: It is in none of them.
    """
    for folder in folders:
        path = folder / NAME
        if path.is_file():
            return path
    raise WorkbookError(
        f"the template {NAME} did not come with this copy of kpibook.",
        code="template-missing",
        fix="Install kpibook again; in a checkout run `make template`.",
    )


def template_bytes(folders: tuple[Path, ...] = _FOLDERS) -> bytes:
    """The empty performance workbook, to begin a new one from.

    Raises:
        WorkbookError: It is missing or cannot be read.
    """
    path = template_path(folders)
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorkbookError(
            f"the template cannot be read: {error.strerror}.",
            code="template-unreadable",
            where=str(path),
        ) from error
