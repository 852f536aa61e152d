"""A new template for the council's reports in Word."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import SourceError
from kpibook.services.paths.new_file import write_new_file
from kpibook.workbook.template import report_template_bytes


def write_new_template(output: Path) -> Path:
    """Write the shipped template to a file; a file that is there is never replaced.

    Raises:
        SourceError: ``template-exists``.
        SaveError: It cannot be written.
    """
    taken = SourceError(
        "is there already, and may hold the council's styles.",
        code="template-exists",
        where=str(output),
        fix="Name another file, or move that one away.",
    )
    return write_new_file(output, report_template_bytes(), taken)
