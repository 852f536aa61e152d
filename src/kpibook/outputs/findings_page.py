"""Findings page: a row for each finding, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.finding import Finding, most_serious_first, to_put_right
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, shortened
from kpibook.errors import Location
from kpibook.outputs.page import Page, PageCell

#: The name of the sheet, unless the workbook has another of that name.
FINDINGS = "Findings"
FINDINGS_TABLE = "KpiFindings"
HEADER = (
    "Number",
    "How serious",
    "Measure",
    "Where",
    "What",
    "Why it matters",
    "What to do",
    "Code",
)

_SEE = "See the column What"
_WIDTHS = (9, 14, 12, 24, 46, 34, 46, 22)


def findings_page(
    findings: Sequence[Finding],
    *,
    file: str,
    sheets: Sequence[str],
    measures: int,
    period: Quarter,
) -> Page:
    """Return the findings to put right; with no finding the table has a row that says so.

    Args:
        findings: In the order of the sheet; the most serious are numbered first.
        file: The workbook the page goes into: only its own cells can be linked to.
        sheets: The names of its sheets.
        measures: Number of measures checked.
        period: The quarter of the check.
    """
    links = frozenset(sheets)
    ordered = most_serious_first(findings)
    rows = [_row(n, finding, file, links) for n, finding in enumerate(ordered, start=1)]
    number = len(to_put_right(findings)) or "Nothing"
    return Page(
        name=FINDINGS,
        title=f"What to put right, {period}",
        lines=(
            f"{number} to put right in {counted(measures, 'measure')}.",
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
        PageCell(finding.severity.heading),
        PageCell(shortened(finding.ref) if finding.ref else "The workbook"),
        _where(finding.where, file, sheets),
        PageCell(finding.what),
        PageCell(finding.why or _SEE),
        PageCell(finding.fix or _SEE),
        PageCell(finding.code),
    ]


def _nothing() -> list[PageCell]:
    texts = ("Nothing", "All", "The workbook", "Nothing to put right.", _SEE, "Nothing", "none")
    return [PageCell(0, "0"), *(PageCell(text) for text in texts)]


def _where(where: Location, file: str, sheets: frozenset[str]) -> PageCell:
    """Return the location in words, with a link if it is in this workbook."""
    if where.file not in ("", file) or where.sheet not in sheets:
        return PageCell(str(where) or "The workbook")
    words = f"{where.sheet}, cell {where.cell}" if where.cell else f"The sheet {where.sheet}"
    return PageCell(words, link=_within(where))


def _within(where: Location) -> str:
    """Return a link to a location in the same workbook: to the top of the sheet without a cell."""
    # A quote in a sheet name is doubled in a reference.
    sheet = where.sheet.replace("'", "''")
    return f"'{sheet}'!{where.cell or 'A1'}"
