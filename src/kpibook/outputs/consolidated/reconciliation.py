"""Reconciliation sheets: the rows of each workbook, how many are used and how many refused.

The checks are formulas: a reader sees that "in" is the sum of "used" and "refused", and that the
Data sheet holds the rows counted as used.
"""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Consolidation, RefusedRow, Source
from kpibook.domain.measures.number import plain
from kpibook.domain.wording import counted
from kpibook.outputs.consolidated.contents import one_line
from kpibook.outputs.consolidated.counting import Criterion, count_formula, data, this_row
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

WORKBOOK = "Workbook"
AGREED = "Agreed or draft"
SHA256 = "SHA-256"
ROWS = ("Rows in", "Rows used", "Rows refused")
FIGURES = ("Figures in", "Figures used", "Figures refused")
TOTALS = ("Total in", "Total used", "Total refused")
ROWS_ON_DATA = "Rows on Data"
CHECK = "Check"
TIES, DOES_NOT_TIE = "agrees", "does not agree"
WHY = "Why the workbook is refused"
USED = "used"

_TABLE = sheets.RECONCILIATION_TABLE
_COLUMNS = {
    WORKBOOK: 26,
    layout.DIRECTORATE: 20,
    layout.PERIOD: 12,
    sheets.SCHEME: 12,
    AGREED: 30,
    **dict.fromkeys(ROWS, 9),
    **dict.fromkeys(FIGURES, 9),
    **dict.fromkeys(TOTALS, 15),
    ROWS_ON_DATA: 9,
    CHECK: 10,
    WHY: 40,
    "Code": 16,
    "Last saved": 12,
    SHA256: 36,
}


def reconciliation_page(consolidation: Consolidation) -> Page:
    """Return a row for each workbook, in order of name."""
    return Page(
        name=sheets.RECONCILIATION,
        title=f"Reconciliation: what became of each workbook, {consolidation.period}",
        lines=(
            (
                "Rows are rows of 'This quarter' with something typed in them, figures are "
                "actuals. In is always used and refused together, and the rows used are on the "
                "sheet Data."
            ),
            (
                "A total adds up the actuals of a workbook as Excel holds them, whatever their "
                "units. It is there to be compared and means nothing by itself."
            ),
            (
                f"Check says '{TIES}' while all that holds. Rows refused one by one are on the "
                f"sheet {sheets.REFUSED}."
            ),
        ),
        table=_TABLE if consolidation.sources else "",
        header=list(_COLUMNS),
        widths=list(_COLUMNS.values()),
        rows=Rows(consolidation.sources, _cells),
    )


def _cells(source: Source) -> list[PageCell]:
    return [
        PageCell(source.name),
        PageCell(source.directorate or "Not known"),
        PageCell(str(source.period) if source.period else "Not known"),
        PageCell(source.scheme or "None"),
        PageCell(one_line(source.agreed.words) if source.agreed else "Not known"),
        *_counts(source.rows_in, source.rows_used, source.rows_refused),
        *_counts(source.actuals_in, source.actuals_used, source.actuals_refused),
        *_totals(source.total_in, source.total_used, source.total_refused),
        PageCell(source.rows_used, "#,##0", formula=_rows_on_data(source)),
        PageCell(TIES if source.ties else DOES_NOT_TIE, formula=_check()),
        PageCell(source.refusal[:1].upper() + source.refusal[1:]),
        PageCell(source.code or USED),
        PageCell(source.modified or "Not known"),
        PageCell(source.sha256 or "Not known"),
    ]


def _counts(*numbers: int) -> list[PageCell]:
    return [PageCell(number, "#,##0", f"{number:,}") for number in numbers]


def _totals(*totals: Decimal) -> list[PageCell]:
    return [PageCell(float(total), "#,##0.00####", plain(total)) for total in totals]


def _rows_on_data(source: Source) -> str:
    return count_formula(
        [Criterion(sheets.SOURCE_WORKBOOK, source.name, this_row(_TABLE, WORKBOOK))]
    )


def _check() -> str:
    """Return a formula: in is used plus refused (rows, figures, totals), and all are on Data."""
    rows, figures = (
        f"{this_row(_TABLE, total)}={this_row(_TABLE, used)}+{this_row(_TABLE, refused)}"
        for total, used, refused in (ROWS, FIGURES)
    )
    totals_agree = same_amount(
        this_row(_TABLE, TOTALS[0]),
        f"({this_row(_TABLE, TOTALS[1])}+{this_row(_TABLE, TOTALS[2])})",
    )
    on_data = f"{this_row(_TABLE, ROWS[1])}={this_row(_TABLE, ROWS_ON_DATA)}"
    return f'IF(AND({rows},{figures},{totals_agree},{on_data}),"{TIES}","{DOES_NOT_TIE}")'


def same_amount(left: str, right: str) -> str:
    """Return a condition that two amounts are equal within the rounding of floating point."""
    # Relative to the amount, with 1 added for amounts near zero.
    return f"ABS({left}-{right})<=0.000000001*(1+ABS({left}))"


def total_on_data() -> str:
    """Return a formula for the sum of the actuals on the Data sheet."""
    return f"SUM({data(layout.ACTUAL)})"


def refused_page(consolidation: Consolidation) -> Page:
    """Return the sheet of rows that are refused singly."""
    columns = {
        WORKBOOK: 34,
        "Sheet": 16,
        "Cell": 10,
        layout.REF: 14,
        layout.ACTUAL: 12,
        "Why it is refused": 80,
        "Code": 28,
    }
    number = len(consolidation.refused)
    return Page(
        name=sheets.REFUSED,
        title=f"Refused rows, {consolidation.period}",
        lines=[
            f"{counted(number, 'row')} of workbooks that are otherwise used. The actual is as the "
            "cell holds it; a blank is a row without a figure."
            if number
            else "No row of a workbook that is used was refused."
        ],
        table=sheets.REFUSED_TABLE if number else "",
        header=list(columns),
        widths=list(columns.values()),
        rows=Rows(consolidation.refused, _refused_cells),
    )


def _refused_cells(row: RefusedRow) -> list[PageCell]:
    return [
        PageCell(row.source),
        PageCell(row.sheet),
        PageCell(row.cell),
        PageCell(row.ref),
        PageCell("")
        if row.actual is None
        else PageCell(float(row.actual), "General", plain(row.actual)),
        PageCell(row.why),
        PageCell(row.code),
    ]
