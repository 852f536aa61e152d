"""What else moved: what follows the word, a part of the measure, a month."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "A rise in the number of referrals since Q2 has not helped.",
        "Falling numbers of social workers since Q2 have not helped.",
        "A deterioration in average speed of answer since Q2 is being looked at.",
        "An improvement plan since Q2 is being followed.",
        "The number fell in two wards.",
        "The number was better for those in hospital.",
        "Those which rose since Q2 are in care homes.",
        "For younger applications the number rose on Q2.",
        "October was worse than September.",
    ],
)
def test_a_movement_of_something_else_is_let_alone(text: str) -> None:
    for whole in (text, text.replace("rose", "fell").replace("worse", "better")):
        assert contradictions(whole, waiting_list()) == []


def test_what_names_the_measure_is_held_against_it() -> None:
    for text in ("A rise in the number of applications since Q2.", "The number rose on Q2."):
        assert contradictions(text, waiting_list()) == ["commentary-direction"]
