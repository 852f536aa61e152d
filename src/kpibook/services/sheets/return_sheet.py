"""Return sheet of a workbook, drawn again from the workbook's figures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.row_of import History
from kpibook.domain.finding import Finding
from kpibook.domain.report.of_return import report_of_return
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.return_sheets.officer import officer_page
from kpibook.services.rating.scorecard import Scorecard, refuse_without_measures
from kpibook.services.sheets.key_sheet import refresh_key
from kpibook.services.sheets.typed_on_return import typed_on_return
from kpibook.sources.config import configured_wording
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
    from kpibook.services.rating.check import check

    checked = check(book, folder, wanted)
    scorecard = checked.scorecard
    refuse_without_measures(scorecard)
    written = write_rated_return(book, scorecard, folder)
    return RefreshedReturn(scorecard, (*written.findings, *checked.findings), written.sheet)


@dataclass(frozen=True, slots=True)
class WrittenReturn:
    """Return sheet that was written.

    Attributes:
        sheet: Name of the sheet.
        findings: A finding if a person had typed on it what it has no longer.
    """

    sheet: str
    findings: tuple[Finding, ...] = ()


def write_rated_return(book: Book, scorecard: Scorecard, folder: Path) -> WrittenReturn:
    """Replace the workbook's return by that of its measures as rated, as `write_return` does.

    Args:
        book: The workbook.
        scorecard: Its measures as rated, its history and its list of actions.
        folder: The folder of the workbook.
    """
    content, history = scorecard.quarterly_return, scorecard.workbook.history
    return write_return(book, content, history, folder, actions=scorecard.actions)


def write_return(
    book: Book,
    content: QuarterlyReturn,
    history: History,
    folder: Path,
    *,
    actions: Iterable[Action] = (),
    table: str = layout.RETURN_TABLE,
    has_key: bool = True,
) -> WrittenReturn:
    """Replace the workbook's return, whatever its sheet is called by now.

    Without a return the sheet Return is used. The Key then has the rule it was rated under.

    Args:
        book: The workbook.
        content: The return.
        history: The readings of earlier quarters, by key and quarter.
        folder: The folder of the workbook, whose ``kpibook.toml`` may name the council's words.
        actions: The list of actions of the workbook.
        table: The name of the return's table.
        has_key: True for a workbook with a sheet Key; a council's own has none, and a sheet Return
            in it without this table is not kpibook's.

    Raises:
        KpibookError: The words cannot be read, or the sheet cannot be written.
    """
    wording = configured_wording(folder)
    free = layout.RETURN if has_key else _free_name(book.sheet_names)
    name = book.table_sheet(table) or free
    report = report_of_return(content, history, wording, actions)
    lines = _not_for_publication(content)
    page = officer_page(report, name, lines, wording.returns, table=table, in_template=has_key)
    findings = typed_on_return(book, name, page)
    book.replace_sheet(name, draw([page], Document(content.title, imported=True)))
    if has_key:
        refresh_key(book, content)
    return WrittenReturn(name, findings)


def _free_name(sheet_names: Iterable[str]) -> str:
    # Excel compares the names of sheets without case.
    names = {name.casefold() for name in sheet_names}
    candidates = chain([layout.RETURN], (f"{layout.RETURN} {number}" for number in count(2)))
    return next(name for name in candidates if name.casefold() not in names)


def _not_for_publication(content: QuarterlyReturn) -> tuple[str, ...]:
    """Return a line that says so where the sheet may show what the published copy withholds.

    It names no number of figures: that rests on the other directorates' workbooks too.
    """
    if not any(rated.measure.suppress_small for rated in content.rated):
        return ()
    return (NOT_FOR_PUBLICATION,)
