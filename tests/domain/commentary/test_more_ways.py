"""More ways of saying records, streaks, limits and distances, false and true."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions, facts, with_past
from tests.domain.commentary.measures import AGENCY, REPAIRS
from tests.domain.commentary.second_look.given import CASUALTIES
from tests.domain.commentary.test_known_quarters import HOMELESS

#: 71.8% against 75%, was 76.4%, 74% in Q1, 78% before and 79.5% a year ago.
MINORS = with_past(facts(), "76.4", "74.0", "78", "79.5", "85")


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "At 71.8% we have our strongest result ever."),
        (MINORS, "71.8% is a new record for the service."),
        (MINORS, "This quarter's 71.8% is the highest on record."),
        (MINORS, "The figure of 71.8% is an all-time best."),
        (MINORS, "71.8%: the best quarter since the council began reporting it."),
        (MINORS, "We have hit a record high, 71.8%."),
        (MINORS, "71.8%. It has never been this high."),
        (MINORS, "Performance is the best it has ever been, at 71.8%."),
        (MINORS, "71.8% - the best we have ever achieved."),
        (REPAIRS, "24.6 days, our quickest ever."),
        (REPAIRS, "24.6 days, the fastest on record."),
        (REPAIRS, "24.6 days is the shortest time ever recorded."),
        (REPAIRS, "Repairs took 24.6 days, a record low."),
        (CASUALTIES, "29.1, the lowest since records began."),
        (MINORS, "71.8%, our third straight improvement."),
        (MINORS, "71.8%. Performance has gone up for two quarters in a row."),
        (MINORS, "71.8%, the second quarter in a row that performance has improved."),
        (MINORS, "71.8%, up for the third quarter running."),
        (MINORS, "We have now missed target for three quarters in a row (71.8%)."),
        (MINORS, "71.8%, below target for the third time running."),
        (MINORS, "71.8%, making it five quarters in a row below target."),
        (MINORS, "71.8%. That is three quarters running under target."),
        (MINORS, "71.8%, a third quarter in a row below target."),
        (MINORS, "71.8%, missing the target by just 1.2 points."),
        (MINORS, "71.8%, no more than 2 points off target."),
        (MINORS, "71.8%, less than 2 points off target."),
        (MINORS, "71.8%, within one percentage point of the target."),
        (REPAIRS, "24.6 days, 6 days inside target."),
        (HOMELESS, "934, 84 under the ceiling of 850."),
        (HOMELESS, "934, and so 84 within the limit of 850."),
        (HOMELESS, "934, up 7 on the position in June."),
        (HOMELESS, "934, up from 809 at quarter one."),
        (HOMELESS, "934, down on the 960 we had at the end of quarter one."),
        (REPAIRS, "24.6 days, the slowest ever."),
        (CASUALTIES, "29.1, the highest since records began."),
    ],
)
def test_what_the_history_denies_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "71.8%, thanks to a new record system."),
        (MINORS, "71.8%. We have a new record for planning enforcement."),
        (MINORS, "71.8%, the slowest quarter for fees on record."),
        (MINORS, "71.8%, a new record of each visit being kept."),
        (MINORS, "71.8%, in the third quarter running of the pilot scheme."),
        (MINORS, "71.8%. The third quarter in a row with a vacant post is hard."),
        (MINORS, "71.8%: the worst of our best ever years."),
        (MINORS, "71.8% - the best we could do."),
        (MINORS, "71.8%. All of the last four quarters had vacancies."),
        (MINORS, "71.8%, within one percentage point of the old target of 72%."),
        (MINORS, "71.8%, making it two falls and one rise this year."),
        (HOMELESS, "934, up 63 on the position in Q2."),
        (HOMELESS, "934, up 28 on the position in June."),
        (HOMELESS, "934, up 14 on the position in July."),
        (REPAIRS, "24.6 days, slower than in Q2."),
        (REPAIRS, "24.6 days. Our quickest ever repair took an hour."),
        (CASUALTIES, "29.1, the highest of any road user group on record in the north."),
        (AGENCY, "Spend of £4,870,000 is an all-time high."),
        (MINORS, "71.8%. Two quarters in a row below budget has let us recruit."),
        (MINORS, "71.8%. That is two quarters running without a manager."),
        (MINORS, "71.8%, a quarter in which every one of the team was trained."),
        (MINORS, "71.8%, and next the team will try for a record high."),
        (MINORS, "71.8%. We were within one point of target in Q2 last year."),
        (MINORS, "71.8%, the third quarter in a row that the team has been short."),
        (MINORS, "71.8%, the fastest growing backlog on record."),
        (REPAIRS, "24.6 days. The longest time ever recorded was 40 days."),
        (MINORS, "71.8%. It has never been this hard to recruit."),
        (MINORS, "71.8%. This is not the best ever."),
        (MINORS, "71.8%: the lowest since the council began reporting it in this form last year."),
        (MINORS, "71.8%, our lowest for two quarters in a row."),
    ],
)
def test_what_may_be_so_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []
