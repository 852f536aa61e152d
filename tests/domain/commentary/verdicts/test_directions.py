"""Verdicts on movements: by number, by which way is good, and by what starts again each year."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.measures.measure import Basis, Polarity
from tests.domain.commentary.given import contradictions, facts, waiting_list


def test_a_movement_is_told_with_the_earlier_figure_and_as_it_is() -> None:
    (told,) = [v for v in verdicts("Performance rose on Q2.", facts()) if v.contradicts]
    assert told.because == "the figure of Q2 2024/25 is 76.4%, and the actual 71.8%"
    assert told.could_read == "fell from 76.4%"


@pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.LOWER])
def test_better_goes_by_which_way_is_good(polarity: Polarity) -> None:
    told = contradictions("Performance is better than in Q2.", facts(polarity=polarity))
    assert bool(told) == (polarity is Polarity.HIGHER)


def test_what_is_neither_good_nor_bad_cannot_get_better() -> None:
    assert (
        contradictions("Performance is better than in Q2.", facts(polarity=Polarity.NEUTRAL)) == []
    )


def test_a_running_total_says_nothing_over_the_quarter() -> None:
    of = facts(basis=Basis.CUMULATIVE)
    assert contradictions("Performance rose during the quarter.", of) == []
    assert contradictions("Performance rose on a year ago.", of) == ["commentary-direction"]


def test_a_movement_without_a_date_is_right_against_either_figure() -> None:
    of = facts(previous="70.1")
    assert contradictions("Performance has risen.", of) == []
    assert contradictions("Performance has fallen.", of) == []
    assert contradictions("The number has risen.", waiting_list()) == ["commentary-direction"]
