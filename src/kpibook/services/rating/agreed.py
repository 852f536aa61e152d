"""Agreement of a workbook's return, and the findings on what was changed since, with cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.part import Part
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.agreement import (
    DRAFT,
    Agreement,
    AgreementState,
    ChangeSince,
    agreement_of,
)
from kpibook.domain.sign_off.canonical import Marks, marks_of
from kpibook.domain.wording import listed
from kpibook.errors import Location
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook, Settings

_SETTLE = "Have it agreed again (Sign off, or `kpibook sign-off`), or put back what was agreed."
_CALL = "Have it agreed (Sign off, or `kpibook sign-off`), or clear the cell."
_CALL_AGAIN = (
    "Fill writes what holds now. Or have it agreed again (Sign off, or `kpibook sign-off`)."
)
_ON_THE_ROW = {
    AgreedPart.FIGURE: layout.ACTUAL,
    AgreedPart.RATING: layout.STATUS,
    AgreedPart.COMMENTARY: layout.COMMENTARY,
    AgreedPart.ACTION: layout.ACTION,
}


def marks_in(workbook: PerformanceWorkbook, rated: Sequence[RatedMeasure]) -> tuple[Marks, ...]:
    """Return the hashes of all that is agreed in a workbook.

    Args:
        workbook: Its contents.
        rated: All its measures, rated.
    """
    return marks_of(rated, workbook.reported_actions)


def heads_of(settings: Settings, scheme: str) -> tuple[str, ...]:
    """Return the texts at the head of a return, which are agreed with it."""
    return (settings.council, settings.directorate, settings.committee, scheme)


def agreement_in(
    workbook: PerformanceWorkbook, scheme: str, rated: Sequence[RatedMeasure]
) -> Agreement:
    """Return whether a workbook's return is agreed; nothing is hashed without a sign-off.

    Args:
        workbook: Its contents.
        scheme: Key of the scheme it was rated under.
        rated: All its measures, rated.
    """
    if not workbook.sign_offs:
        return DRAFT
    heads = heads_of(workbook.settings, scheme)
    marks = marks_in(workbook, rated)
    return agreement_of(workbook.sign_offs, workbook.settings.period, heads, marks)


def agreed_findings(
    workbook: PerformanceWorkbook, agreement: Agreement, part: Part | None = None
) -> Iterator[Finding]:
    """Yield a finding for each measure that was changed since the return was agreed.

    A cell of Cover or Settings that calls a draft agreed is a finding too.

    Args:
        workbook: Its contents.
        agreement: Whether the return is agreed.
        part: The measures that are asked about; None for all.
    """
    yield from _called_agreed(workbook, agreement)
    sign_off = agreement.sign_off
    if sign_off is None or agreement.state is not AgreementState.CHANGED:
        return
    since = f"since {sign_off.by_in_words} agreed the return"
    if not agreement.is_sound:
        yield Finding(
            "sign-off-record-changed",
            f"the return agreed by {sign_off.by_in_words} is not agreed any more: the council, "
            "the directorate, the committee or the scheme is another, or the record of the "
            "sign-off was edited.",
            Location(workbook.file, layout.SIGN_OFF),
            _SETTLE,
        )
    for change in agreement.changes:
        if part is None or part.covers(change.key):
            yield from _changed(workbook, change, since)


def _called_agreed(workbook: PerformanceWorkbook, agreement: Agreement) -> Iterator[Finding]:
    if agreement.agreed is not None:
        return
    is_draft = agreement.state is AgreementState.DRAFT
    period = workbook.settings.period
    why = (
        f"the workbook keeps no sign-off of {period} that holds"
        if is_draft
        else "it was changed since"
    )
    for where in workbook.called_agreed:
        yield Finding(
            "called-agreed",
            f"the cell says that the return is agreed, but {why}.",
            where,
            _CALL if is_draft else _CALL_AGAIN,
        )


def _changed(workbook: PerformanceWorkbook, change: ChangeSince, since: str) -> Iterator[Finding]:
    measure = workbook.measures.get(change.key)
    name = measure.ref if measure else change.key or "Actions without a measure"
    parts = change.parts
    if change.is_gone:
        what = f"{name} was taken out {since}."
    elif change.is_new:
        what = f"{name} was added {since}."
    else:
        words = listed([part.value for part in change.parts])
        verb = "was" if len(change.parts) == 1 else "were"
        what = f"{name}: the {words} {verb} changed {since}."
    cells = list(dict.fromkeys(_cells(workbook, measure, parts)))
    also = f" The cells are {listed([_cell(each) for each in cells])}." if len(cells) > 1 else ""
    where = cells[0] if cells else Location(workbook.file, layout.THIS_QUARTER)
    yield Finding(
        "changed-since-agreed",
        what + also,
        where,
        _SETTLE,
        ref=measure.ref if measure else "",
    )


def _cells(
    workbook: PerformanceWorkbook, measure: Measure | None, parts: Sequence[AgreedPart]
) -> Iterator[Location]:
    """Yield the cells of the parts; the row's first without any."""
    if measure is None:
        yield Location(workbook.file, layout.ACTIONS if parts else layout.MEASURES)
        return
    row = workbook.rows.get(measure.key)
    for part in parts:
        if row is not None and part in _ON_THE_ROW:
            yield row.where(_ON_THE_ROW[part])
        elif part is AgreedPart.TARGET:
            quarter = f"target_q{workbook.settings.period.number}"
            by_quarter = workbook.settings.period.number in measure.target.by_quarter
            yield measure.place(quarter if by_quarter else "target")
        elif part is AgreedPart.ACTIONS:
            own = [a.source for a in workbook.reported_actions if a.key == measure.key]
            yield own[0] if own else Location(workbook.file, layout.ACTIONS)
        else:
            yield measure.source
    if not parts and row is not None:
        yield row.where(layout.ACTUAL)


def _cell(where: Location) -> str:
    return f"'{where.sheet}'!{where.cell}" if where.cell else f"'{where.sheet}'"
