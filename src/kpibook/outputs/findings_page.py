"""Findings as a page: one a row, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, shortened
from kpibook.errors import Location
from kpibook.outputs.page import Page, PageCell

#: The name of the sheet, unless the workbook has another of that name.
FINDINGS = "Findings"
FINDINGS_TABLE = "KpiFindings"
HEADER = ("Number", "Measure", "Where", "What", "Why it matters", "What to do", "Code")

_SEE = "See the column What"
_WIDTHS = (9, 12, 24, 46, 34, 46, 22)


def findings_page(
    findings: Sequence[Finding],
    *,
    file: str,
    sheets: Sequence[str],
    measures: int,
    period: Quarter,
) -> Page:
    """What to put right, or that there is nothing: the page is never without its table.

    Args:
        findings: In the order of their numbers.
        file: The workbook the page goes into: only places in it can be led to.
        sheets: The names of its sheets.
        measures: How many measures were checked.
        period: The quarter they were checked for.
    """
    links = frozenset(sheets)
    rows = [_row(n, one, file, links) for n, one in enumerate(findings, start=1)]
    found = f"{len(findings)}" if findings else "Nothing"
    return Page(
        name=FINDINGS,
        title=f"What to put right, {period}",
        lines=(
            f"{found} to put right in {counted(measures, 'measure')}.",
            "Each link under Where leads to the cell. The next check takes this sheet's place.",
        ),
        table=FINDINGS_TABLE,
        header=HEADER,
        widths=_WIDTHS,
        rows=rows or [_nothing()],
    )


def _row(number: int, finding: Finding, file: str, sheets: frozenset[str]) -> list[PageCell]:
    return [
        PageCell(number, "0"),
        PageCell(shortened(finding.ref) if finding.ref else "The workbook"),
        _where(finding.where, file, sheets),
        PageCell(finding.what),
        PageCell(finding.why or _SEE),
        PageCell(finding.fix or _SEE),
        PageCell(finding.code),
    ]


def _nothing() -> list[PageCell]:
    said = ("All", "The workbook", "Nothing to put right.", _SEE, "Nothing", "none")
    return [PageCell(0, "0"), *(PageCell(text) for text in said)]


def _where(where: Location, file: str, sheets: frozenset[str]) -> PageCell:
    """The place in words, which lead to it where it is in this workbook."""
    if where.file not in ("", file) or where.sheet not in sheets:
        return PageCell(str(where) or "The workbook")
    words = f"{where.sheet}, cell {where.cell}" if where.cell else f"The sheet {where.sheet}"
    return PageCell(words, link=_within(where))


def _within(where: Location) -> str:
    """A place of the same workbook as a link takes it: the top of the sheet without a cell."""
    sheet = where.sheet.replace("'", "''")
    return f"'{sheet}'!{where.cell or 'A1'}"
