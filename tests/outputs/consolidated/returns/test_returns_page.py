from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kpibook.domain.consolidation.consolidation import Publication
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.returns.match import returns_of
from kpibook.domain.returns.returned import Returns
from kpibook.outputs.consolidated.book import (
    consolidated_pages,
    published_pages,
)
from kpibook.outputs.consolidated.returns.returns_page import returns_page
from kpibook.outputs.page import Page
from kpibook.workbook import consolidated_layout as sheets
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import Q3
from tests.outputs.consolidated.given import MADE, column_of
from tests.support.consolidation import draw_consolidated

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

BOOKS = combine(
    [
        a_source_book("housing.xlsx", a_row("H1"), modified="2022-01-18T08:00:00Z"),
        a_source_book("roads.xlsx", a_row("R1"), directorate="Roads"),
    ]
)


def expected(*directorates: str) -> Returns:
    items = [
        ExpectedReturn(directorate=name, contact="Jo Patel", due=date(2022, 1, 17), line=n)
        for n, name in enumerate(directorates, 2)
    ]
    return returns_of("expect.csv", items, BOOKS)


def said(page: Page) -> str:
    return " ".join(map(str, page.lines))


def test_each_return_has_a_row_with_its_state_and_days() -> None:
    page = returns_page(expected("Housing", "=Planning"), Q3)

    assert column_of(page, "Directorate") == ["Housing", "=Planning", "Roads"]
    assert column_of(page, "Return") == ["Late", "Missing", "Not on the list"]
    assert column_of(page, "Due")[0] == date(2022, 1, 17)
    assert column_of(page, "Came in on") == [date(2022, 1, 18), "", ""]
    assert column_of(page, "Says which day") == ["Last saved", "", ""]
    assert column_of(page, "To settle") == [0, "", 0], "no workbook, no count: blank is never zero"
    assert "last saved, in UTC" in said(page)


@pytest.mark.parametrize("name", [sheets.COVER, sheets.SUMMARY, sheets.SUMMARY_BY_PRIORITY])
def test_sheets_of_totals_say_that_they_are_incomplete(name: str) -> None:
    def line_on(returns: Returns | None) -> str:
        (page,) = (p for p in consolidated_pages(BOOKS, None, MADE, returns) if p.name == name)
        return said(page)

    assert "These totals are incomplete" in line_on(expected("Housing", "Planning"))
    assert "incomplete" not in line_on(expected("Housing", "Roads"))
    assert "incomplete" not in line_on(None)


@pytest.mark.parametrize("name", [sheets.COVER, sheets.SUMMARY, sheets.SUMMARY_BY_PRIORITY])
def test_the_published_copy_says_it_without_names(name: str) -> None:
    publication: Publication = suppress(BOOKS)

    (page,) = (
        p for p in published_pages(publication, expected("Housing", "Planning")) if p.name == name
    )

    assert "These totals are incomplete: 1 of 2 returns is not in them." in said(page)
    assert "Planning" not in said(page)


def test_without_a_list_there_is_no_sheet_of_returns() -> None:
    names = [page.name for page in consolidated_pages(BOOKS, None, MADE)]

    assert tuple(names) == sheets.SHEETS


def test_the_drawn_workbook_counts_its_returns_by_formula() -> None:
    data = draw_consolidated(BOOKS, None, MADE, returns=expected("Housing", "Planning"))

    values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    assert values.sheetnames.index("Returns") == values.sheetnames.index("Exceptions") + 1
    *_, last = values["Cover"].iter_rows(values_only=True)
    assert last[1:5] == (2, 1, 1, "incomplete")
    *_, formulas = openpyxl.load_workbook(BytesIO(data))["Cover"].iter_rows(values_only=True)
    assert str(formulas[3]).startswith("=COUNTIFS(ConsolidatedReturns[Return],")
