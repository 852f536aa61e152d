"""Words for the choices of the register, as they are seen in councils' reports and registers."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.vocabulary.reading import (
    basis_meaning,
    frequency_meaning,
    polarity_meaning,
    target_meaning,
)

POLARITIES = {
    "higher": "higher|high|Higher is better|High is good|Bigger is better|Bigger|Maximise|"
    "Aim to Maximise|Increase|Up|Positive|Ascending|grow|more is better|↑|H",
    "lower": "lower|low|Lower is better|Low is good|Smaller is better|Smaller|Minimise|"
    "Aim to Minimise|Decrease|Down|Negative|Descending|reduce|less is better|↓|L",
    "closest": "closest to target|Plan is best|On target is best",
    "range": "range|within range|between",
    "neutral": "neutral|n/a|None|monitor|contextual|no polarity|-|information only",
}
FREQUENCIES = {
    "monthly": "Monthly",
    "quarterly": "Quarterly",
    "half-yearly": "Half-yearly|Six-monthly",
    "termly": "Termly",
    "annual": "Annual|Annually|Yearly|Academic year|Calendar year",
}
NO_TARGET = (
    "No target|Not set|Monitor|Monitoring only|Contextual|Context|Data only|Trend|Baseline|"
    "Baseline year|n/a|N/A|TBC|None"
)


def words(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return each word of a table with what it means."""
    return [(word, meaning) for meaning, line in table.items() for word in line.split("|")]


def spellings(word: str) -> list[str]:
    """Return a word as other people write it: capitals, spaces, full stops, brackets."""
    return [word.upper(), word.lower(), f"  {word} ", f"{word}.", f"({word})"]


@pytest.mark.parametrize(("word", "way"), words(POLARITIES))
def test_each_word_for_a_way_is_read_in_every_spelling(word: str, way: str) -> None:
    assert [polarity_meaning(text).word for text in [word, *spellings(word)]] == [way] * 6


@pytest.mark.parametrize(
    ("word", "way"),
    [
        pytest.param("Low is Good ↓", "lower", id="a word and its arrow"),
        pytest.param("▲", "higher", id="another arrow"),
        pytest.param("Increases", "higher", id="a plural"),
        pytest.param("the higher, the better", "higher", id="a saying"),
        pytest.param("Higher ↓", "", id="a word and the other arrow"),
        pytest.param("sideways", "", id="no way at all"),
        pytest.param("", "", id="blank"),
    ],
)
def test_a_word_that_no_table_has_is_read_or_left_unknown(word: str, way: str) -> None:
    assert polarity_meaning(word).word == way


@pytest.mark.parametrize("word", ["maintain", "Maintain", "Goldilocks", "STABLE", "no change"])
def test_a_word_for_two_ways_is_not_guessed(word: str) -> None:
    meaning = polarity_meaning(word)

    assert meaning.word == ""
    assert list(meaning.choices) == ["closest", "range"]


@pytest.mark.parametrize(("word", "frequency"), words(FREQUENCIES))
def test_each_word_for_a_frequency_is_read_in_every_spelling(word: str, frequency: str) -> None:
    every = [word, *spellings(word), word.replace("-", " ")]

    assert {frequency_meaning(text).word for text in every} == {frequency}


@pytest.mark.parametrize("word", NO_TARGET.split("|"))
def test_each_word_for_no_target_is_read_in_every_spelling(word: str) -> None:
    assert {target_meaning(text).word for text in [word, *spellings(word)]} == {"no target"}


@pytest.mark.parametrize("word", ["85", "fewer than 85", "improve", "80-90", "Additional 800"])
def test_a_target_is_not_taken_for_none(word: str) -> None:
    assert target_meaning(word).word == ""


@pytest.mark.parametrize(
    ("word", "basis"),
    [
        pytest.param("YTD", "year to date", id="letters"),
        pytest.param("Year-to-date", "year to date", id="hyphens"),
        pytest.param("Cum.", "cumulative", id="cut short"),
        pytest.param("As at", "snapshot", id="as at"),
        pytest.param("Quarterly", "in period", id="quarterly"),
        pytest.param("weekly", "", id="none"),
    ],
)
def test_a_word_for_a_basis_is_read(word: str, basis: str) -> None:
    assert basis_meaning(word).word == basis
