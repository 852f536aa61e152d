"""Findings sheet: numbered findings to put right in the workbooks, each with its cell."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.codes.code import Severity
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

_COLUMNS = {
    "Number": 9,
    "How serious": 14,
    "Workbook": 30,
    "Sheet": 15,
    "Cell": 9,
    layout.REF: 11,
    "What is to be put right": 56,
    "Why it matters": 34,
    "How to put it right": 44,
    "Code": 26,
}


def findings_page(consolidation: Consolidation) -> Page:
    """Return all findings, the most serious first and then workbook by workbook."""
    findings = consolidation.findings
    count = len(findings)
    order = _most_serious_first(findings)
    return Page(
        name=sheets.FINDINGS,
        title=f"Findings: what to put right, {consolidation.period}",
        lines=[
            f"{counted(count, 'finding')}. Put each right in the directorate's workbook, then "
            "consolidate again."
            if count
            else "There is nothing to put right."
        ],
        table=sheets.FINDINGS_TABLE if count else "",
        header=list(_COLUMNS),
        widths=list(_COLUMNS.values()),
        rows=Rows(range(count), lambda n: _cells(n + 1, findings[order[n]])),
    )


def _most_serious_first(findings: Sequence[Finding]) -> list[int]:
    """Return the places of findings in the order of the sheet; they may be on disk."""
    places: dict[Severity, list[int]] = {severity: [] for severity in Severity}
    for place, finding in enumerate(findings):
        places[finding.severity].append(place)
    return [place for group in places.values() for place in group]


def _cells(number: int, finding: Finding) -> list[PageCell]:
    where = finding.where
    return [
        PageCell(number, "0"),
        PageCell(finding.severity.heading),
        PageCell(where.file),
        PageCell(where.sheet),
        PageCell(where.cell),
        PageCell(finding.ref),
        PageCell(finding.what),
        PageCell(finding.why),
        PageCell(finding.fix),
        PageCell(finding.code),
    ]
