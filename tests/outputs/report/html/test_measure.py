from __future__ import annotations

from dataclasses import replace

from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.html.measure import measure
from tests.domain.given import a_measure
from tests.domain.reported import a_block, a_reported_row
from tests.outputs.report.pages import Page


def shown(block: Block, *, with_chart: bool = True, made_in: str = "") -> Page:
    return Page(measure(block, Labels(), with_chart=with_chart, made_in=made_in).encode())


def test_a_measure_has_everything_a_committee_is_told() -> None:
    block = replace(
        a_block(
            a_reported_row("A", "60", "90", measure=a_measure("A", target="80", comparator="70"))
        ),
        commentary=("We were short of staff.",),
        action=("Recruit.",),
        notes=("Invented.",),
        owner="Head of Housing",
    )

    page = shown(block)

    rows = {row[0]: row[1] for row in page.tables[0]}
    assert rows["Target"] == "80.0%"
    assert rows["Statistical neighbours"] == "70.0% (Worse by 10.0 points)"
    assert rows["Q2 2021/22 position"] == "90.0%"
    assert rows["Q3 2021/22 position"] == "60.0%"
    assert rows["Status"].endswith("Off target")
    assert rows["Direction"] == "Declined, down from 90.0% in Q2 2021/22"
    for words in ("We were short of staff.", "Recruit.", "Note: Invented.", "Head of Housing",
                  "more than the 5% allowed"):  # fmt: skip
        assert words in page.text


def test_a_measure_on_target_is_not_explained_and_asked_for_no_action() -> None:
    page = shown(a_block(a_reported_row("A", "90")))

    assert "above the target" not in page.text
    assert "No action is stated." not in page.text
    assert "No commentary was given." in page.text


def test_a_measure_off_target_without_an_action_says_so() -> None:
    assert "No action is stated." in shown(a_block(a_reported_row("A", "60"))).text


def test_the_figures_of_a_chart_are_in_a_table_too() -> None:
    page = shown(a_block(a_reported_row("A", "90", "70", "75", "[c]", "80")))

    assert page.tables[1] == [
        ["Quarter", "Actual", "Target"],
        ["Q3 2020/21", "70.0%", "[z]"],
        ["Q4 2020/21", "75.0%", "[z]"],
        ["Q1 2021/22", "[c]", "80.0%"],
        ["Q2 2021/22", "80.0%", "80.0%"],
        ["Q3 2021/22", "90.0%", "80.0%"],
    ]


def test_only_the_figures_of_the_quarter_are_in_bold() -> None:
    page = shown(a_block(a_reported_row("A", "90", "70", "75", "80")))

    rows = [known.get("class") for tag, known in page.tags if tag == "tr"]
    texts = [row for table in page.tables for row in table]
    now = [row[0] for row, kind in zip(texts, rows, strict=True) if kind == "now"]

    assert now == ["Q3 2021/22 position", "Q3 2021/22"]


def test_charts_can_be_left_out() -> None:
    block = a_block(a_reported_row("A", "90", "70", "75", "80"))

    assert "svg" in dict(shown(block).tags)
    assert "svg" not in dict(shown(block, with_chart=False).tags)


def test_sentences_made_from_the_figures_say_their_language_on_a_page_in_another() -> None:
    block = a_block(a_reported_row("A", "60", "70", "75", "90"))

    page = shown(block, made_in=' lang="en-GB"')

    spoken = [tag for tag, known in page.tags if known.get("lang") == "en-GB"]
    assert {"p", "svg"} <= set(spoken)
