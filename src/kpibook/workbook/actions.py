"""The list of actions of a workbook, read from its table; an older workbook has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kpibook.domain.actions.action import Action, ActionState
from kpibook.domain.measures.calendar import Month, parse_period
from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import NotADate, NotAPeriod
from kpibook.on_use.regex import regex
from kpibook.workbook import layout
from kpibook.workbook.aliases import report_unknown
from kpibook.workbook.fields import Row

_BEFORE_DAY = regex(r"^(?:by|before|due|end|the end|of|the)\b[\s:]*", re.IGNORECASE)


def action_in(
    row: Row, by_name: Mapping[str, Measure], directorate: str, period: Quarter
) -> Action | None:
    """Return the action in a row; None if it says nothing, or its reference is not known.

    A state that is not understood counts as open, so that no action is lost by a slip.

    Args:
        row: The row.
        by_name: Measures by their key and their earlier keys.
        directorate: The directorate of the workbook.
        period: The quarter of the workbook, which an action without a quarter is since.
    """
    measure = None
    if row.has(layout.REF):
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None:
            report_unknown(row, by_name, "the register")
            return None
    text = row.comment(layout.ACTION)
    if not text:
        row.report(
            "action-text-missing",
            "a row of the actions does not say what is done: not used.",
            layout.ACTION,
            "Write what is done, or empty the row.",
        )
        return None
    return Action(
        text=text,
        since=row.read(layout.SINCE, Quarter.parse) or period,
        ref=measure.ref if measure else "",
        service=row.text(layout.SERVICE) or (measure.service if measure else ""),
        owner=row.comment(layout.OWNER),
        due=_due(row),
        state=row.choice(layout.STATE, ActionState, "action-state-unknown") or ActionState.OPEN,
        closed=row.read(layout.CLOSED, Quarter.parse),
        directorate=(measure.directorate if measure else "") or directorate,
        source=row.where(layout.ACTION),
    )


def _due(row: Row) -> date | None:
    """Return the last day to do it; of a month or a quarter, its last. None for blank."""
    cell = row.cells.get(layout.DUE)
    if cell is None or cell.kind != "text":
        return row.date(layout.DUE)
    return row.read(layout.DUE, due_day)


def due_day(text: str) -> date | None:
    """Return the last day to do an action from what is written of it; None for nothing.

    Raises:
        NotADate: It is no day, month, quarter or year: "ongoing", "as soon as possible".

    >>> due_day("31/03/2022") == due_day("March 2022") == due_day("by end of Q4 2021/22")
    True
    """
    day = text.strip()
    while (shorter := _BEFORE_DAY.sub("", day)) != day:
        day = shorter
    try:
        return parse_date(day)
    except NotADate as refused:
        try:
            period = parse_period(day)
        except NotAPeriod:
            raise refused from None
        if isinstance(period, date):
            return period
        if isinstance(period, Month):
            import calendar

            return date(
                period.year, period.number, calendar.monthrange(period.year, period.number)[1]
            )
        return (period if isinstance(period, Quarter) else period.quarter).end
