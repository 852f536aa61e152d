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
        ("MINORS", "Performance was 76.4% in Q3, the same as in Q2."),
        ("MINORS", "76.4% were decided in time in Q3, unchanged since Q2."),
        ("MINORS", "Performance was 79.5%, level with a year ago."),
        ("MINORS", "Performance is 76.4%, against 76.4% in Q2."),
        ("MINORS", "28.2% of applications were decided in time."),
        ("MINORS", "The target is 25%."),
        ("MINORS", "71.8% against a target of 80%; previously 76.4%."),
        ("MINORS", "71.8% (target 80%, last year 79.5%)."),
        ("MINORS", "71.8%, down 9 points on Q2 in difficult circumstances."),
        ("MINORS", "71.8%, down 9 points on Q2 at peak times."),
        ("MINORS", "Against the annual target of 75% performance was 81.8%."),
        ("MINORS", "Records are up to date: performance rose on Q2."),
    ],
)
def test_a_false_text_like_one_of_them_is_told(measure: str, text: str) -> None:
    assert contradictions(text, BY_NAME[measure])
