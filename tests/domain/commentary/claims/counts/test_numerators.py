"""Numbers behind a rate, and the people that two rates are of."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import agreeing, contradictions, facts

_PLANS = (
    "Children with a protection plan per 10,000",
    *("43.1", "40.8", "45.5", "", Unit.RATE_PER_10000, Polarity.NEUTRAL),
)
ALONE = facts(*_PLANS)
WHOLE = facts(*_PLANS, parts=("304", "70540"))
PAIRS = [
    "The rate is 43.1 ({} children) against 40.8 (288).",
    "{} children are on plans, a rate of 43.1, compared with 288 at 40.8 in Q2.",
    "{} (43.1) and 288 (40.8) in Q2.",
    "{} at 43.1 and 288 at 40.8.",
]


@pytest.mark.parametrize("text", PAIRS)
def test_two_numbers_and_their_rates_are_of_about_one_population(text: str) -> None:
    assert contradictions(text.format("304"), ALONE) == []
    assert any(verdict.claim.says == "rate" for verdict in agreeing(text.format("304"), ALONE))
    assert contradictions(text.format("340"), ALONE) == ["commentary-parts"]


@pytest.mark.parametrize("text", ["288 children, a rate of 40.8, in Q2.", "288 (40.8) in Q2."])
def test_an_earlier_number_is_of_about_the_present_population(text: str) -> None:
    assert contradictions(text, WHOLE) == []
    assert contradictions(text.replace("288", "318"), WHOLE) == ["commentary-parts"]


@pytest.mark.parametrize(
    "text",
    [
        "340 referrals came in and the rate is 43.1.",
        "12 boys (43.1) and 14 girls (40.8).",
        "340 children are on plans in England, 43.1 of whom are boys.",
        "We expect 340 (43.1) and 288 (40.8).",
    ],
)
def test_a_number_that_is_not_behind_the_rate_is_let_alone(text: str) -> None:
    assert "commentary-parts" not in contradictions(text, ALONE)


@pytest.mark.parametrize(
    "text",
    ["The rate of 43.1 equates to {} children.", "{} children, which equates to 43.1 per 10,000."],
)
def test_the_number_behind_the_rate_is_the_numerator(text: str) -> None:
    assert contradictions(text.format("304"), WHOLE) == []
    assert "commentary-parts" in contradictions(text.format("340"), WHOLE)
