"""Figures of a sentence held against each other."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Calls fell from 38 in 2020 to 48 in 2021.", "commentary-direction"),
        ("71.8%, above 123%.", "commentary-direction"),
        ("Calls are up 33 on the year, from 38 to 48.", "commentary-change"),
        ("Calls more than doubled, from 38 to 48.", "commentary-change"),
        ("One in four applications (18.3%) was late.", "commentary-parts"),
    ],
)
def test_words_that_two_figures_of_the_sentence_contradict_are_found(text: str, code: str) -> None:
    assert code in contradictions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Calls rose from 38 in 2020 to 48 in 2021.",
        "Calls are down by a sixth, from 150 to 125.",
        "Calls are up 26%, from 38 to 48.",
        "Our rank rose from 12 to 8.",
        "Calls should fall from 38 to 48.",
        "One in five applications (18.3%) was late.",
    ],
)
def test_words_that_agree_or_plan_or_rank_are_silent(text: str) -> None:
    assert contradictions(text) == []
