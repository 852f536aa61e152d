"""Days that are allowed are held against the days taken."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.pairs.example import CLAIMS_TIME
from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    "text",
    [
        "With an average of 18.4 days we failed to turn claims round in the 20 days allowed.",
        "At 18.4 days claims were not decided in the 20 days.",
        "New claims took 18.4 days, so we did not decide them within the 20 days.",
        "We were unable to decide in 20 days: the average was 18.4 days.",
    ],
)
def test_days_that_were_kept_are_told_where_the_text_denies_it(text: str) -> None:
    assert "commentary-target" in contradictions(text, CLAIMS_TIME)


@pytest.mark.parametrize(
    "text",
    [
        "With an average of 18.4 days we decided within the 20 days allowed.",
        "With 18.4 days on average, 12 claims were not decided in the 20 days.",
        "At 18.4 days, some claims were still not decided in 20 days; 12 were late.",
        "We will not decide in 20 days next year, though it is 18.4 days now.",
        "At 18.4 days it cannot be said that we never failed to decide in 20 days.",
    ],
)
def test_days_of_some_claims_or_of_a_plan_are_left_alone(text: str) -> None:
    assert contradictions(text, CLAIMS_TIME) == []
