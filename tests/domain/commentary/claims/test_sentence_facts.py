"""Which figures of a sentence repeat a fact of its measure."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.sentence_facts import SentenceFacts
from kpibook.domain.commentary.reading.scan import sentences
from tests.domain.commentary.given import NOW, facts

OF = facts(parts=("79", "110"))


def a_sentence(text: str) -> SentenceFacts:
    return SentenceFacts(sentences(text, NOW)[0], OF, first=True)


@pytest.mark.parametrize(
    ("text", "actuals"),
    [("it was 71.8%", (2,)), ("72% of them", (0,)), ("it was 71.8", ()), ("seven in ten", (0,))],
)
def test_figures_that_repeat_the_actual_are_known(text: str, actuals: tuple[int, ...]) -> None:
    assert a_sentence(text).actuals == actuals


def test_the_numerator_is_known_by_its_number() -> None:
    assert a_sentence("79 were decided").counts == (0,)
    assert a_sentence("about 79 were decided").counts == ()


def test_a_period_names_a_figure_of_the_measure() -> None:
    sentence = a_sentence("76.4% in q2")
    assert sentence.is_fact(0, OF.previous)
    of = sentence.of(2)
    assert of is not None
    assert sentence.fact(of, sentence.when(2)) == OF.previous
    with pytest.raises(LookupError):
        sentence.when(0)
