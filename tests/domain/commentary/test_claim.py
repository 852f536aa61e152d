"""Claims: their codes, and the words that a finding quotes."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claim import MOST_WORDS, ClaimKind, Span


@pytest.mark.parametrize("kind", ClaimKind)
def test_each_kind_has_a_code_that_says_commentary(kind: ClaimKind) -> None:
    assert kind.code.startswith("commentary-")


def test_no_more_than_eight_words_of_a_text_are_quoted() -> None:
    text = "one two three four five six seven eight nine ten"
    assert len(Span(0, len(text)).of(text).split()) == MOST_WORDS
    assert Span(4, 13).of(text) == "two three"
