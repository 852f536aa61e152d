"""True texts near the words of records, streaks, limits and scores raise no alarm."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.claims.test_streaks import FALLING
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.test_known_quarters import HOMELESS, MINORS
from tests.domain.commentary.verdicts.test_could_read import CALLS, VISITS


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "At 71.8%, for once a record number of applications led to no fall in quality."),
        (MINORS, "71.8%. The service broke its own record for appeals won."),
        (MINORS, "71.8%. Officers now record the highest priority cases first."),
        (MINORS, "71.8%, the best we could do with two vacancies."),
        (MINORS, "71.8%. October was the worst month ever, at 61%."),
        (MINORS, "71.8%, well below our best ever quarter (79.5% in Q3 2023/24)."),
        (MINORS, "71.8% were decided in time in what was the busiest quarter ever."),
        (MINORS, "71.8%. The backlog is at an all-time high of 412 cases."),
        (MINORS, "71.8%. Since records began in April 2010 we have decided 40,000 applications."),
        (MINORS, "Performance has never been the issue; staffing has. 71.8%."),
        (MINORS, "71.8%. There have never been more applications."),
        (MINORS, "71.8%. It was our best ever quarter for fees."),
        (MINORS, "We have never missed the national target. 71.8%."),
        (MINORS, "71.8%. Never before have so many householders applied."),
        (MINORS, "71.8%, a record we are not proud of."),
        (MINORS, "71.8%. This ends a record run of seven quarters above target."),
        (MINORS, "71.8%, our best ever result being 79.5%."),
        (MINORS, "71.8%, so the best ever 79.5% of last year was not repeated."),
        (MINORS, "71.8%; the highest ever was 79.5% in Q3 2023/24."),
        (MINORS, "Validation took 3 days, the best ever, but only 71.8% were decided in time."),
        (MINORS, "71.8%. This is the second quarter running with no appeals."),
        (MINORS, "71.8%. For the third quarter running the team was short of two officers."),
        (MINORS, "71.8%, despite the third consecutive fall in applications."),
        (MINORS, "71.8%. We are in the third consecutive quarter of the improvement plan."),
        (MINORS, "71.8%. The number of late cases fell for the second quarter in a row."),
        (MINORS, "71.8%. Each of the last three quarters had a bank holiday."),
        (MINORS, "71.8%, after two consecutive quarters of improvement."),
        (MINORS, "71.8%. The run of consecutive improvements has ended."),
        (MINORS, "71.8%. Two falls in a row would trigger a review."),
        (MINORS, "71.8%. It had improved for two quarters running before this."),
        (FALLING, "71.8%, below target in each of the last three quarters."),
        (FALLING, "71.8%, our third consecutive quarter below target."),
        (FALLING, "For the third quarter in a row we missed the target."),
        (MINORS, "71.8%. Building control met its target for the eighth quarter in a row."),
        (MINORS, "71.8% (target 75%); majors met theirs for the fourth quarter running."),
        (MINORS, "71.8%. The team leader has been off for the second quarter running."),
        (MINORS, "71.8%. Applications rose for the third consecutive quarter."),
        (MINORS, "71.8%, and applications have now risen in each of the last four quarters."),
        (MINORS, "71.8%. Missed deadlines were down by 2."),
        (MINORS, "71.8%. Two applications narrowly missed by a day."),
        (MINORS, "71.8%. Cases were decided on average within 3 days of target."),
        (MINORS, "71.8%. In Q2 we were 1.4 points above target and within 5 points of England."),
        (MINORS, "71.8%. October alone was within 1 point of target."),
        (MINORS, "71.8%. Householder cases were just 0.5 points off target."),
        (MINORS, "71.8%, 3.2 points off target; without the strike it would be 0.5 points off."),
        (MINORS, "71.8%. We expect to be within 1 point of target in Q4."),
        (
            MINORS,
            "71.8%. Had four more been decided the target would have been missed by 0.1 points.",
        ),
        (MINORS, "71.8%. We are 3.2 points from target and 10.7 from England."),
        (
            HOMELESS,
            "934. 84 over the limit of 850; 14 families moved inside the target of six weeks.",
        ),
        (HOMELESS, "934, and the borough is within 20 of its neighbour."),
        (HOMELESS, "934. New placements were 12 off target."),
        (HOMELESS, "934, 63 above the position in Q2 and 28 above the position in June."),
        (HOMELESS, "934, 34 above last year's position in December."),
        (HOMELESS, "934. Placements outside the borough stood at 7 above the position in June."),
        (HOMELESS, "934. There were 7 more nights than the position in June."),
        (HOMELESS, "Only 412 households were in hostels at the end of the quarter, of 934."),
        (MINORS, "Only 65.2% of applications were valid in the quarter; 71.8% were in time."),
        (MINORS, "Only 44.1% of minor applications decided in time this quarter were householder."),
        (
            MINORS,
            "Only 60.3% of minor applications decided by committee were in time this quarter.",
        ),
        (MINORS, "Only 66.7% of minor applications were decided in time in December."),
        (CALLS, "8.1. Calls fell on Q2."),
        (CALLS, "8.1, and we scored 9.2 for politeness."),
        (CALLS, "We scored 8.1."),
        (CALLS, "8.1. We scored 7.6 in the mystery shop."),
        (CALLS, "8.1. Web chat scored 8.4."),
        (CALLS, "8.1. 8.1% of callers rang twice."),
        (VISITS, "196, a record for the summer season."),
        (VISITS, "196, the highest winter figure on record."),
        (VISITS, "196, well down on the record 240 of 2019."),
        (VISITS, "196. Swimming had its best ever quarter, with 88."),
        (VISITS, "196, up 46 on last year: the second rise in a row on that measure."),
        (VISITS, "196. Staff numbers are at a record low."),
        (VISITS, "196, though membership is at a record high."),
        (VISITS, "Visits fell to 196 and membership hit a record high."),
        (VISITS, "The record high of 210 in Q2 was not repeated: 196."),
        (VISITS, "196. A record 88 people swam on one day."),
        (VISITS, "196, 14 off the record set in Q2."),
        (VISITS, "196, on a par with our best ever December."),
        (VISITS, "196. Never been to the gym? 40 people tried it for the first time."),
    ],
)
def test_a_true_text_near_a_kind_of_claim_raises_no_alarm(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "71.8%, higher than ever before."),
        (MINORS, "66.7% of minor applications were decided in time this quarter."),
        (MINORS, "71.8%, our best ever, 4.6 points down on Q2."),
        (CALLS, "Satisfaction with calls was 8.1% in the quarter."),
        (MINORS, "71.8%, the second rise in a row."),
        (HOMELESS, "934, 7 above the position in June."),
    ],
)
def test_a_false_text_like_one_of_them_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
