"""Units in councils' words: known words, a council's own, and slips of the finger."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.vocabulary.unit_meaning import duration_of, scale_of, unit_meaning
from tests.domain.measures.vocabulary.test_words import spellings, words

UNITS = {
    "percent": "%|percent|per cent|percentage|Percentage (%)|pct|pc|share",
    "count": "count|number|Number|No.|No|#|Nos|volume|total|integer|numeric",
    "currency": "£|GBP|currency|pounds|cost|£ (thousands)|£000|£k|£m",
    "days": "days|day|working days|average days|calendar days|Days (avg)",
    "duration": "weeks|months|hours|hrs|minutes|mins|seconds|secs|mm:ss|hh:mm|time",
    "quantity": "kg|tonnes|tCO2e|kWh|MWh|miles|km|litres|square metres|ratio|index|points|FTE|"
    "visits",
    "rate per 1,000": "per 1,000|rate per 1,000 population|per 1000 households",
    "rate per 10,000": "per 10,000",
    "rate per 100,000": "per 100,000",
    "rate": "per FTE|per capita",
    "score": "score|rating|grade|average score",
}


@pytest.mark.parametrize(("word", "unit"), words(UNITS))
def test_each_word_for_a_unit_is_read_in_every_spelling(word: str, unit: str) -> None:
    assert {unit_meaning(text).word for text in [word, *spellings(word)]} == {unit}


@pytest.mark.parametrize("unit", list(Unit))
def test_each_unit_of_kpibook_is_a_word_for_itself(unit: Unit) -> None:
    assert unit_meaning(unit.value).word == unit.value


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        pytest.param("% of cases", "percent", id="a share of something"),
        pytest.param("Number of visits", "count", id="a number of something"),
        pytest.param("Percents", "percent", id="a plural"),
        pytest.param("Average cost (£)", "currency", id="an average with its sign"),
        pytest.param("£ per head", "currency", id="money for each"),
        pytest.param("crimes per 1,000 residents", "rate per 1,000", id="a rate of something"),
        pytest.param("rate/1000", "rate per 1,000", id="a rate with a stroke"),
        pytest.param("per 500", "rate", id="a rate of another base"),
        pytest.param("per million", "rate", id="a rate in words"),
        pytest.param("score out of 10", "score", id="a scale in words"),
        pytest.param("Rating (1-5)", "score", id="a scale in figures"),
        pytest.param("Days to decide", "days", id="days of something"),
        pytest.param("% (YTD)", "percent", id="a unit with its basis"),
        pytest.param("Time (mm:ss)", "duration", id="a time and how it is written"),
        pytest.param("loans issued", "quantity", id="two words of the council's own"),
        pytest.param("bed nights", "quantity", id="others"),
        pytest.param("m²", "quantity", id="a raised figure"),
        pytest.param("€", "quantity", id="another currency"),
        pytest.param("carbon stores", "quantity", id="no slip of scores"),
        pytest.param("tennis courts", "quantity", id="no slip of counts"),
        pytest.param("parking bays", "quantity", id="no slip of days"),
    ],
)
def test_a_word_with_others_round_it_is_read(word: str, unit: str) -> None:
    assert unit_meaning(word).word == unit


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        pytest.param("precent", "percent", id="two letters exchanged"),
        pytest.param("Percantage", "percent", id="a letter changed"),
        pytest.param("cout", "count", id="a letter left out"),
        pytest.param("nubmer", "count", id="number"),
        pytest.param("poundz", "currency", id="pounds"),
        pytest.param("curency", "currency", id="currency"),
        pytest.param("dayz", "days", id="days"),
        pytest.param("working dyas", "days", id="the second of two words"),
        pytest.param("wekks", "duration", id="weeks"),
        pytest.param("socre", "score", id="score"),
        pytest.param("percnt of cases", "percent", id="the first of three words"),
        pytest.param("score (%)", "percent", id="two units at once"),
    ],
)
def test_a_slip_of_a_known_word_is_no_unit_and_has_the_nearest(word: str, nearest: str) -> None:
    meaning = unit_meaning(word)

    assert meaning.word == ""
    assert nearest in meaning.nearest


@pytest.mark.parametrize(
    "word",
    ["85", "85%", "12/03/2022", "March 2024", "Q3 2021/22", "2021/22", "higher", "Lower is better",
     "monthly", "TBC", "n/a", "year to date", "Yes", "?", "See the note on the other sheet please",
     "We count every home that has been let in the year"],
)  # fmt: skip
def test_what_is_plainly_no_unit_is_unknown(word: str) -> None:
    assert unit_meaning(word).word == ""


@pytest.mark.parametrize("word", ["amount", "Value", "No. / %", "average"])
def test_a_word_for_several_units_is_not_guessed(word: str) -> None:
    meaning = unit_meaning(word)

    assert meaning.word == ""
    assert len(meaning.choices) > 1


@pytest.mark.parametrize(
    ("word", "counts"),
    [("hrs", "hours"), ("Minutes (avg)", "minutes"), ("m:ss", "mm:ss"), ("hh:mm", "hh:mm"),
     ("time", "time"), ("weeks waited", "weeks"), ("secs", "seconds"), ("years", "years")],
)  # fmt: skip
def test_a_length_of_time_says_what_a_plain_number_of_it_counts(word: str, counts: str) -> None:
    assert duration_of(word) == counts


@pytest.mark.parametrize(
    ("word", "scale"),
    [("£", 1), ("cost", 1), ("£000", 1_000), ("£'000s", 1_000), ("£k", 1_000),
     ("£ (thousands)", 1_000), ("£m", 1_000_000), ("£M", 1_000_000), ("£ million", 1_000_000),
     ("Net £m", 1_000_000), ("£bn", 1_000_000_000)],
)  # fmt: skip
def test_money_has_the_scale_of_its_word(word: str, scale: int) -> None:
    assert scale_of(word) == scale
