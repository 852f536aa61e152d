"""Return sheet of a workbook, drawn again from the workbook's figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.return_pages import return_page
from kpibook.services.rating.check import check
from kpibook.services.rating.scorecard import Scorecard, refuse_without_measures
from kpibook.services.sheets.key_sheet import refresh_key
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book

#: The line on an officer's return sheet if any measure asks for small numbers to be withheld.
NOT_FOR_PUBLICATION = (
    "Not for publication: this sheet shows small numbers, which the published copy withholds."
)


@dataclass(frozen=True, slots=True)
class RefreshedReturn:
    """Return sheet that was drawn again.

    Attributes:
        scorecard: The measures it shows, as rated now.
        findings: Findings to settle before it is sent, a status on 'This quarter' that differs
            from the return among them.
        sheet: Name of the sheet.
    """

    scorecard: Scorecard
    findings: tuple[Finding, ...]
    sheet: str


def refresh_return(book: Book, folder: Path, wanted: str | None = None) -> RefreshedReturn:
    """Make or refresh the return sheet, and the Key where it is out of date; no other sheet.

    The ratings are calculated again from the figures, whatever the status cells say.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        wanted: The committee, priority, service or directorate it is for; None for all measures.

    Raises:
        KpibookError: It is not a performance workbook, its scheme is not known, or it has no
            measure to report.
    """
    checked = check(book, folder, wanted)
    refuse_without_measures(checked.scorecard)
    sheet = write_return(book, checked.scorecard.quarterly_return)
    return RefreshedReturn(checked.scorecard, checked.findings, sheet)


def write_return(book: Book, content: QuarterlyReturn) -> str:
    """Replace the workbook's return, whatever its sheet is called by now.

    Without a return the sheet Return is used. The Key then has the rule it was rated under.

    Returns:
        The name of the sheet.
    """
    existing = book.table(layout.RETURN_TABLE)
    name = layout.RETURN if existing is None else existing.sheet
    page = return_page(content)
    page = replace(page, name=name, lines=(*_not_for_publication(content), *page.lines))
    book.replace_sheet(name, draw([page], Document(content.title)))
    refresh_key(book, content)
    return name


def _not_for_publication(content: QuarterlyReturn) -> tuple[str, ...]:
    """Return a line that says so where the sheet may show what the published copy withholds.

    It names no number of figures: that rests on the other directorates' workbooks too.
    """
    if not any(rated.measure.suppress_small for rated in content.rated):
        return ()
    return (NOT_FOR_PUBLICATION,)
