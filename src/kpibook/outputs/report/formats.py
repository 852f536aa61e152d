"""The formats a report is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kpibook.domain.report.report import Report
from kpibook.outputs.report.docx.write import write_docx
from kpibook.outputs.report.html.page import write_html
from kpibook.outputs.report.in_ods import write_ods
from kpibook.outputs.report.look import Files, Look
from kpibook.outputs.report.pdf.write import write_pdf
from kpibook.outputs.report.tidy_csv import write_tidy_csv

#: Returns the files of a report, of which the first has the name that is given.
Writer = Callable[[Report, Look, str], Files]

#: The ending that needs the extra `report`.
PDF = ".pdf"

#: The writers by the ending of the file's name, in the order in which a folder gets them.
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        ".docx": write_docx,
        PDF: write_pdf,
        ".html": write_html,
        ".ods": write_ods,
        ".csv": write_tidy_csv,
    }
)
