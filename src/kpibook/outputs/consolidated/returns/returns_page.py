"""Sheet Returns: each expected return, in or not, with the findings on its workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kpibook.codes.code import Severity
from kpibook.domain.measures.period import Quarter
from kpibook.domain.returns.returned import Returns, ReturnState, ReturnStatus
from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.contents import one_line
from kpibook.outputs.consolidated.counting import column_of, this_row
from kpibook.outputs.consolidated.reconciliation import AGREED
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT

RETURN = "Return"
COMPLETE, INCOMPLETE = "complete", "incomplete"
_COLUMNS = {
    layout.DIRECTORATE: 26,
    "Workbook": 30,
    "Contact": 26,
    "Due": 12,
    "Came in on": 12,
    "Says which day": 14,
    RETURN: 15,
    AGREED: 34,
    **{severity.heading: 12 for severity in Severity},
    "Why its figures are not there": 60,
}


def returns_page(returns: Returns, period: Quarter) -> Page:
    """Return a row for each expected return, then for each workbook that the list does not name."""
    rows = (*returns.items, *returns.others)
    return Page(
        name=sheets.RETURNS,
        title=f"Returns: what is in, late or missing, {period}",
        lines=[
            returns.incomplete or f"{returns.in_words} No expected return is missing.",
            (
                "A return is late if it came in after the day it was due. The day it came in is "
                f"that of the list {returns.file}; if the list says none, it is the day on which "
                "the workbook was last saved, in UTC."
            ),
            (
                "A workbook in which every measure that is due is blank is not filled in. The "
                f"findings on each workbook are counted; the sheet {sheets.FINDINGS} has them. A "
                "blank is a return that nothing is known of. A return that was changed after the "
                "post had agreed it is a draft."
            ),
        ],
        table=sheets.RETURNS_TABLE,
        header=list(_COLUMNS),
        widths=list(_COLUMNS.values()),
        rows=Rows(rows, _cells),
    )


def _cells(item: ReturnStatus) -> list[PageCell]:
    expected = item.expected
    return [
        PageCell(one_line(expected.directorate) or "Not stated"),
        PageCell(", ".join(item.workbooks) or expected.workbook),
        PageCell(expected.contact),
        _day(expected.due),
        _day(item.on),
        PageCell(_says(item)),
        PageCell(item.state.value),
        PageCell(one_line(item.agreed_in_words)),
        *(_count(item, severity) for severity in Severity),
        PageCell(item.reason),
    ]


def _day(day: date | None) -> PageCell:
    return PageCell("") if day is None else PageCell(day, DATE_FORMAT, day.isoformat())


def _says(item: ReturnStatus) -> str:
    if item.on is None:
        return ""
    return "The list" if item.expected.returned_on is not None else "Last saved"


def _count(item: ReturnStatus, severity: Severity) -> PageCell:
    count = item.counts.get(severity)
    return PageCell("") if count is None else PageCell(count, "#,##0", f"{count:,}")


def incomplete_lines(returns: Returns | None, *, in_public: bool = False) -> list[str]:
    """Return the line that says totals are incomplete; no line if every return is in.

    Args:
        returns: The expected returns; None if no list of them was given.
        in_public: True for readers outside, who are not told whose return is missing.
    """
    if returns is None:
        return []
    line = returns.incomplete_in_public if in_public else returns.incomplete
    return [line] if line else []


def with_incomplete(page: Page, returns: Returns | None, *, in_public: bool = False) -> Page:
    """Return a sheet of totals that says above them if they are incomplete."""
    return replace(page, lines=[*incomplete_lines(returns, in_public=in_public), *page.lines])


def returns_control(returns: Returns) -> Iterator[list[PageCell]]:
    """Yield the row of the cover that counts expected returns: expected, in, not in."""
    states = column_of(sheets.RETURNS_TABLE, RETURN)
    came = [ReturnState.RETURNED, ReturnState.LATE]
    others = [state for state in ReturnState if not state.is_in]
    total, missing = len(returns.items), len(returns.outstanding)
    counts = (
        (total, _number_of(states, [*came, *others])),
        (total - missing, _number_of(states, came)),
        (missing, _number_of(states, others)),
    )
    not_in = this_row(sheets.COVER_TABLE, "Refused")
    check = PageCell(
        INCOMPLETE if missing else COMPLETE,
        formula=f'IF({not_in}=0,"{COMPLETE}","{INCOMPLETE}")',
    )
    cells = [PageCell(n, "#,##0", f"{n:,}", formula=formula) for n, formula in counts]
    yield [PageCell("Returns expected (used: in, refused: not in)"), *cells, check]


def _number_of(column: str, states: list[ReturnState]) -> str:
    return "+".join(f'COUNTIFS({column},"{state.value}")' for state in states)
