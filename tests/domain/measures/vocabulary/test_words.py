"""Words for the choices of the register, as they are seen in councils' reports and registers."""

from __future__ import annotations

import csv
from enum import Enum

import pytest

from kpibook.domain.measures.measure import Basis, Frequency, Polarity, Profile, QuarterFrom
from kpibook.domain.measures.vocabulary.reading import (
    BASIS,
    FREQUENCY,
    MEANINGS,
    POLARITY,
    PROFILE,
    QUARTER_FROM,
    basis_meaning,
    frequency_meaning,
    polarity_meaning,
    profile_meaning,
    quarter_from_meaning,
    target_meaning,
)
from tests.support.shared import SHARED, needs_shared

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
        pytest.param("Cumulative (YTD)", "year to date", id="both"),
        pytest.param("Running total", "cumulative", id="running total"),
        pytest.param("R12M", "rolling 12 months", id="twelve months"),
        pytest.param("Non-cumulative", "in period", id="the contrary"),
        pytest.param("Yearly", "annual", id="yearly"),
        pytest.param("Last year", "", id="a year"),
        pytest.param("weekly", "", id="none"),
    ],
)
def test_a_word_for_a_basis_is_read(word: str, basis: str) -> None:
    assert basis_meaning(word).word == basis


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (POLARITY, Polarity),
        (BASIS, Basis),
        (FREQUENCY, Frequency),
        (QUARTER_FROM, QuarterFrom),
        (PROFILE, Profile),
    ],
)
def test_each_of_kpibooks_own_words_means_itself(role: str, kind: type[Enum]) -> None:
    assert [MEANINGS[role](each.value).word for each in kind] == [each.value for each in kind]


@pytest.mark.parametrize("text", ["weekly", "biennial", "Annual (year end)", ""])
def test_another_word_is_no_frequency(text: str) -> None:
    assert frequency_meaning(text).word == ""


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("Average", "mean of months"),
        ("Numerator / denominator", "numerators and denominators"),
        ("Latest month", "last month"),
        ("Total", "sum of months"),
        ("median", ""),
    ],
)
def test_a_word_for_how_months_make_a_quarter_is_read(word: str, way: str) -> None:
    assert quarter_from_meaning(word).word == way


@pytest.mark.parametrize("word", ["Straight-line", "STRAIGHT LINE", "Linear"])
def test_a_word_for_a_profile_is_read(word: str) -> None:
    assert profile_meaning(word).word == "straight line"


@needs_shared
def test_every_frequency_that_councils_were_seen_to_write_is_understood() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "words.csv").open(encoding="utf-8") as file:
        rows = [list(row.values()) for row in csv.DictReader(file) if row["role"] == "frequency"]

    assert rows
    assert [row[1] for row in rows if not frequency_meaning(row[1]).word] == []
