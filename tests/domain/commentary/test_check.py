"""Commentary read as claims, each with its verdict."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.verdict import Outcome
from tests.domain.commentary.given import contradictions, facts, waiting_list


def test_the_verdicts_are_in_the_order_of_the_text() -> None:
    found = verdicts("It was 71.8%. It fell from 76.4% to 71.8%.", facts())
    places = [verdict.claim.place.start for verdict in found]
    assert len(places) > 1
    assert places == sorted(places)


def test_a_text_that_says_nothing_of_figures_has_no_verdict() -> None:
    assert verdicts("The team meets on Tuesdays and the work goes on.", facts()) == []
    assert verdicts("", facts()) == []


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    filler = "The team meets. " * 2_000
    assert verdicts(filler + "It was 71.8%.", facts()) == []


def test_a_wrong_figure_contradicts() -> None:
    found = verdicts("71.8% were decided in time, above the target of 80%.", facts())
    assert Outcome.CONTRADICTS in {verdict.outcome for verdict in found}


@pytest.mark.parametrize(("left", "codes"), [("331", []), ("313", ["commentary-flow"])])
def test_counts_of_a_flow_are_added_up_over_two_sentences(left: str, codes: list[str]) -> None:
    text = (
        "We had 167 waiting on 1 October, received another 298 and completed {}. "
        "So 134 were waiting."
    )
    assert contradictions(text.format(left), waiting_list()) == codes
