"""A claim is found again in its sentence, with the sentence before it."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim, ClaimKind, Span
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.second_look.passage import Passage, passage_of
from tests.domain.commentary.given import NOW, facts

_TEXT = "71.8% were in time. It was 76.4% in Q2."


def _passage(words: str) -> Passage | None:
    start = _TEXT.index(words)
    claim = Claim(ClaimKind.FIGURE, Span(start, start + len(words)), words)
    return passage_of(claim, [Context(sentence, facts()) for sentence in sentences(_TEXT, NOW)])


def test_a_claim_has_the_items_of_its_words() -> None:
    passage = _passage("76.4% in Q2")

    assert passage is not None
    assert (passage.first, passage.last) == (2, 4)
    assert passage.words(1, 4) == "was 76.4% in"


def test_the_sentence_before_a_claim_is_known() -> None:
    second, first = _passage("76.4%"), _passage("71.8%")

    assert second is not None
    assert second.before is not None
    assert second.before.actuals == (0,)
    assert first is not None
    assert first.before is None


def test_a_claim_over_two_sentences_is_in_neither() -> None:
    assert _passage("in time. It was 76.4%") is None
