"""A council's own words come before those that all councils share."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.vocabulary.council_words import (
    CouncilWord,
    CouncilWords,
    is_known,
    meaning_of,
)

OURS = CouncilWords(
    (CouncilWord("polarity", "Maintain", "range"), CouncilWord("unit", "Precent", "percent"))
)


def test_a_council_s_word_means_what_it_says() -> None:
    assert meaning_of("polarity", "maintain", OURS).word == "range"
    assert meaning_of("unit", "PRECENT", OURS).word == "percent"


def test_without_it_the_word_is_still_asked_about() -> None:
    assert meaning_of("polarity", "maintain").word == ""
    assert meaning_of("unit", "maintain", OURS).word == ""


def test_the_first_of_two_entries_for_a_word_counts() -> None:
    workbook = CouncilWords((CouncilWord("polarity", "MAINTAIN", "closest"),))

    assert workbook.before(OURS).means("polarity", "maintain") == "closest"


@pytest.mark.parametrize(
    ("role", "means", "known"),
    [
        pytest.param("unit", "£m", True, id="a unit with its scale"),
        pytest.param("unit", "precent", False, id="a slip"),
        pytest.param("polarity", "range", True, id="a way"),
        pytest.param("polarity", "maintain", False, id="a word for two ways"),
        pytest.param("marker", "[x]", True, id="a marker"),
        pytest.param("marker", "[q]", False, id="no marker"),
        pytest.param("target", "No target", True, id="no target"),
        pytest.param("target", "85", False, id="a figure"),
    ],
)
def test_a_word_may_mean_only_what_is_known(role: str, means: str, known: bool) -> None:
    assert is_known(role, means, ["[x]", "[z]"]) is known
