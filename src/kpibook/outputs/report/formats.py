"""The formats a report is written in.

A writer is imported when its format is written: that of spreadsheets alone takes as long to import
as a report to be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kpibook.domain.report.report import Report
from kpibook.outputs.report.look import Files, Look

#: Returns the files of a report, of which the first has the name that is given.
Writer = Callable[[Report, Look, str], Files]

#: The ending that needs the extra `report`.
PDF = ".pdf"


def _word(report: Report, look: Look, name: str) -> Files:
    from kpibook.outputs.report.docx.write import write_docx

    return write_docx(report, look, name)


def _pdf(report: Report, look: Look, name: str) -> Files:
    from kpibook.outputs.report.pdf.write import write_pdf

    return write_pdf(report, look, name)


def _page(report: Report, look: Look, name: str) -> Files:
    from kpibook.outputs.report.html.page import write_html

    return write_html(report, look, name)


def _spreadsheet(report: Report, look: Look, name: str) -> Files:
    from kpibook.outputs.report.in_ods import write_ods

    return write_ods(report, look, name)


def _table(report: Report, look: Look, name: str) -> Files:
    from kpibook.outputs.report.tidy_csv import write_tidy_csv

    return write_tidy_csv(report, look, name)


#: The writers by the ending of the file's name, in the order in which a folder gets them.
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".docx": _word, PDF: _pdf, ".html": _page, ".ods": _spreadsheet, ".csv": _table}
)
