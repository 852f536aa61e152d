"""Whole typed report: each claim tied to its measure, and totals outside the sections."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.totals.tally import Tally
from kpibook.domain.commentary.whole_report.check import Told, report_verdicts
from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Status

NOW = Quarter(2021, 3)
BEFORE = Fact(
    "the figure of Q2 2021/22", Decimal("12.01"), role=Role.PREVIOUS, quarter=NOW.previous
)
POSTS = MeasureFacts(
    "PI.2249",
    "Social work posts unfilled",
    NOW,
    actual=Fact("the actual", Decimal("4.17"), quarter=NOW),
    previous=BEFORE,
    history={NOW.previous: BEFORE},
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER,
)
TALLY = Tally(6, 6, {Status.MET: 4, Status.OFF: 2}, period=NOW)


def told(*paragraphs: Paragraph | str) -> list[Told]:
    report = [each if isinstance(each, Paragraph) else Paragraph(each) for each in paragraphs]
    return report_verdicts(report, {"PI2249": POSTS}, TALLY)


def contradictions(*paragraphs: Paragraph | str) -> list[str]:
    return [each.ref for each in told(*paragraphs) if each.verdict.contradicts]


def test_a_sentence_is_of_the_measure_of_its_section() -> None:
    assert contradictions("PI.2249 - posts", "Performance has worsened.") == ["PI.2249"]
    assert contradictions("Performance has worsened.") == []


def test_a_bare_increase_of_another_thing_is_not_the_measures() -> None:
    section = "PI.2249 - posts"
    text = "An increase in the number of social workers in post has reduced caseloads."
    assert contradictions(section, text) == []
    assert contradictions(section, "The rate has increased since Q2.") == ["PI.2249"]


def test_a_total_is_read_outside_the_sections_alone() -> None:
    total = "Of the 6 measures, 5 were green."
    assert contradictions(total) == [""]
    assert contradictions("PI.2249 - posts", total) == []


@pytest.mark.parametrize(("typed", "wrong"), [("4.17%", []), ("4.71%", ["PI.2249"])])
def test_a_row_is_of_the_measure_that_it_names(typed: str, wrong: list[str]) -> None:
    header = Paragraph("", cells=("PI", "Quarter 3"), table=1)
    assert contradictions(header, Paragraph("", cells=("PI. 2249", typed), table=1)) == wrong


def test_a_row_that_names_no_measure_is_left_alone() -> None:
    header = Paragraph("", cells=("PI", "Quarter 3"), table=1)
    assert told(header, Paragraph("", cells=("PI.9999", "4.71%"), table=1)) == []


def test_headings_are_those_of_the_same_table() -> None:
    first = Paragraph("", cells=("PI", "Quarter 3"), table=1)
    second = Paragraph("", cells=("PI", "Caseload"), table=2)
    assert told(first, second, Paragraph("", cells=("PI.2249", "22.0"), table=2)) == []
