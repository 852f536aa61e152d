"""Arithmetic of one sentence, of seven measures: true texts are let alone, false ones are told."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

COMPLAINTS = facts(
    "Open complaints about housing repairs",
    *("64", "81", "58", "60", Unit.COUNT, Polarity.LOWER),
    decimals=0,
)
REQUESTS = facts(
    "Freedom of information requests answered within 20 working days",
    *("86.4", "84.2", "91.3", "90"),
    parts=("338", "391"),
)
RATE = facts(
    "Children looked after per 10,000",
    *("70.2", "68.9", "73.4", "", Unit.RATE_PER_10000, Polarity.NEUTRAL),
    parts=("487", "69373"),
)
HOMES = facts(
    "New homes completed",
    *("412", "268", "377", "420", Unit.COUNT),
    basis=Basis.CUMULATIVE,
    decimals=0,
)
DAYS = facts(
    "Average days to re-let a council home",
    *("27.4", "31.9", "24.6", "26", Unit.DAYS, Polarity.LOWER),
)
SPEND = facts(
    "Gross spend on agency staff",
    *("947200", "868500", "1184000", "900000", Unit.CURRENCY, Polarity.LOWER),
    decimals=0,
)
VISITS = facts(
    "Visits to leisure centres", *("198750", "224310", "187400", "210000", Unit.COUNT), decimals=0
)
TRUE = [
    (
        COMPLAINTS,
        "81 cases were open when the quarter began. 203 were logged and 220 closed: 64 are left.",
    ),
    (
        COMPLAINTS,
        "We closed 220 cases against 203 new ones, which took the total open from 81 down to 64.",
    ),
    (COMPLAINTS, "Seventeen fewer are open than at the end of September."),
    (COMPLAINTS, "Open cases have dropped by just over a fifth since Q2."),
    (COMPLAINTS, "The backlog shrank from 81 to 64, a cut of 21%."),
    (COMPLAINTS, "There are six more open than this time last year."),
    (COMPLAINTS, "At 64 we're four over the ceiling of 60."),
    (COMPLAINTS, "64 complaints are open: 30 about damp, 22 about heating and 12 about doors."),
    (COMPLAINTS, "Damp accounts for 16 of the 64, a quarter."),
    (COMPLAINTS, "Half of the 64 (32) have been open for over a month."),
    (REQUESTS, "338 of 391 requests met the deadline and 53 did not."),
    (REQUESTS, "Of 391 requests, 338 were on time: 86.4%."),
    (REQUESTS, "Fifty-three of the 391 requests missed the deadline."),
    (REQUESTS, "We answered 338 requests in time out of 391 received, leaving 53 late."),
    (
        REQUESTS,
        "Performance improved by 2.2 percentage points on Q2 but is 4.9 down on a year ago.",
    ),
    (REQUESTS, "86.4% is 3.6 points short of the standard."),
    (REQUESTS, "We fell 3.6 points short of our 90% target."),
    (REQUESTS, "The gap to the target narrowed to 3.6 points."),
    (REQUESTS, "Roughly one request in seven was late."),
    (REQUESTS, "Just under nine in ten were answered in time."),
    (RATE, "487 children were looked after, 70.2 per 10,000, up from 478 (68.9)."),
    (RATE, "The rate of 70.2 equates to 487 children."),
    (RATE, "The rate is up 1.3 on the last quarter, though 3.2 lower than a year ago."),
    (HOMES, "412 homes so far, of which 144 were finished between October and December."),
    (HOMES, "144 completions this quarter bring the year's total to 412."),
    (HOMES, "268 homes in the first half and 144 since make 412."),
    (HOMES, "With 412 done we are eight short of where we planned to be."),
    (HOMES, "That is 35 more than by this point last year."),
    (DAYS, "Re-let times came down by 4.5 days to 27.4."),
    (DAYS, "27.4 days: four and a half fewer than in Q2."),
    (DAYS, "It takes 2.8 days longer than it did last year."),
    (DAYS, "We are 1.4 days outside the target."),
    (SPEND, "Spend rose by £78,700 over the quarter."),
    (SPEND, "Agency spend is £236,800 lower than a year ago, a fall of 20%."),
    (SPEND, "We are £47,200 over budget."),
    (VISITS, "198,750 visits, 25,560 down on the summer quarter."),
    (VISITS, "Visits were up 6% on the same quarter last year."),
    (VISITS, "Visits were 11,250 below target."),
]
FALSE = [
    (
        COMPLAINTS,
        "81 cases were open when the quarter began. 203 were logged and 202 closed: 64 are left.",
    ),
    (
        COMPLAINTS,
        "We closed 220 cases against 230 new ones, which took the total open from 81 down to 64.",
    ),
    (COMPLAINTS, "Seven fewer are open than at the end of September."),
    (COMPLAINTS, "The backlog shrank from 81 to 64, a cut of 31%."),
    (COMPLAINTS, "There are sixteen more open than this time last year."),
    (COMPLAINTS, "At 64 we're fourteen over the ceiling of 60."),
    (COMPLAINTS, "64 complaints are open: 30 about damp, 22 about heating and 22 about doors."),
    (COMPLAINTS, "Damp accounts for 16 of the 64, a third."),
    (COMPLAINTS, "Half of the 64 (23) have been open for over a month."),
    (REQUESTS, "338 of 391 requests met the deadline and 35 did not."),
    (REQUESTS, "Of 391 requests, 338 were on time: 84.6%."),
    (REQUESTS, "Thirty-five of the 391 requests missed the deadline."),
    (REQUESTS, "We answered 338 requests in time out of 391 received, leaving 63 late."),
    (
        REQUESTS,
        "Performance improved by 2.2 percentage points on Q2 but is 9.4 down on a year ago.",
    ),
    (REQUESTS, "86.4% is 6.3 points short of the standard."),
    (REQUESTS, "We fell 5.6 points short of our 90% target."),
    (REQUESTS, "The gap to the target narrowed to 2.6 points."),
    (RATE, "487 children were looked after, 70.2 per 10,000, up from 448 (68.9)."),
    (RATE, "The rate of 70.2 equates to 847 children."),
    (RATE, "The rate is up 3.1 on the last quarter, though 3.2 lower than a year ago."),
    (HOMES, "412 homes so far, of which 114 were finished between October and December."),
    (HOMES, "154 completions this quarter bring the year's total to 412."),
    (HOMES, "268 homes in the first half and 134 since make 412."),
    (HOMES, "412, which is 53 more than by this point last year."),
    (DAYS, "Re-let times came down by 5.4 days to 27.4."),
    (DAYS, "27.4 days: two and a half fewer than in Q2."),
    (DAYS, "It takes 8.2 days longer than it did last year."),
    (DAYS, "We are 4.1 days outside the target."),
    (SPEND, "Spend rose by £87,700 over the quarter."),
    (SPEND, "Agency spend is £236,800 lower than a year ago, a fall of 30%."),
    (SPEND, "At £947,200 we are £74,200 over budget."),
    (VISITS, "198,750 visits, 52,560 down on the summer quarter."),
    (VISITS, "Visits were up 16% on the same quarter last year."),
    (VISITS, "Visits were 12,150 below target."),
]


@pytest.mark.parametrize(("of", "text"), TRUE, ids=[text for _, text in TRUE])
def test_arithmetic_that_is_right_is_let_alone(of: MeasureFacts, text: str) -> None:
    assert contradictions(text, of) == []


@pytest.mark.parametrize(("of", "text"), FALSE, ids=[text for _, text in FALSE])
def test_arithmetic_that_is_wrong_is_told(of: MeasureFacts, text: str) -> None:
    assert contradictions(text, of) != []
