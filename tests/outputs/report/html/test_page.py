from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.outputs.report.html.page import write_html
from kpibook.outputs.report.look import Look, licence_named
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row, serving
from tests.outputs.report.pages import Page
from tests.support.browser import looked_at

WORDS = Wording(
    council="Exampleton", meeting="Monday", contact=("Head of Performance",),
    sections=(WordedSection("Purpose", "To present {quarter}.", is_before=True),
              WordedSection("Finance", "None.\n\n{by_priority}")),
)  # fmt: skip


def a_page(report: Report, look: Look | None = None) -> Page:
    return Page(write_html(report, look or Look(), "report.html")["report.html"])


@pytest.fixture(scope="module")
def report() -> Report:
    return a_report(
        serving(a_reported_row("OFF", "60", "70", "", "75", "80", "70"), "Homes"),
        serving(a_reported_row("MET", "90", "70", "75", "80", "85"), "Safety"),
        a_reported_row("C", None, "[c]", marker="[c]"),
        wording=WORDS,
    )


def test_headings_go_down_one_level_at_a_time(report: Report) -> None:
    levels = [level for level, _ in a_page(report).headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_sections_are_in_the_order_of_a_committee_report(report: Report) -> None:
    sections = [words for level, words in a_page(report).headings if level == 2]

    assert sections == [
        "Purpose",
        "Performance at a glance",
        "Measures that need attention",
        "Performance by priority",
        "Finance",
        "How status and direction are decided",
        "Contact",
    ]


def test_every_link_leads_to_something_on_the_page(report: Report) -> None:
    page = a_page(report)

    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert len(page.links) >= 5


def test_a_measure_that_is_left_out_is_named_without_a_link() -> None:
    rows = (a_reported_row("OFF", "60"), a_reported_row("MET", "90"))

    page = a_page(a_report(*rows, only_exceptions=True))

    assert {link for link in page.links if link != "#main"} == {"#m-housing.off"}
    assert page.tables[0][1][3] == "MET"


def test_the_page_needs_and_runs_nothing_else(report: Report) -> None:
    markup = write_html(report, Look(), "report.html")["report.html"]
    page = Page(markup)

    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert not any(name.startswith("on") for _, known in page.tags for name in known)
    assert b"default-src 'none'" in markup
    addresses = set(page.links) | {known.get("src", "#") for _, known in page.tags}
    assert all(address.startswith("#") for address in addresses)


def test_the_licence_and_the_data_are_named_only_where_there_are_any(report: Report) -> None:
    look = Look(licence=licence_named("ogl"), data_file="our data.csv")

    assert "our%20data.csv" in a_page(report, look).links
    assert "Open Government Licence v3.0" in a_page(report, look).text
    assert "Licence" not in a_page(report).text


def test_shorthand_in_use_is_explained(report: Report) -> None:
    key = a_page(report).tables[-1]

    assert ["[c]", "confidential"] in key


def test_a_draft_is_called_one_and_an_agreed_report_is_not(report: Report) -> None:
    agreed = replace(report, agreed="Head of Service on 14th January 2022")

    assert "Draft: not yet agreed" in a_page(report).text
    assert "Draft" not in a_page(agreed).text
    assert "Agreed by Head of Service on 14th January 2022" in a_page(agreed).text


def test_words_from_a_workbook_are_no_markup() -> None:
    bad = "</style><script>alert(1)</script>"
    measure = replace(
        a_measure(target="80"), title=bad, note=bad, priority=bad, service=bad, owner=bad
    )
    row = a_reported_row("PI.1", "60", "70", "75", "80", measure=measure, directorate=bad)
    reading = replace(row.rated.reading, commentary=bad, action=bad)
    wording = Wording(title=bad, council=bad, meeting=bad, contact=(bad,),
                      sections=(WordedSection(bad, bad),), labels=Labels(target=bad))  # fmt: skip

    page = a_page(
        a_report(replace(row, rated=replace(row.rated, reading=reading)), wording=wording)
    )

    assert "script" not in {tag for tag, _ in page.tags}
    assert page.text.count("<script>") >= 10


def _welsh() -> Report:
    words = Wording(
        language="cy", title="Perfformiad ŵ ŷ", labels=Labels(target="Targed", status="Statws")
    )
    return a_report(a_reported_row("A", "60", "70", "75", "80", "85"), wording=words)


def _hard(report: Report) -> Report:
    """Titles without a space, and texts as long as a cell takes."""

    def hard(block: Block) -> Block:
        name = replace(block.name, title="Wordwithoutspaces" * 15)
        return replace(block, name=name, commentary=("Long text. " * 1000,), action=("x" * 500,))

    groups = tuple(replace(g, blocks=tuple(map(hard, g.blocks))) for g in report.groups)
    return replace(report, groups=groups, needs_attention=tuple(map(hard, report.needs_attention)))


NINE = [serving(a_reported_row(f"P{n}", "90"), f"Priority {n}") for n in range(9)]
CASES = {
    "usual": lambda report: report,
    "no history": lambda _: a_report(a_reported_row("A", "60")),
    "all withheld": lambda _: a_report(a_reported_row("A", None, "[c]", "[c]", marker="[c]")),
    "nothing to show": lambda _: a_report(a_reported_row("A", "90"), only_exceptions=True),
    "hard texts": _hard,
    "nine priorities": lambda _: a_report(*NINE),
    "welsh": lambda _: _welsh(),
}


@pytest.mark.parametrize("case", CASES)
def test_axe_has_nothing_against_the_page(report: Report, tmp_path: Path, case: str) -> None:
    markup = write_html(CASES[case](report), Look(), "report.html")["report.html"]

    found = looked_at(markup, tmp_path)

    assert found["faults"] == []
    assert set(found["undecided"]) <= {"color-contrast"}, "words on a chart, and symbols"
    assert found["passes"] > 20
    assert found["width"] <= 1100


def test_a_page_does_not_scroll_sideways_on_a_narrow_screen(report: Report, tmp_path: Path) -> None:
    markup = write_html(_hard(report), Look(), "report.html")["report.html"]

    assert looked_at(markup, tmp_path, width=500)["width"] <= 500


def test_axe_notices_a_fault(report: Report, tmp_path: Path) -> None:
    markup = write_html(report, Look(), "report.html")["report.html"]

    found = looked_at(markup.replace(b' lang="en-GB"', b"", 1), tmp_path)

    assert [name for name, _ in found["faults"]] == ["html-has-lang"]
