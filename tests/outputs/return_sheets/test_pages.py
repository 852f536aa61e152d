from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.domain.report.words.wording import Wording
from kpibook.outputs.page import Page, describe
from kpibook.outputs.return_sheets.fit import PUBLISHED
from kpibook.outputs.return_sheets.officer import officer_page
from kpibook.outputs.return_sheets.pages import published_pages
from kpibook.outputs.text_fit import PAGE
from tests.outputs.return_sheets.given import money, shown
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report
from tests.support.golden import assert_golden

PAGES = published_pages(a_varied_report())


def test_the_published_copy_reads_as_agreed() -> None:
    assert_golden("return_pages_published", describe(PAGES))


def test_a_sheet_with_nothing_to_say_is_left_out() -> None:
    quiet = published_pages(a_report_of(a_return(a_rated(a_measure()))))

    assert [page.name for page in PAGES] == [
        *("Summary", "Needs attention", "1 Safe and sound", "2 Not assigned"),
        *("Commentary", "Key", "Notes"),
    ]
    assert [page.name for page in quiet] == ["Summary", "1 Safe and sound", "Commentary", "Key"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_cell_of_a_published_table_is_blank_or_a_symbol_alone(page: Page) -> None:
    for row in page.rows:
        for cell in row:
            assert any(letter.isalnum() for letter in str(cell)), f"{cell!r} has no word or figure"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_headings_are_unique_and_every_row_width_and_height_fits_them(page: Page) -> None:
    assert page.fitted is not None
    assert all(page.header)
    assert len(set(page.header)) == len(page.header) == len(page.widths)
    assert {len(row) for row in page.rows} == {len(page.header)}
    assert len(page.fitted.heights) == len(page.rows)
    assert max(page.fitted.heights) <= 409


@pytest.mark.parametrize("page", [*PAGES, *published_pages(money())], ids=lambda page: page.name)
def test_every_sheet_prints_at_nine_points_or_more(page: Page) -> None:
    pixels = sum(round(width * 7 + 5) for width in page.widths)

    assert PUBLISHED * min(1, PAGE / pixels) >= 9


def test_sheets_and_their_tables_have_names_of_their_own() -> None:
    same = [a_rated(a_measure(f"PI.{n}", priority="A long name " * 4 + str(n))) for n in range(9)]
    report = a_report_of(a_return(*same))

    for pages in (PAGES, published_pages(report)):
        assert len({page.table for page in pages}) == len(pages)
        assert len({page.name.casefold() for page in pages}) == len(pages)
        assert all(len(page.name) <= 31 for page in pages)


def test_the_council_chooses_sheets_columns_and_their_order() -> None:
    chosen = ReturnWording(
        sheets=("priorities", "summary", "notes"), columns=("status", "periods"), periods=2
    )

    pages = published_pages(a_varied_report(), chosen)

    assert [page.name for page in pages] == [
        *("1 Safe and sound", "2 Not assigned", "Summary", "Notes")
    ]
    assert pages[0].header == ["Ref", "Measure", "Status", "Q2 2021/22", "Q3 2021/22"]


def test_the_councils_words_are_on_every_sheet() -> None:
    wording = Wording()
    labels = replace(wording.labels, ref="Cyf", summary_sheet="Crynodeb", status="Statws")

    pages = published_pages(a_report_of(wording=replace(wording, labels=labels)))

    assert pages[0].name == "Crynodeb"
    assert pages[0].header[0] == "Statws"
    assert pages[1].header[0] == "Cyf"


def test_the_post_that_reports_a_measure_is_named_next_to_its_commentary() -> None:
    report = a_report_of(a_return(a_rated(a_measure("PI.1", owner="Head of Service"))))

    (page,) = (each for each in published_pages(report) if each.name == "Commentary")
    (on,) = shown(officer_page(report, "Return"), "Commentary on")

    assert shown(page, "Measure") == ["Title of PI.1\nReported by Head of Service"]
    assert on == "PI.1 Title of PI.1\nReported by Head of Service"
