"""The report's tables as an OpenDocument spreadsheet: the same sheets as the return's."""

from __future__ import annotations

from kpibook.domain.report.report import Report
from kpibook.outputs.drawing import Document
from kpibook.outputs.ods.drawing import draw_ods
from kpibook.outputs.report.look import Files, Look
from kpibook.outputs.return_sheets.pages import published_pages


def write_ods(report: Report, _look: Look, name: str) -> Files:
    """Return the file of the report's tables: a sheet with the counts, then what needs attention.

    Charts are left out, because the checklist for spreadsheets forbids floating objects.
    """
    document = Document(report.title, report.council or "kpibook", report.directorate)
    return {name: draw_ods(published_pages(report), document, report.language)}
