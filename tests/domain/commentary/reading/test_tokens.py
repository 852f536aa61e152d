"""Tokens of a text: a word is one token, and a period of several words is one."""

from __future__ import annotations

import re

import pytest

from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.sentence import Item
from kpibook.domain.commentary.reading.tokens import sentences_of
from kpibook.domain.commentary.reading.when import PERIOD
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(kind_of(token), token.word) for run in sentences_of(text, NOW) for token in run.tokens]


def kind_of(token: Item) -> str:
    if token.part in (Part.WHEN, Part.FIGURE):
        return "period" if token.part is Part.WHEN else "number"
    if not any(map(str.isalnum, token.word)):
        return "mark"
    return "code" if any(map(str.isdigit, token.word)) else "word"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the same quarter last year", [("period", "the same quarter last year")]),
        ("the team", [("word", "the"), ("word", "team")]),
        ("december\u2019s figure", [("period", "december's"), ("word", "figure")]),
        ("pi.426 and covid-19", [("code", "pi.426"), ("word", "and"), ("code", "covid-19")]),
        ("q3: 79%", [("period", "q3"), ("mark", ":"), ("number", "79%")]),
        ("approx. 12", [("word", "approx"), ("number", "12")]),
        ("\u00e9t\u00e9", [("word", "t")]),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_sentence_ends_at_a_mark_a_line_or_a_word_with_a_stop() -> None:
    text = "it met. did it?\nno. 12 of 46 e.g. that"
    assert [(len(run.tokens), run.asks) for run in sentences_of(text, NOW)] == [
        (2, False),
        (2, True),
        (6, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("17 january 2021", "17/01/2021", "q3 2023/24", "quarter 2", "the end of q2", "qtr 1"),
        *("the same quarter last year", "same time last year", "corresponding period in 2023/24"),
        *("this time last year", "at the same point last year", "equivalent quarter last year"),
        *("a year ago", "twelve months earlier", "12 months ago", "one year earlier"),
        *("between july and september", "from october to december", "october to december 2024"),
        *("the end of september", "september's", "sept 2024", "first quarter", "final quarter"),
        *("the previous quarter", "prior period", "preceding quarter", "three months ago"),
        *("quarter-on-quarter", "on the quarter", "over the quarter", "this quarter", "the period"),
        *("current quarter", "latest quarter", "in the last three months", "quarter end"),
        *("half-year", "mid-year point", "year-on-year", "on the year", "in the past year"),
        *("in 12 months", "during the last year", "last year's", "year before", "two years ago"),
        *("last month", "month before", "2023/24", "in 2019", "since 2019", "by 2026", "to 2022"),
        *("of 2019", "of the last three months", "of last three months", "of 3 months"),
        *("in the same quarter last year", "in three months", "in twelve months"),
        *("in a year", "a year earlier"),
        *("next year", "the spring", "winter", "christmas", "easter", "new year", "year-end"),
    ],
)
def test_a_period_is_found_by_its_first_word(text: str) -> None:
    assert re.fullmatch(PERIOD, text) is not None
    assert kinds(text)[0] == ("period", text)
