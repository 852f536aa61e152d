"""Reports and sheets for the tests of the return's sheets."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Target, Unit
from kpibook.domain.report.report import Report
from kpibook.outputs.page import Page, PageCell
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return

QUARTERS = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")


def money(value: str = "12500000") -> Report:
    """A measure of money with that figure in every quarter."""
    measure = a_measure("PI.1", unit=Unit.CURRENCY, decimals=2, target=Target(Decimal(value)))
    content = a_return(a_rated(measure, value, value))
    return a_report_of(content, *(("PI.1", quarter, value) for quarter in QUARTERS))


def column(page: Page, heading: str) -> list[PageCell]:
    """The cells of a column, from top to bottom."""
    at = list(page.header).index(heading)
    return [row[at] for row in page.rows]


def shown(page: Page, heading: str) -> list[str]:
    """What a column reads, from top to bottom."""
    return [str(cell) for cell in column(page, heading)]
