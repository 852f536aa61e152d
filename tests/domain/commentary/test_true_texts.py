"""True texts with other figures, parts, months, plans and other things in them raise no alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.commentary.given import contradictions
from tests.domain.commentary.measures import BY_NAME
from tests.support.written_texts import rows_of

_TEXTS = [
    (row["Measure"], row["Text"]) for row in rows_of(Path(__file__).parent / "true_texts.csv")
]


@pytest.mark.parametrize(("measure", "text"), _TEXTS)
def test_a_true_text_raises_no_alarm(measure: str, text: str) -> None:
    assert contradictions(text, BY_NAME[measure]) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("WL", "Applications awaiting a decision are up on last year."),
        ("WL", "The list of applications is up by 12% on last year."),
        ("GAS", "Gas certificates fell to 99.91%, down from 99.87% in Q2."),
        ("PLANS", "The decline from 63.9% a year ago to 52.4% this quarter has gone on."),
        ("TIPS", "712 incidents, down on Q2."),
    ],
)
def test_a_false_text_like_one_of_them_is_told(measure: str, text: str) -> None:
    assert contradictions(text, BY_NAME[measure])
