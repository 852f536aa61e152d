"""Places of what a sentence is made of."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


def test_places_are_those_of_the_text_as_written() -> None:
    text = "İstanbul Ward: 72.5% met."
    place = next(place for place, _ in sentences(text, NOW)[0].figures())
    item = sentences(text, NOW)[0].items[place]
    assert text[item.start : item.end] == "72.5%"


def test_a_span_of_items_is_the_text_from_the_first_to_the_last() -> None:
    text = "It rose. It is above the target of 75%."
    sentence = sentences(text, NOW)[1]
    assert sentence.span(2, 6).of(text) == "above the target of 75%"


def test_a_word_is_no_figure() -> None:
    with pytest.raises(LookupError):
        sentences("It rose", NOW)[0].figure(0)
