from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.disclosure.suppression import suppress
from kpibook.outputs.consolidated.book import consolidated_pages, published_pages
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.consolidated.cover import HOLDS, cover_page, cover_title
from kpibook.outputs.page import PageLine
from kpibook.workbook import consolidated_layout as sheets
from tests.outputs.consolidated.given import MADE, a_varied_consolidation


def test_it_says_what_when_how_many_and_how_it_was_made() -> None:
    content = a_varied_consolidation()
    page = cover_page(content, MadeHow("1.2", "kpibook consolidate 'a b.xlsx'"), [])

    said = " ".join(str(line) for line in page.lines)
    assert page.title == (
        "Exampleton: Consolidated performance, Quarter 3 (1st October 2021 to 31st December 2021)"
    )
    assert "8 measures of 3 directorates, from 3 of 4 workbooks given." in said
    assert "Made by kpibook 1.2: kpibook consolidate 'a b.xlsx'" in said
    assert "kpibook standard" in said


def test_every_sheet_is_named_and_linked() -> None:
    pages = consolidated_pages(a_varied_consolidation(), None, MADE)

    links = [line.link for line in pages[0].lines if isinstance(line, PageLine) and line.link]
    assert links == [f"'{page.name}'!A1" for page in pages[1:]]
    assert set(HOLDS) == {*sheets.SHEETS, sheets.RETURNS, sheets.ACTIONS} - {sheets.COVER}


def test_the_control_totals_are_those_of_the_sources() -> None:
    content = a_varied_consolidation()
    totals = content.totals
    page = cover_page(content, MADE, [])

    numbers = [[cell.value for cell in row[1:4]] for row in page.rows]
    assert numbers[:3] == [
        [4, 3, 1],
        [totals.rows_in, totals.rows_used, totals.rows_refused],
        [totals.actuals_in, totals.actuals_used, totals.actuals_refused],
    ]
    assert numbers[3] == [float(totals.total_in), float(totals.total_used),
                          float(totals.total_refused)]  # fmt: skip
    assert {row[4].value for row in page.rows} == {"agrees"}


def test_the_days_the_figures_are_of_are_said() -> None:
    content = a_varied_consolidation()
    row = content.rows[0]
    reading = replace(row.rated.reading, as_at=date(2021, 11, 30))
    early = replace(row, rated=replace(row.rated, reading=reading))

    page = cover_page(replace(content, rows=(early, *content.rows[1:])), MADE, [])

    assert "As at 30th November 2021 to 31st December 2021." in str(page.lines[0])


def test_several_councils_have_no_name_in_the_title() -> None:
    content = replace(a_varied_consolidation(), council="")

    assert cover_title(content).startswith("Consolidated performance, Quarter 3")


def test_the_published_cover_holds_facts_and_leads_to_its_own_sheets() -> None:
    pages = published_pages(suppress(a_varied_consolidation()))

    facts = {row[0].value: row[1].value for row in pages[0].rows}
    assert facts["Council"] == "Exampleton"
    assert facts["Measures"] == "8"
    links = [line.link for line in pages[0].lines if isinstance(line, PageLine)]
    assert links == [f"'{page.name}'!A1" for page in pages[1:]]
