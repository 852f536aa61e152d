"""Templates that come with kpibook, in a wheel or in an editable install."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import WorkbookError
from kpibook.files.reading import read_regular

NAME = "performance_workbook.xlsx"
FORECAST_NAME = "forecast_workbook.xlsx"
"""The template with a column for the year's forecast."""

REPORT_NAME = "committee_report.docx"
"""The template of the committee report in Word."""

_PACKAGE = Path(__file__).parents[1]
#: A wheel carries the templates inside the package; a checkout has them next to src.
_FOLDERS = (_PACKAGE / "workbook_templates", _PACKAGE.parents[1] / "workbook_templates")


def template_path(folders: tuple[Path, ...] = _FOLDERS, *, forecast: bool = False) -> Path:
    """Return the path of the empty performance workbook. It is never written to.

    Args:
        folders: Folders to search, best first.
        forecast: The template with a column for the year's forecast.

    Raises:
        WorkbookError: No folder has it.
    """
    return _found(FORECAST_NAME if forecast else NAME, folders)


def _found(name: str, folders: tuple[Path, ...]) -> Path:
    for folder in folders:
        path = folder / name
        if path.is_file():
            return path
    raise WorkbookError(
        f"the template {name} did not come with this copy of kpibook.",
        code="template-missing",
        fix="Install kpibook again; in a checkout run `make template`.",
    )


def template_bytes(folders: tuple[Path, ...] = _FOLDERS) -> bytes:
    """Return the empty performance workbook, to begin a new workbook from.

    Raises:
        WorkbookError: It is missing or cannot be read.
    """
    return _content(template_path(folders))


def report_template_bytes(folders: tuple[Path, ...] = _FOLDERS) -> bytes:
    """Return the template of the committee report in Word.

    Raises:
        WorkbookError: It is missing or cannot be read.
    """
    return _content(_found(REPORT_NAME, folders))


def _content(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise WorkbookError(
            f"the template cannot be read: {error.strerror}.",
            code="template-unreadable",
            where=str(path),
        ) from error
