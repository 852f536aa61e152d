"""Reports in PDF need a library and a font's letters: what is to be said of both.

What draws a PDF is imported when a PDF is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.report.report import Report
from kpibook.errors import SaveError


def check_pdf(output: Path) -> None:
    """Refuse PDF where it cannot be written, before any work is done.

    Raises:
        SaveError: ``report-pdf-missing``.
    """
    from kpibook.outputs.report.pdf.write import typesetter

    try:
        typesetter()
    except SaveError as error:
        raise SaveError(error.what, code=error.code, where=str(output), fix=error.fix) from error


def why_no_pdf() -> list[Finding]:
    """Return the finding that no PDF can be written; none where it can."""
    from kpibook.outputs.report.pdf.write import typesetter

    try:
        typesetter()
    except SaveError as error:
        fix = "Run `pip install typst` and write the reports again, if PDF is needed."
        return [Finding("report-pdf-left-out", f"no PDF was written: {error.what}", fix=fix)]
    return []


def on_letters_of(reports: Iterable[Report]) -> list[Finding]:
    """Return the findings on letters that a PDF cannot print, each once."""
    from kpibook.outputs.report.pdf.letters import findings_on_letters

    every = (finding for report in reports for finding in findings_on_letters(report))
    return list(dict.fromkeys(every))
