"""Forms of words for a period, each with the quarter that it names in Quarter 3 of 2024/25."""

from __future__ import annotations

import re

import pytest

from kpibook.domain.commentary.reading.period_forms import FOLLOWED_BY, FORMS
from kpibook.domain.commentary.reading.when import FIRST_WORDS, PERIOD, Relation, when_of
from kpibook.domain.measures.period import Quarter
from tests.support.pattern_beginnings import beginnings

_NOW = Quarter(2024, 3)
_PERIOD = re.compile(PERIOD)
_OF_LAST_YEAR = """
last december|december last year|december of last year|dec '23|dec 23|december 2023|dec-23
last year's q3|last year's third quarter|q3 of last year|q3 last year|q3 a year ago
q3 the year before
q3 in 2023/24|2023/24 q3|2023/24 quarter 3
q3 23-24|quarter three of last year|third quarter of 2023/24
the same date in 2023|the same date a year ago|this time in 2023|the same stage in 2023/24
the same three months a year ago|the same three months last year|this quarter last year
the year-earlier quarter|the prior-year quarter|the comparable quarter of last year
the same quarter 12 months ago|same quarter, previous year|same quarter of the year before
same quarter twelve months before|that period of last year|the corresponding quarter
a year previously|twelve months previously|a year earlier|12 months back|31 december last year
october to december 2023|october to december last year|the three months to december 2023
"""
_BEFORE = """
july to september quarter|july/september|jul-sep|july until september
quarter two|qtr 2|q2 24-25|2024/25 q2|the summer quarter|30.09.24|30/9/24|30th sept 2024|1 october
the immediately preceding quarter|the quarter prior|the period before|prior quarter's|previous qtr
the previous 3 months|the last three months|three months to september|quarter to september
the quarter ended 30 september|end september|end-september|the close of september|three months back
last time|last time around|the previous report|our last report|when we last reported|the last return
"""
_PRESENT = """
the quarter just ended|this time round
the three months to december|quarter to december|quarter three
new year's eve|31.12.24|oct-dec|october to december period|the close of the third quarter
"""


def _forms(relation: Relation, lines: str) -> list[tuple[Relation, str]]:
    return [(relation, form) for line in lines.split("\n") for form in line.split("|") if form]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        *_forms(Relation.PREVIOUS_YEAR, _OF_LAST_YEAR),
        *_forms(Relation.PREVIOUS, _BEFORE),
        *_forms(Relation.NOW, _PRESENT),
        *_forms(Relation.EARLIER, "the last quarter of 2023/24|q4 last year|30 june|q1"),
        *_forms(Relation.OTHER, "last autumn|last week|31 january 2025|year-end"),
    ],
)
def test_a_form_names_its_quarter(relation: Relation, text: str) -> None:
    match = _PERIOD.fullmatch(text)
    assert match is not None
    assert when_of(match, _NOW).relation is relation


@pytest.mark.parametrize("text", ["q3.5", "quarter 12 months", "may-be", "2.3.4.5", "15/16ths"])
def test_what_looks_like_a_period_is_none(text: str) -> None:
    assert _PERIOD.fullmatch(text) is None


@pytest.mark.parametrize("word", sorted(FOLLOWED_BY))
def test_no_form_begins_with_a_word_and_other_characters_than_are_listed(word: str) -> None:
    length = len(word) + 3

    found = {text for _, form in FORMS for text in beginnings(form, word, length)}

    behind = {text[len(word) :] for text in found if text.startswith(f"{word} ")}
    assert behind
    assert {pair[1:] for pair in behind} <= FOLLOWED_BY[word]
    assert word not in found  # no period by itself
    # What has another mark behind the word is another word or a number: "half-year", "q2".
    others = {text[len(word)] for text in found if len(text) > len(word)} - {" "}
    assert others <= {"-", *"abcdefghijklmnopqrstuvwxyz"}


def test_every_word_with_a_list_of_what_follows_is_tried() -> None:
    assert set(FOLLOWED_BY) < FIRST_WORDS
