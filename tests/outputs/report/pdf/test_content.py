from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.report.report import Report
from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.outputs.report.look import Look, licence_named
from kpibook.outputs.report.pdf.content import content_of
from tests.domain.reported import a_report, a_reported_row, serving


@pytest.fixture
def report() -> Report:
    return a_report(
        serving(a_reported_row("OFF", "60", "70", "75", "80"), "Homes"),
        serving(a_reported_row("MET", "90", "70", "75", "80"), "Safety"),
        wording=Wording(
            sections=(WordedSection("Law", "One.\n\n- a\n- b"),), committee="Board", meeting="May"
        ),
    )


def test_committee_and_meeting_are_on_a_line(report: Report) -> None:
    assert content_of(report, Look())["head"] == [
        "Exampleton",
        "Board – May",
        "Directorate: Housing",
    ]


def test_a_measure_that_needs_attention_leads_to_its_place(report: Report) -> None:
    (row,) = content_of(report, Look())["attention"]["rows"]

    assert row["measure"] == {"words": "OFF Title of OFF", "to": "m-housing.off"}


def test_a_measure_that_is_left_out_is_named_without_a_link(report: Report) -> None:
    (row,) = content_of(replace(report, groups=()), Look())["attention"]["rows"]

    assert row["measure"]["to"] == ""


def test_paragraphs_are_numbered_through_the_report(report: Report) -> None:
    content = content_of(report, Look())

    summary = [each["number"] for each in content["summary"]["sentences"]]
    (section,) = content["after"]
    assert summary == list(range(1, len(summary) + 1))
    assert section["paragraphs"][0]["number"] == len(summary) + 1


def test_the_figure_of_this_quarter_is_marked(report: Report) -> None:
    block = content_of(report, Look())["groups"][0]["blocks"][0]

    assert [each["text"] for each in block["positions"] if each["is_now"]] == ["60.0%"]


def test_an_action_is_asked_for_only_where_a_measure_needs_attention(report: Report) -> None:
    content = content_of(report, Look())
    off, met = (group["blocks"][0] for group in content["groups"])

    assert off["action"]["texts"] == [report.labels.no_action]
    assert met["action"]["texts"] == []


def test_a_list_stays_a_list(report: Report) -> None:
    (section,) = content_of(report, Look())["after"]

    assert section["paragraphs"][1] == {"items": ["a", "b"]}


def test_charts_and_a_licence_are_there_only_if_they_are_wanted(report: Report) -> None:
    with_all = content_of(report, Look(licence=licence_named("ogl")))
    without = content_of(report, Look(charts=False))

    assert with_all["groups"][0]["blocks"][0]["chart"] is True
    assert without["groups"][0]["blocks"][0]["chart"] is False
    assert with_all["source"]["licence"]["url"].startswith("https://www.nationalarchives")
    assert without["source"]["licence"] is None


def test_an_agreed_report_says_so(report: Report) -> None:
    agreed = replace(report, agreed="Head of Service")

    assert content_of(agreed, Look())["state"] == "Agreed by Head of Service"
