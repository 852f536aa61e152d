"""Figures that English authorities published are stopped nowhere; slips put into them are.

The data are those of `test_lait`; docs/decisions/0013-figures-in-doubt.md has the counts.
"""

from __future__ import annotations

import pytest
from benchmarks.false_alarms import FAULTS, LAIT, caught, published

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LAIT.is_dir(), reason="no ../shared/data/lait next to the checkout"),
]


def test_no_figure_that_an_authority_published_is_stopped() -> None:
    count, doubts = published()

    assert count > 18_000
    assert [str(doubt.finding) for _, doubt in doubts if doubt.is_stop] == []
    # A look costs a person a minute: at most 1 in 500 measures.
    assert len(doubts) * 500 <= count


@pytest.mark.parametrize(
    ("fault", "percent"),
    [
        pytest.param("a percentage typed as a fraction", 80, id="a fraction"),
        pytest.param("the whole history typed as fractions", 90, id="a history of fractions"),
        pytest.param("last year's figure typed as a fraction", 80, id="a fraction last year"),
        pytest.param("last year's, whose decimal point is lost", 70, id="ten times last year"),
        pytest.param("9999 last year", 70, id="9999 last year"),
        pytest.param("9999 as the target", 90, id="9999 as the target"),
    ],
)
def test_most_slips_are_stopped_in_whatever_part_they_are_made(fault: str, percent: int) -> None:
    outcomes = caught(FAULTS[fault], (2024,))

    assert outcomes["stop"] * 100 >= percent * outcomes.total()


def test_most_zeros_in_the_place_of_a_figure_are_looked_at() -> None:
    outcomes = caught(FAULTS["0"], (2024,))

    assert outcomes["look"] * 100 >= 75 * outcomes.total()
    assert outcomes["stop"] == 0
