"""A sentence with the facts of its measure."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.title import title_stems
from tests.domain.commentary.given import NOW, waiting_list


def context(text: str) -> Context:
    """Return the first sentence of a text with the facts of a waiting list."""
    of = waiting_list()
    return Context(sentences(text, NOW, title_stems(of.title))[0], of, first=True)


def test_a_sentence_that_repeats_the_actual_is_anchored() -> None:
    assert context("134 are waiting.").anchored
    assert not context("134% more are waiting.").anchored


@pytest.mark.parametrize(
    ("text", "about"),
    [("The number fell", True), ("Calls on staff fell", False), ("Boys fell", False)],
)
def test_a_subject_of_other_words_is_another(text: str, about: bool) -> None:
    sentence = context(text)
    assert sentence.is_about_measure(len(sentence.parts) - 1) is about
