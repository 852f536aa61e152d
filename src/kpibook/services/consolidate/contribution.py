"""Contribution of a workbook to a consolidation: its rows without ballast, counts, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Source, SourceBook
from kpibook.domain.consolidation.row_of import row_of
from kpibook.domain.finding import Finding, finding_from, in_file
from kpibook.domain.measures.measure import Measure
from kpibook.domain.sign_off.agreed_brief import brief_of
from kpibook.domain.wording import counted
from kpibook.errors import KpibookError, Location
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.typed_rows import TypedRow, place_in, refused_rows
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.performance import PerformanceWorkbook

_HAS_FINDINGS = "consolidate-has-findings"


def book_from(source: Source, checked: Checked, typed: Sequence[TypedRow]) -> SourceBook:
    """Turn a workbook that was read and rated into a source of the consolidation.

    Args:
        source: Its name, hash and stamp.
        checked: Its scorecard and findings.
        typed: Its rows as typed.
    """
    scorecard = checked.scorecard
    actions = tuple(
        replace(each, source=replace(each.source, file=source.name)) for each in scorecard.actions
    )
    rows = tuple(_rows(scorecard, typed, source.name, actions))
    used_cells = {(row.sheet, row.cell) for row in rows if row.actual is not None}
    lost_rows = [row for row in typed if row.place not in used_cells]
    return SourceBook(
        source=replace(
            _described(source, scorecard.workbook, typed),
            scheme=scorecard.scheme.key,
            agreed=brief_of(scorecard.agreement),
            rows_refused=sum(not row.used for row in typed),
            actuals_refused=_figures(lost_rows),
            total_refused=_total(lost_rows),
        ),
        scheme=scorecard.scheme,
        rows=rows,
        refused=refused_rows(typed, scorecard.workbook.findings, source.name),
        findings=_own_findings(checked.findings, scorecard.workbook.file, source.name),
        actions=actions,
    )


def unusable_book(
    source: Source,
    error: KpibookError,
    workbook: PerformanceWorkbook | None = None,
    typed: Sequence[TypedRow] = (),
) -> SourceBook:
    """Turn a workbook that cannot be used into a source that is refused whole.

    Args:
        source: Its name, and its hash if it could be read.
        error: The reason.
        workbook: Its contents, if they can be read all the same.
        typed: Its rows, likewise.
    """
    described = source if workbook is None else _described(source, workbook, typed)
    finding = finding_from(error, replace(error.where, file=source.name))
    return SourceBook(replace(described, refusal=error.what, code=error.code), findings=(finding,))


def _described(source: Source, workbook: PerformanceWorkbook, typed: Sequence[TypedRow]) -> Source:
    settings = workbook.settings
    return replace(
        source,
        council=settings.council,
        directorate=settings.directorate or _only_directorate(workbook.measures.values()),
        committee=settings.committee,
        period=settings.period,
        rows_in=len(typed),
        actuals_in=_figures(typed),
        total_in=_total(typed),
    )


def _only_directorate(measures: Iterable[Measure]) -> str:
    """Return the directorate all measures name; "" if they do not all name the same."""
    names = {measure.directorate for measure in measures}
    return names.pop() if len(names) == 1 else ""


def _figures(typed: Iterable[TypedRow]) -> int:
    return sum(row.figure is not None for row in typed)


def _total(typed: Iterable[TypedRow]) -> Decimal:
    return sum((row.summed for row in typed), Decimal(0))


def _rows(
    scorecard: Scorecard, typed: Sequence[TypedRow], source: str, actions: Sequence[Action]
) -> Iterable[ConsolidatedRow]:
    workbook, scheme = scorecard.workbook, scorecard.scheme
    by_place = {row.place: row for row in typed}
    for rated in scorecard.rated:
        typed_row = by_place[place_in(rated.reading.source, workbook.file)]
        row = row_of(
            rated,
            scheme,
            workbook.history,
            council=workbook.settings.council,
            directorate=workbook.settings.directorate,
            source=source,
        )
        yield replace(
            row,
            sheet=typed_row.sheet,
            cell=typed_row.cell,
            ref_cell=typed_row.ref_cell,
            actions=tuple(each for each in actions if each.key == rated.measure.key),
        )


def _own_findings(findings: Sequence[Finding], file: str, name: str) -> tuple[Finding, ...]:
    """Return the workbook's findings under its name here, after a finding that counts them."""
    renamed = [in_file(finding, file, name) for finding in findings]
    if not renamed:
        return ()
    count = Finding(
        _HAS_FINDINGS,
        f"has {counted(len(renamed), 'finding')} and is used as it is.",
        Location(name),
        "Put them right in the workbook and consolidate again.",
    )
    return (count, *renamed)
