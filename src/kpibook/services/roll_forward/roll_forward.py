"""Roll a workbook forward: this quarter's figures into the history, the next quarter ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.files.person import signed_in
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.pages.findings_page import FINDINGS_TABLE
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.services.rating.check import check
from kpibook.services.rating.doubted import ok_used
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.roll_forward.plan import RollPlan, plan_roll
from kpibook.services.sheets.ended_measures import remove_ended_measures
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.services.sheets.first_to_type import open_at_first_to_type
from kpibook.services.sheets.new_measures import add_new_measures
from kpibook.services.sheets.quarter_sheet import fit_quarter_rows, write_quarter
from kpibook.services.sheets.return_sheet import write_rated_return
from kpibook.services.sheets.settled_choices import settle_chosen
from kpibook.services.sheets.settled_sheet import record_ok
from kpibook.services.sheets.target_changes_sheet import record_target_changes
from kpibook.services.sheets.trends_sheet import has_trends, write_trends
from kpibook.services.sign_off.sign_off_sheet import show_agreement
from kpibook.workbook import layout
from kpibook.workbook.new_rows import add_rows
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.writer import Change, writes_of

#: Findings that a quarter just begun has of necessity.
_NO_FAULT = ("actual-missing", "nothing-typed-yet")
#: Told by the plan already, of every measure with a target.
_OLD_TARGETS = "targets-of-last-year"


@dataclass(frozen=True, slots=True)
class RolledForward:
    """Result of rolling forward.

    Attributes:
        plan: The rows added to the history and the cells emptied.
        scorecard: The new quarter, nothing reported yet.
        changes: The cells of 'This quarter' that get another value.
        findings: Findings for the new quarter.
        saved: The result of saving the workbook.
    """

    plan: RollPlan
    scorecard: Scorecard
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    saved: Saved = field(default_factory=Saved)

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None after a dry run."""
        return self.saved.output


def roll_forward_file(path: Path, destination: Destination) -> RolledForward:
    """Roll the workbook at `path` forward and write it to `destination`, its charts drawn again.

    Raises:
        KpibookError: As `roll_forward`; or a file cannot be read or written. The workbook on
            disk is then as it was.
    """

    def change(book: Book) -> RolledForward:
        rolled = roll_forward(book, path.parent)
        if has_trends(book):
            write_trends(book, rolled.scorecard)
        return rolled

    rolled, saved = destination.change(path, change)
    return replace(rolled, findings=findings_at(saved, path.name, rolled.findings), saved=saved)


def roll_forward(book: Book, folder: Path) -> RolledForward:
    """Close the quarter of an open workbook and begin the next.

    Open actions stay on their list; those done or dropped are closed with the quarter. The
    figures go into the history, where a row with the same figures is left alone and no row
    is ever overwritten. The officers' cells are emptied; the cells that repeat the register and
    the history are those of the new quarter; the return is the new quarter's, nothing reported
    yet. A step that fails leaves a workbook in which rolling forward, or a fill, can go on.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.

    Raises:
        KpibookError: As `plan_roll`, and then nothing is written; or a cell cannot be written.
    """
    today = date.today()  # noqa: DTZ011 the officer's own day
    choices = settle_chosen(book, folder, signed_in(), today)
    plan = plan_roll(book, folder)
    taken_as_right: tuple[Finding, ...] = ()
    if any(reading.settled for reading in plan.workbook.readings.values()):
        closed = rate_workbook(plan.workbook, folder)
        record_ok(book, closed, signed_in(), today)
        taken_as_right = tuple(ok_used(closed.figures))
    # The history first: if a later step fails, no figure is lost and rolling forward goes on.
    add_rows(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, plan.rows)
    emptied = (*plan.cleared, *plan.to_read)
    book.write([*writes_of(emptied), *plan.actions.writes, plan.period])
    workbook, removed = remove_ended_measures(book, read_workbook(book, plan.workbook))
    workbook, added = add_new_measures(book, workbook, folder)
    scorecard = record_target_changes(book, rate_workbook(workbook, folder), today)
    changes = (*emptied, *write_quarter(book, scorecard))
    fit_quarter_rows(book, scorecard.workbook.rows, changes)
    open_at_first_to_type(book, scorecard)
    show_agreement(book, scorecard)
    written = write_rated_return(book, scorecard, folder)
    if book.table_sheet(FINDINGS_TABLE) is not None:  # it would still list last quarter's findings
        write_findings(book, check(book, folder))
    return RolledForward(
        plan=plan,
        scorecard=scorecard,
        changes=changes,
        findings=(
            *choices.findings,
            *written.findings,
            *plan.findings,
            *taken_as_right,
            *removed,
            *added,
            *_of_the_new_quarter(scorecard, plan),
        ),
    )


def _of_the_new_quarter(scorecard: Scorecard, plan: RollPlan) -> Iterator[Finding]:
    """Yield findings of the new quarter; that nothing is reported yet is no fault."""
    formula_cells = {finding.where for finding in plan.findings if finding.code == "formula-kept"}
    told = {*_NO_FAULT, *(f.code for f in plan.findings if f.code == _OLD_TARGETS)}
    for finding in (*scorecard.workbook.findings, *scorecard.findings):
        if finding.code not in told and finding.where not in formula_cells:
            yield finding
