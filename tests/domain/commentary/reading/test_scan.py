"""Texts as sentences of words, figures and periods; hostile texts are bounded."""

from __future__ import annotations

import time

import pytest

from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS, sentences
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


@pytest.mark.parametrize("text", ["17 January 2021", "Q3 2023/24", "the third quarter", "PI.426"])
def test_a_date_a_period_or_a_reference_is_no_figure(text: str) -> None:
    assert not list(sentences(text, NOW)[0].figures())


@pytest.mark.parametrize(
    "unit", ["1 in ", "a", "12,345.6 per ", "the same ", "((((", "\u0663\u0664 ", "9"]
)
def test_a_hostile_text_takes_bounded_time(unit: str) -> None:
    text = unit * (10_000_000 // len(unit))
    before = time.process_time()
    read = sentences(text, NOW, title_stems("Homes"))
    assert time.process_time() - before < 5
    assert all(sentence.items[-1].end <= MOST_CHARACTERS for sentence in read if sentence.items)
