"""Statements on the quarters before, and on a movement between two of them, are not of now."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.rules.outcomes import Status
from tests.domain.commentary.given import contradictions, facts, with_past

#: 71.8%, was 76.4%, 78.3% in Q1, 80.2% before, and 79.5% a year ago; the target is 75%.
MINORS = with_past(facts(), "76.4", "78.3", "80.2", "79.5")
#: £1,232 that should be low, was £1,260, £1,198 in Q1 and £1,245 before; at most £1,250.
COST = with_past(
    facts(
        "Average weekly cost of a residential placement",
        *("1232", "1260", "1210", "1250"),
        Unit.CURRENCY,
        Polarity.LOWER,
        status=Status.MET,
        decimals=0,
    ),
    *("1260", "1198", "1245", "1210"),
)
#: 8.6, was 8.2, and 8.4 in Q1; the target is 8.5.
CALLS = with_past(
    facts(
        "Satisfaction with calls answered",
        *("8.6", "8.2", "8.0", "8.5"),
        Unit.SCORE,
        status=Status.MET,
    ),
    *("8.2", "8.4", "8.3", "8.0"),
)
#: 134 that should be low, was 139, 148 in Q1 and 150 before; at most 120.
HOMELESS = with_past(
    facts(
        "Households in temporary accommodation",
        *("134", "139", "141", "120"),
        Unit.COUNT,
        Polarity.LOWER,
        decimals=0,
    ),
    *("139", "148", "150", "141"),
)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "Having met the target for four quarters in a row, we missed it this quarter."),
        (CALLS, "Having missed the target for four quarters we met it, at 8.6."),
        (CALLS, "The target was missed in each of the four quarters before this; we scored 8.6."),
        (MINORS, "71.8% is 4.6 points below quarter two and 8.4 below the peak of 80.2% in Q4."),
        (
            MINORS,
            "71.8% is 4.6 points below Q2 and 8.4 points below the peak of 80.2% in Q4 2023/24.",
        ),
        (MINORS, "We last missed the target before Q3 2023/24, so 71.8% is our first miss."),
        (CALLS, "The score fell between Q1 and Q2 but recovered to 8.6."),
        (CALLS, "The score slipped from Q1 to Q2, and then rose to 8.6."),
        (COST, "Costs rose between Q1 and Q2 and eased to £1,232 this quarter."),
        (COST, "Costs rose by £62 in Q2 and fell by £28 in Q3, to £1,232."),
        (CALLS, "The score rose to 8.6 after falling by 0.2 in Q2."),
        (CALLS, "A fall of 0.2 in Q2 was followed by a rise of 0.4, to 8.6."),
        (HOMELESS, "The number fell by 5, to 134, after falling by 9 in quarter two."),
        (COST, "£1,232, the first fall since Q1."),
        (COST, "A £28 fall, the first since Q1, takes us to £1,232."),
        (HOMELESS, "The lowest since the 141 of Q3 2023/24: 134 households."),
        (
            HOMELESS,
            "A fall of 5 on the previous quarter follows falls of 9 and 2, so 134 is no surprise.",
        ),
    ],
)
def test_what_is_said_of_the_quarters_before_is_not_held_against_this_one(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "Having met the target, performance stood at 71.8%."),
        (MINORS, "71.8%, 5.4 points below the peak of 80.2% in Q4 2023/24."),
        (MINORS, "71.8% is 5.6 points below quarter two."),
        (CALLS, "The target of 8.5 was missed, at 8.6."),
        (CALLS, "The score fell between Q2 and Q3, to 8.6."),
        (COST, "£1,232, a fall since Q1."),
        (HOMELESS, "134, 20 below the peak of 150 in Q4 2023/24."),
        (HOMELESS, "There were 134 households, nearly double the 139 in Q2."),
        (HOMELESS, "134, a fall of 9 since quarter two."),
        (CALLS, "The score fell by 0.4 on Q2, to 8.6."),
        (HOMELESS, "134, a fall of 9 on the previous quarter."),
    ],
)
def test_what_is_said_of_this_quarter_is_still_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
