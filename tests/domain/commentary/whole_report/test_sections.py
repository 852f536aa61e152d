"""Sections of a typed report."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.domain.commentary.whole_report.sections import measure_named, sections_of

TITLES = {"PI2250": "Closed Early Help cases", "1": "Posts unfilled by staff"}


def keys(*lines: str, heading: str = "") -> list[str]:
    paragraphs = [Paragraph(line, is_heading=line == heading) for line in lines]
    return [key for key, _ in sections_of(paragraphs, TITLES)]


@pytest.mark.parametrize(
    "line", ["PI. 2250 % of closed cases", "**PI 2250** - cases", "pi2250: cases"]
)
def test_a_ref_begins_a_section_however_it_is_spelled(line: str) -> None:
    assert keys(line, "Performance has improved.") == ["PI2250"]


def test_the_number_of_a_paragraph_is_no_ref() -> None:
    assert keys("1. To present the position of the quarter.") == [""]
    assert measure_named("Posts unfilled by staff", TITLES, {"posts unfilled by staff": "1"}) == "1"


@pytest.mark.parametrize("line", ["Quarter summary", "5. There are no other options."])
def test_a_short_line_or_a_numbered_paragraph_ends_a_section(line: str) -> None:
    assert keys("PI.2250 - cases", "Figures rose.", line, "All improved.") == ["PI2250", "", ""]


def test_a_heading_ends_a_section_however_long() -> None:
    long = "Matters for this committee, its members and others (2021/22 to 2023/24)"
    assert keys("PI.2250 - cases", long) == ["PI2250"]
    assert keys("PI.2250 - cases", long, heading=long) == [""]


def test_a_sentence_that_begins_with_a_ref_is_of_that_measure() -> None:
    assert keys("PI.2250 was at 91.8%.", "It rose.") == ["PI2250", "PI2250"]


def test_a_title_is_no_sentence_though_it_ends_with_a_full_stop() -> None:
    assert keys("PI.2250 Closed Early Help cases that were in time.", "It rose.") == ["PI2250"]


def test_behind_a_sentence_on_another_measure_a_section_is_not_known() -> None:
    two = {"PI2250": "Closed Early Help cases", "PI7": "Posts"}
    lines = [Paragraph(line) for line in ("PI.7 Posts", "PI.2250 fell to 91.8%.", "It rose.")]
    assert [key for key, _ in sections_of(lines, two)] == ["PI2250", ""]
