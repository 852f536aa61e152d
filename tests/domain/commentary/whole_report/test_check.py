"""Whole typed report: each claim tied to its measure, and totals outside the sections."""

from __future__ import annotations

from dataclasses import replace
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


CALLS = replace(
    POSTS,
    ref="CUS01",
    title="Satisfaction with calls",
    actual=Fact("the actual", Decimal("8.1"), quarter=NOW),
    previous=None,
    history={},
    unit=Unit.SCORE,
    polarity=Polarity.HIGHER,
)


def both(*paragraphs: str) -> list[tuple[str, str]]:
    report = [Paragraph(each) for each in paragraphs]
    of_both = report_verdicts(report, {"PI2249": POSTS, "CUS01": CALLS}, TALLY)
    return [(t.ref, t.verdict.claim.kind.value) for t in of_both if t.verdict.contradicts]


@pytest.mark.parametrize(
    "text",
    [
        "Rose to 4.17% from 12.01%.",
        "A deterioration on the previous quarter.",
        "An increase on the previous quarter.",
        "Worse than in Q2.",
        "Up on last quarter.",
        "Unfilled posts are few. It has risen to 4.17%.",
    ],
)
def test_a_bare_movement_that_is_wrong_is_told_under_the_heading_of_its_measure(text: str) -> None:
    assert contradictions("PI.2249 - posts", text) == ["PI.2249"]


@pytest.mark.parametrize(
    "text",
    [
        "Fell to 4.17% from 12.01%.",
        "An improvement on the previous quarter.",
        "A decrease on the previous quarter.",
        "An increase on the previous quarter in agency staff.",
        "Better than in Q2.",
        "Up on last quarter were the applications for posts.",
        "Caseloads rose to 22.0 from 18.4.",
        "A rise in referrals on the previous quarter.",
    ],
)
def test_a_true_bare_movement_and_that_of_another_thing_are_silent(text: str) -> None:
    assert contradictions("PI.2249 - posts", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "CUS01 scored 8.2.",
        "Few posts are unfilled. CUS01 was at 8.4 this quarter.",
        "CUS01 was at 8.9 in the quarter.",
    ],
)
def test_a_sentence_on_another_measure_is_held_against_that(text: str) -> None:
    assert [ref for ref, _ in both("PI.2249 - posts", text)] == ["CUS01"]


@pytest.mark.parametrize(
    "text",
    [
        "CUS01 scored 8.1.",
        "Few posts are unfilled. CUS01 was at 8.1 this quarter.",
        "CUS02 scored 8.2.",
        "CUS01 is at https://example.org/8.2.",
    ],
)
def test_a_true_sentence_on_another_measure_is_silent(text: str) -> None:
    assert both("PI.2249 - posts", text) == []
