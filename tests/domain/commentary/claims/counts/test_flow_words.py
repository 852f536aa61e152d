"""Words by which a count came in or went out."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts.flow_words import is_at_end, is_at_start, way_of
from kpibook.domain.commentary.reading.scan import sentences
from tests.domain.commentary.given import NOW, waiting_list


def a_context(text: str) -> Context:
    return Context(sentences(text, NOW)[0], waiting_list())


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("298 were received and 331 completed", [1, -1]),
        ("we received another 298 and completed 331", [1, -1]),
        ("96 plans began and 104 came to an end", [1, -1]),
        ("14 joined and ten moved on", [1, -1]),
        ("42 in, 46 out", [1, -1]),
        ("admissions were 42 in the quarter and discharges 46", [1, -1]),
        ("12 officers met 30 residents", [0, 0]),
        ("of those received 331 were completed", [-1]),
        ("42 in December", [0]),
    ],
)
def test_the_way_of_a_count_is_that_of_its_own_words(text: str, ways: list[int]) -> None:
    context = a_context(text)
    assert [way_of(context, place) for place, _ in context.sentence.figures()] == ways


def test_the_ends_of_a_flow_are_named() -> None:
    assert is_at_start(a_context("we began the quarter with 57"), 4)
    assert is_at_end(a_context("which brings us to 63"), 4)
    assert not is_at_end(a_context("there were 63 on the list"), 2)
