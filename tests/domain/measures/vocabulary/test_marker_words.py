"""Words for a marker, as they are seen in place of a figure and behind it."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.number import parse_figure, parse_marker
from tests.domain.measures.vocabulary.test_words import words

MARKERS = {
    "[x]": "[x]|Not available|N/A|n/a|no data|Data not available|Awaiting data|Awaiting|TBC|"
    "Pending|Not yet available|DNA|..",
    "[z]": "[z]|Not applicable|no cases|nil return|DIV/0|Not due|Annual|Annual KPI|"
    "Reported annually|Reported in Q4|Due in Q2|Half-yearly",
    "[c]": "[c]|c|*|<5|< 5|below 5|fewer than 5|low|suppressed",
    "[p]": "[p]|p|(p)|(prov)|provisional|est|(est)|estimate",
    "[r]": "[r]|r|(r)|revised",
}
NOTHING = "NULL|null|nan|NaN|NaT|None|#N/A|(blank)|-|--|–|"


@pytest.mark.parametrize(("word", "marker"), words(MARKERS))
def test_each_word_is_read_in_place_of_a_figure_and_under_marker(word: str, marker: str) -> None:
    for text in (word, word.upper(), f" {word.lower()} "):
        assert parse_marker(text) == marker
        assert (parse_figure(text).value, parse_figure(text).marker) == (None, marker)


@pytest.mark.parametrize("behind", ["p", "(p)", "(prov)", "provisional", "est", "(est)", "[p]"])
def test_a_word_behind_a_figure_qualifies_it(behind: str) -> None:
    figure = parse_figure(f"84.9 {behind}")

    assert (str(figure.value), figure.marker) == ("84.9", "[p]")


@pytest.mark.parametrize("word", NOTHING.split("|"))
def test_each_word_for_nothing_is_blank(word: str) -> None:
    assert is_nothing(word)
    assert parse_figure(word).value is None
    assert parse_figure(word).marker == ""


@pytest.mark.parametrize("text", ["c*", "seven", "#DIV/0!"])
def test_another_text_is_no_marker(text: str) -> None:
    assert parse_marker(text) is None
