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
MINORS = facts(comparator="82.5", parts=("79", "110"))
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

# Counts and sizes of something else, next to those of the measure.
TRAPS = [
    (COMPLAINTS, "Of the 81 open in September 20 are still open; 44 are new, so 64 in all."),
    (COMPLAINTS, "64 open on 31 December (81 on 30 September): 203 in, 220 out."),
    (COMPLAINTS, "There were 17 fewer open than in September and 6 more than last December."),
    (COMPLAINTS, "A third fewer were escalated than in Q2."),
    (COMPLAINTS, "Twelve fewer staff were in post than in Q2, and 64 were open."),
    (COMPLAINTS, "64 are open. It takes 12 days longer to close one than in Q2."),
    (COMPLAINTS, "Cases more than a year old halved to 9."),
    (COMPLAINTS, "The number over six months old has halved, to 9, since Q2."),
    (COMPLAINTS, "We are four over the limit of 60, and were 21 over it in Q2."),
    (COMPLAINTS, "Only one in eight of the 64 is older than a month."),
    (COMPLAINTS, "64 complaints, a tenth of them (6) about damp."),
    (REQUESTS, "338 of 391 is 86.4%, and 12 of the 53 late ones went to the ICO."),
    (REQUESTS, "86.4%: 338 out of 391, with 53 over the limit, 40 of them by under a week."),
    (REQUESTS, "The gap to the national figure is 5 points."),
    (REQUESTS, "A rise of 2.2 points, or 9 more in time per 400."),
    (REQUESTS, "Late requests fell from 62 to 53, a drop of a seventh."),
    (REQUESTS, "Volumes rose by 12% to 391 while the rate improved by 2.2 points to 86.4%."),
    (REQUESTS, "86.4% is up from 84.2% but the remaining 13.6% is what counts."),
    (REQUESTS, "Planning was 14 points lower than in Q2, at 70%, and Housing 3 points higher."),
    (REQUESTS, "Of 391 requests, 53 were late and 12 of these are with the ICO."),
    (RATE, "70.2 per 10,000, or 487 children; the 31 who joined us are mostly teenagers."),
    (RATE, "The rate was 1.3 lower in Q2 and 3.2 higher a year ago."),
    (RATE, "It equates to 487 children, 9 more than in Q2."),
    (HOMES, "144 in the quarter takes us to 412, 98% of the profile of 420."),
    (HOMES, "In this quarter 120 social homes and 24 for sale were completed, 412 to date."),
    (DAYS, "27.4 days. It was 4.5 longer in Q2."),
    (DAYS, "Standard homes took 19 days and major works 61, 27.4 on average."),
    (SPEND, "£947,200, which is 9% up on Q2 and 20% down on last year."),
    (SPEND, "£947,200. The largest bill was £78,000, up £20,000 on Q2."),
    (VISITS, "198,750, or 6% more than last year and 11% fewer than in the summer."),
    (MINORS, "79 of 110 (72%); 31 missed, 20 of them by under a week."),
    (MINORS, "Of 110 decisions 31 were out of time and 79 in time."),
    (MINORS, "71.8%. Two thirds of the 31 late ones (21) waited for highways."),
    (MINORS, "We decided 110, a third more than in Q2, and 71.8% were in time."),
    (MINORS, "71.8%, or about seven in ten; England manages more than eight in ten."),
    (MINORS, "Down to 71.8% from 76.4%, a fall of 4.6 points or 6%."),
    (MINORS, "71.8%: 3 points short of target, 11 short of England."),
    (MINORS, "It was down by nearly 5 points on Q2 and nearly 8 on last year."),
    (
        COMPLAINTS,
        (
            "64 are open. In the same three months we took 2,300 repairs calls and closed 40 "
            "of the oldest cases."
        ),
    ),
    (COMPLAINTS, "The list fell from 81 to 64. We hired 3 surveyors and lost 1."),
    (
        COMPLAINTS,
        (
            "81 complaints were open in September; 12 were raised by councillors and 20 "
            "ended at stage 2. There are 64 now."
        ),
    ),
    (COMPLAINTS, "64 are open, of which 12 were opened in December and 9 have been closed since."),
    (COMPLAINTS, "Complaints are down 17 to 64. Of these 40 are about damp."),
    (COMPLAINTS, "64 open: 30 in the north, 20 in the south."),
    (
        COMPLAINTS,
        (
            "64 remain open: 30 about damp, 22 about heating and 12 about doors, with 9 "
            "about staff as well."
        ),
    ),
    (
        COMPLAINTS,
        (
            "We received 203 and closed 220 in the quarter. Of the 220 closed, 180 were "
            "upheld in part."
        ),
    ),
    (COMPLAINTS, "64 complaints are open, 12 more than the number that we think is right."),
    (COMPLAINTS, "Open complaints doubled in 2021 and have come down since, to 64."),
    (COMPLAINTS, "The oldest has been open for twice as long as in Q2."),
    (COMPLAINTS, "It fell by 17 on Q2, having risen by 5 the quarter before that."),
    (COMPLAINTS, "It rose by 11 between Q1 and Q2 and fell by 17 since."),
    (COMPLAINTS, "It was 17 higher in Q2 and 6 lower a year ago."),
    (REQUESTS, "338 of 391 were on time. 35 were a day late and 18 longer."),
    (REQUESTS, "Of 391 requests 20 were late because of the strike."),
    (REQUESTS, "391 requests were received; 41 were withdrawn."),
    (REQUESTS, "Of the 53 late ones, 31 were not urgent."),
    (
        REQUESTS,
        "338 were answered in time. The remaining 12 vacancies in the team are being filled.",
    ),
    (REQUESTS, "86.4% were on time and the remaining 10% of the backlog will be cleared."),
    (REQUESTS, "86.4% in time; Adults was at 92% and the other 75%."),
    (REQUESTS, "One in five requests is about parking, and 86.4% were in time."),
    (REQUESTS, "338 of 391 were on time, 2% of them by an hour."),
    (REQUESTS, "338 of 391 were on time, roughly half of them in a week."),
    (REQUESTS, "Performance rose 2.2 points to 86.4%, 0.4 points more than we forecast."),
    (REQUESTS, "It was up 2.2 points on Q2 but down 4.9 on last year."),
    (REQUESTS, "It was 4.9 points higher a year ago."),
    (REQUESTS, "The gap to target closed by 2.2 points."),
    (REQUESTS, "The gap to target was 5.8 points in Q2 and is 3.6 now."),
    (REQUESTS, "We missed the target by 3.6 points, having missed it by 5.8 in Q2."),
    (REQUESTS, "That is 14 more requests on time than in Q2."),
    (REQUESTS, "Requests rose by 31% on Q2."),
    (REQUESTS, "53 of the 391 were late, half of them (26) by a day."),
    (
        RATE,
        "487 children were looked after, 70.2 per 10,000. 31 came in and 22 left in the quarter.",
    ),
    (RATE, "The rate is 70.2 (487 children, of whom 62 are asylum seekers)."),
    (RATE, "487 children at 70.2, against 9,120 in England at 71."),
    (RATE, "The rate rose 1.3 to 70.2. Our neighbours' rose by 4.2 to 64.1."),
    (HOMES, "412 homes so far: 130 in Q1, 138 in Q2 and 144 in Q3."),
    (HOMES, "144 were finished in this quarter, 31 of these in December."),
    (HOMES, "With 412 done, 90 more were started in this quarter."),
    (
        HOMES,
        (
            "412 homes, 8 short of profile; 60 were lost to demolition and 12 added by "
            "conversion in the year."
        ),
    ),
    (DAYS, "27.4 days. Voids fell from 61 to 48 and 12 homes took over 60 days."),
    (DAYS, "It is 1.4 days over target, and 2.8 days slower than a year ago."),
    (
        DAYS,
        "27.4 days, 4.5 fewer than in Q2. Major works homes took 61 days, 20 longer than before.",
    ),
    (SPEND, "Spend is £947,200. Adults spent £412,000, £31,000 more than in Q2."),
    (SPEND, "Spend rose by £78,700 on Q2, £12,000 of it on one post."),
    (VISITS, "198,750 visits, down 11% on the quarter before, and swimming was up 31%."),
    (VISITS, "Visits fell by a tenth on the summer, to 198,750; gym visits fell by a third."),
    (VISITS, "198,750 visits: half of them (99,400) were swims."),
    (MINORS, "79 of 110 in time. Another 20 were a week late, the rest longer."),
    (MINORS, "71.8%, down 4.6 points (6%) on Q2."),
    (MINORS, "71.8%, a drop of 4.6 points from 76.4%, and of 7.7 (10%) from 79.5%."),
    (MINORS, "In Q2 it was 4.6 points higher, at 76.4%."),
    (MINORS, "England was up 2 points on Q2 to 82.5%, which is 10.7 above us."),
    (MINORS, "71.8%. Officers closed 31 and opened 40 enforcement cases, a net rise of nine."),
    (MINORS, "We were 9 points up on target in Q1 and are 3.2 below it."),
    (MINORS, "110 came in, 79 were decided and 14 withdrawn, leaving 17 to do."),
]


@pytest.mark.parametrize(("of", "text"), TRAPS, ids=[text for _, text in TRAPS])
def test_counts_of_something_else_are_let_alone(of: MeasureFacts, text: str) -> None:
    assert contradictions(text, of) == []


@pytest.mark.parametrize(("of", "text"), TRUE, ids=[text for _, text in TRUE])
def test_arithmetic_that_is_right_is_let_alone(of: MeasureFacts, text: str) -> None:
    assert contradictions(text, of) == []


@pytest.mark.parametrize(("of", "text"), FALSE, ids=[text for _, text in FALSE])
def test_arithmetic_that_is_wrong_is_told(of: MeasureFacts, text: str) -> None:
    assert contradictions(text, of) != []
