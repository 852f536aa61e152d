"""Texts about those who do the work, about the months so far and about what is left to do."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions, waiting_list
from tests.domain.commentary.measures import AGENCY, GAS, MINORS, REPAIRS, TIPS, TURNOVER


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (REPAIRS, "Gangs got quicker again between Q2 and Q3."),
        (REPAIRS, "Crews have improved since Q2, at 24.6 days."),
        (REPAIRS, "Things got better between the second and third quarters."),
        (MINORS, "Teams did better than in Q2."),
        (MINORS, "Since Q2 performance has gone on climbing."),
        (MINORS, "Performance went on improving after Q2, from 76.4% then to 71.8%."),
        (MINORS, "Performance rose when set beside Q2, at 71.8%."),
        (MINORS, "By comparison with the same quarter last year performance rose to 71.8%."),
        (GAS, "Gas compliance slipped during Q3 and was 99.91% on its last day."),
        (MINORS, "Performance improved during Q3."),
        (TURNOVER, "The proportion of staff leaving us keeps rising: it was 13.6% in Q3."),
        (AGENCY, "Agency costs for the nine months stood at £4.87bn."),
        (TIPS, "We dealt with 712 fly-tips compared with 830 in Q3 of last year, 20% fewer."),
        (TIPS, "712 fly-tips against 645 in Q2, 20% more."),
        (GAS, "8,193 of 8,200 homes were certified, so there are 17 which have yet to be seen."),
        (GAS, "8,193 of 8,200 homes are certified, so that leaves 17 still to do."),
    ],
)
def test_what_the_figures_deny_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (REPAIRS, "Gangs got slower between Q2 and Q3."),
        (REPAIRS, "Crews have improved a good deal since last year, at 24.6 days."),
        (REPAIRS, "Crews were better staffed than in Q2."),
        (REPAIRS, "Things got worse between the second and third quarters."),
        (REPAIRS, "The gangs' morale got better between Q2 and Q3."),
        (REPAIRS, "Gangs will get quicker than in Q2."),
        (MINORS, "Teams did worse than in Q2."),
        (MINORS, "Complaints have gone on climbing since Q2."),
        (MINORS, "Performance fell when set beside Q2, at 71.8%."),
        (MINORS, "Planners set beside each other's desks did better."),
        (MINORS, "Officers in the south got better between Q2 and Q3."),
        (GAS, "Gas compliance rose during Q3."),
        (GAS, "Gas compliance slipped during Q3 compared with last year."),
        (MINORS, "Staffing improved during Q3."),
        (TURNOVER, "The proportion of staff leaving us fell to 13.6%."),
        (TURNOVER, "Those leaving us after a year keep rising: 41 in Q3."),
        (AGENCY, "Agency costs for the nine months stood at £4.87m."),
        (AGENCY, "After the first six months they stood at £3.19m."),
        (AGENCY, "Social work accounts for £2.1m over the nine months."),
        (MINORS, "For the nine months it is 74.9%, and 71.8% for the quarter."),
        (waiting_list(), "Over the nine months 402 applications came in; 134 are waiting."),
        (TIPS, "We dealt with 712 fly-tips compared with 830 in Q3 of last year, 14% fewer."),
        (TIPS, "712 fly-tips compared with 830 in Q3 last year, 20% fewer on farms alone."),
        (GAS, "8,193 of 8,200 homes were certified, so there are seven which have yet to be seen."),
        (GAS, "8,193 of 8,200 homes are certified, so there are 5 still to do and 2 empty."),
        (GAS, "8,193 of 8,200 homes are certified, so there were 3 court warrants still to use."),
    ],
)
def test_what_agrees_or_is_of_something_else_is_left_alone(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []
