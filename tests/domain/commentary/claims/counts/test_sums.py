"""Sums that a sentence works out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.claims.counts.sums import sum_of
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

OF = facts(parts=("79", "110"))


@pytest.mark.parametrize(
    "text",
    [
        "1,500 jobs were raised and 1,446 were done in time, leaving 64 which were not.",
        "Of 110 applications 79 were decided in time and 41 were late.",
        "541 were decided in October, 802 in November and 873 in December, which makes 2,316.",
        "1,647 were decided, taking the number for the year from 2,745 to 4,212.",
    ],
)
def test_a_wrong_sum_is_told(text: str) -> None:
    assert contradictions(text, OF) == ["commentary-flow"]


@pytest.mark.parametrize(
    "text",
    [
        "1,500 jobs were raised and 1,446 were done in time, leaving 54 which were not.",
        "541 were decided in October, 802 in November and 873 in December, which makes 2,216.",
        "1,467 were decided, taking the number for the year from 2,745 to 4,212.",
        "Three teams decided 40 and 60 cases, making 100.",
        "12 officers decided 30 and 40 cases, giving 6 each.",
        "We aim to decide 541 in April and 802 in May, making 1,500.",
        "31 were received and 45 were decided, leaving 43.",
        "Of 110 applications 79 were decided in time and 12 were refused.",
    ],
)
def test_a_right_sum_and_what_is_no_sum_are_let_alone(text: str) -> None:
    assert contradictions(text, OF) == []


def test_what_was_added_in_the_quarter_is_the_step_of_a_running_total() -> None:
    total = facts(
        "Homes completed",
        *("872", "561", "798", "840", Unit.COUNT, Polarity.HIGHER),
        basis=Basis.CUMULATIVE,
        decimals=0,
    )
    assert contradictions("872 to date; 211 added in this quarter.", total) == ["commentary-flow"]
    assert contradictions("872 to date; 311 added in this quarter.", total) == []


def test_the_number_behind_a_rate_is_its_numerator() -> None:
    rate = facts(
        "Fly-tips per 1,000 households",
        *("8.4", "9.3", "7.6", "9", Unit.RATE_PER_1000, Polarity.LOWER),
        parts=("655", "78000"),
    )
    text = "{} incidents were reported, equivalent to 8.4 per 1,000 households."
    assert contradictions(text.format("755"), rate) == ["commentary-parts"]
    assert contradictions(text.format("655"), rate) == []
    assert contradictions(text.format("120"), rate) == []


def test_a_number_that_is_no_addend_may_be_among_them() -> None:
    values = [Decimal(number) for number in (3, 40, 60, 100)]
    assert sum_of("sum", values)[0]
