"""Report that a return is drawn from, made from the return's measures and their history."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.row_of import History, row_of
from kpibook.domain.report.assemble import report_from
from kpibook.domain.report.material import Material
from kpibook.domain.report.report import Report, SourceFile
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.on_use.replacing import replace

_NO_WORDS = Wording()


def report_of_return(
    content: QuarterlyReturn,
    history: History,
    wording: Wording = _NO_WORDS,
    actions: Iterable[Action] = (),
) -> Report:
    """Return the report of a workbook's own return, for its sheet; nothing is withheld.

    Args:
        content: The return, whose measures are in the order of the register.
        history: The readings of earlier quarters, by key and quarter.
        wording: The council's words.
        actions: The list of actions; those of no measure of the return are left out.
    """
    by_measure: dict[str, tuple[Action, ...]] = {}
    for each in actions:
        by_measure[each.key] = (*by_measure.get(each.key, ()), each)
    rows = tuple(
        _with_actions(
            row_of(
                rated,
                content.scheme,
                history,
                council=content.council,
                directorate=content.directorate,
            ),
            by_measure.get(rated.measure.key, ()),
        )
        for rated in content.rated
    )
    material = Material(
        period=content.period,
        council=content.council,
        rows=rows,
        schemes=(content.scheme,),
        sources=(SourceFile("", "", content.directorate),),
        committees={"": content.committee},
        scope=(content.part,) if content.part else (),
        agreements={"": content.agreement},
    )
    drafted = report_from(material, for_return(wording), for_sheets=True)
    return as_return(drafted.report, content, wording)


def _with_actions(row: ConsolidatedRow, actions: tuple[Action, ...]) -> ConsolidatedRow:
    return replace(row, actions=actions) if actions else row


def as_return(report: Report, content: QuarterlyReturn, wording: Wording) -> Report:
    """Return a report with the title and the committee of a return.

    Args:
        report: The report, made with the words that `for_return` gives.
        content: The return.
        wording: The council's words.
    """
    title = report.title if wording.returns.title else content.title
    return replace(report, title=title, committee=content.committee or report.committee)


def for_return(wording: Wording) -> Wording:
    """Return a council's words with the title of its return, and without sections."""
    title = wording.returns.title or wording.title
    return replace(wording, title=title, sections=(), committees=())
