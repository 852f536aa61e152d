"""Returns that are unusual: without history, all withheld, very long, many, in Welsh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.measures.measure import Unit
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.wording import Wording
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.officer import officer_page
from kpibook.outputs.return_sheets.pages import published_pages
from kpibook.outputs.text_fit import PAGE
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return

LONG = "The team reviews each case every week and reports what it learns. " * 152
WELSH = replace(
    Wording().labels,
    summary_sheet="Crynodeb",
    attention_sheet="Angen sylw",
    status="Statws",
    commentary="Sylwebaeth",
    action="Gweithredu",
    key_sheet="Allwedd",
)
REPORTS = {
    "no history": a_report_of(a_return(a_rated(a_measure(), "81", None))),
    "all withheld": a_report_of(
        a_return(*(a_rated(a_measure(f"PI.{n}"), None, None, marker="[c]") for n in range(4)))
    ),
    "10,000 characters": a_report_of(
        a_return(a_rated(a_measure(), "60", commentary=LONG, action=LONG))
    ),
    "titles of 250 characters": a_report_of(
        a_return(*(a_rated(a_measure(f"PI.{n}", title="Homes and " * 25)) for n in range(3)))
    ),
    "nine priorities": a_report_of(
        a_return(*(a_rated(a_measure(f"PI.{n}", priority=f"Aim {n}")) for n in range(9)))
    ),
    "Welsh": a_report_of(
        a_return(a_rated(a_measure(title="Canran y plant a’r bobl ifanc"), "60")),
        wording=replace(Wording(), labels=WELSH, language="cy"),
    ),
    "money": a_report_of(
        a_return(a_rated(a_measure(unit=Unit.CURRENCY, decimals=2), "12500000", "12500000"))
    ),
}


@pytest.fixture(params=REPORTS.values(), ids=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return request.param


def all_pages(report: Report) -> list[Page]:
    """The sheets of the published copy and the officer's."""
    return [*published_pages(report), officer_page(report, "Return")]


def test_each_is_drawn_with_rows_that_excel_allows_and_print_that_can_be_read(
    report: Report,
) -> None:
    for page in all_pages(report):
        assert page.fitted is not None
        assert max(page.fitted.heights) <= 409
        pixels = sum(round(width * 7 + 5) for width in page.widths)
        fits = page.fitted.scale / 100 if page.fitted.scale else min(1, PAGE / pixels)
        assert page.fitted.points * fits >= 9
    assert draw(published_pages(report), Document("Return", published=True))


def test_every_measure_is_on_a_sheet_of_a_priority_once(report: Report) -> None:
    pages = [page for page in published_pages(report) if page.table.startswith("ReturnPriority")]

    refs = [str(row[0]) for page in pages for row in page.rows]
    assert sorted(refs) == sorted(block.name.ref for block in report.blocks)
    assert len(pages) == len(report.groups)


def test_a_long_text_is_all_there_in_rows_that_follow() -> None:
    page = next(p for p in published_pages(REPORTS["10,000 characters"]) if p.name == "Commentary")

    assert len(page.rows) > 1
    at = list(page.header).index("Commentary")
    whole = " ".join(str(row[at]) for row in page.rows)
    assert whole.count("The team reviews each case every week") == 152
    assert len(LONG) > 10_000


def test_withheld_measures_have_their_shorthand_and_no_figure() -> None:
    for page in published_pages(REPORTS["all withheld"]):
        if page.table.startswith("ReturnPriority"):
            at = list(page.header).index("Q3 2021/22")
            assert {str(row[at]) for row in page.rows} == {"[c]"}


def test_the_sheets_of_a_council_that_writes_welsh_have_its_words() -> None:
    pages = published_pages(REPORTS["Welsh"])

    assert [page.name for page in pages][:2] == ["Crynodeb", "Angen sylw"]
    assert "Sylwebaeth" in [page.name for page in pages]
