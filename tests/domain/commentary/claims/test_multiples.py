"""Changes said as a multiple of an earlier figure."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

# twice Q2, a third of last year
OF = facts("Permanent exclusions", *("22", "11", "66", "", Unit.COUNT, Polarity.LOWER), decimals=0)
HALF = facts("Rough sleepers", *("12", "24", "36", "", Unit.COUNT, Polarity.LOWER), decimals=0)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Exclusions {} since Q2.", "doubled", "trebled"),
        ("Exclusions have {} since Q2, to 22.", "doubled", "trebled"),
        ("Exclusions {} to 22.", "doubled", "trebled"),
        ("There were 22, {} as many as in Q2.", "twice", "three times"),
        ("At 22, exclusions have {} on the previous quarter.", "doubled", "halved"),
        ("22 exclusions, {} the 11 of Q2.", "double", "treble"),
    ],
)
def test_a_multiple_is_that_of_the_figures(text: str, right: str, wrong: str) -> None:
    assert contradictions(text.format(right), OF) == []
    assert contradictions(text.format(wrong), OF) != []


def test_half_as_many_is_a_multiple() -> None:
    assert contradictions("12 people slept rough, half as many as in Q2.", HALF) == []
    assert contradictions("12 people slept rough, half as many as a year ago.", HALF) != []
    assert contradictions("The number of rough sleepers halved to 12.", HALF) == []


@pytest.mark.parametrize(
    "text",
    [
        "Calls to the desk have trebled since Q2.",
        "Exclusions will have trebled since Q2.",
        "Exclusions trebled last year.",
        "Staff doubled to 22 as the contract began.",
        "22 exclusions; referrals trebled.",
        "Exclusions have trebled since 2019, to 22.",
        "We have doubled our efforts.",
    ],
)
def test_a_multiple_of_something_else_is_let_alone(text: str) -> None:
    assert "commentary-change" not in contradictions(text, OF)
