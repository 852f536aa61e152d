"""Texts as sentences of words, figures and periods; hostile texts are bounded."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS, sentences, title_stems
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£3.41m", "3410000", "£"),
        ("72.5 per cent", "72.5", "%"),
        ("0.6pp", "0.6", "points"),
        ("two percentage points", "2", "points"),
        ("twenty-one days", "21", "days"),
        ("one in five", "0.2", "share"),
        ("three quarters", "0.75", "share"),
        ("1,205", "1205", ""),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    _, figure = next(sentences(text, NOW)[0].figures())
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["17 January 2021", "Q3 2023/24", "the third quarter", "PI.426"])
def test_a_date_a_period_or_a_reference_is_no_figure(text: str) -> None:
    assert not list(sentences(text, NOW)[0].figures())


def test_places_are_those_of_the_text_as_written() -> None:
    text = "İstanbul Ward: 72.5% met."
    place = next(place for place, _ in sentences(text, NOW)[0].figures())
    item = sentences(text, NOW)[0].items[place]
    assert text[item.start : item.end] == "72.5%"


@pytest.mark.parametrize(
    "unit", ["1 in ", "a", "12,345.6 per ", "the same ", "((((", "\u0663\u0664 ", "9"]
)
def test_a_hostile_text_takes_bounded_time(unit: str) -> None:
    text = unit * (10_000_000 // len(unit))
    before = time.process_time()
    read = sentences(text, NOW, title_stems("Homes"))
    assert time.process_time() - before < 5
    assert all(sentence.items[-1].end <= MOST_CHARACTERS for sentence in read if sentence.items)
