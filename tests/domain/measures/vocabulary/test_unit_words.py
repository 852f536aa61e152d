"""The tables of unit words: each word has a single meaning."""

from __future__ import annotations

from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.domain.measures.vocabulary.unit_words import COUNTED, DURATIONS, SCALES, UNITS


def test_each_word_means_the_unit_of_its_table() -> None:
    wrong = [
        (word, unit_meaning(word).word)
        for unit, words in UNITS.items()
        for word in words
        if unit_meaning(word).word != unit
    ]

    assert wrong == []


def test_no_word_is_in_two_tables() -> None:
    tables = [*UNITS.values(), *DURATIONS.values(), *SCALES.values()]
    folded_words = [key for words in tables for key in {folded(word) for word in words}]

    assert len(folded_words) == len(set(folded_words))


def test_what_people_count_is_no_slip_of_a_known_word() -> None:
    assert {unit_meaning(word).word for word in COUNTED} <= {"quantity", "score", "count"}
