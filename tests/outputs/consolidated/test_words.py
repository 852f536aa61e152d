from __future__ import annotations

from dataclasses import replace

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.outputs.consolidated.words import (
    appearances,
    direction_words,
    status_words,
    summary_sentences,
)
from kpibook.sources.schemes import built_in, load_scheme
from tests.outputs.consolidated.given import a_mixed_consolidation, a_varied_consolidation


def test_one_scheme_speaks_in_its_own_words() -> None:
    words = status_words([load_scheme("maidstone")])

    assert words[Status.MET] == load_scheme("maidstone").label(Status.MET)


def test_different_schemes_are_named_by_meaning() -> None:
    words = status_words([load_scheme("maidstone"), load_scheme("standard")])

    assert words[Status.MET] == "Target met"


def test_no_two_words_of_a_scheme_are_alike_as_headings() -> None:
    for key in built_in():
        scheme = load_scheme(key)
        for words in (status_words([scheme]), direction_words([scheme])):
            folded = [word.casefold() for word in words.values()]
            assert len(set(folded)) == len(folded), key


def test_a_status_looks_as_in_the_scheme_most_measures_have() -> None:
    first, second = load_scheme("standard"), load_scheme("maidstone")

    assert appearances([first, second])[Status.MET] == first.statuses[Status.MET]


def test_the_sentences_add_up_and_say_their_base() -> None:
    status, direction = summary_sentences(a_varied_consolidation())

    assert status.startswith("Of 8 measures: 3 target met (60%), 1 within tolerance (20%)")
    assert status.endswith("Percentages are of the 5 rated measures.")
    assert direction == (
        "Since Q2 2021/22: 2 improved, 1 declined, 4 no history and 1 not comparable."
    )


def test_sentences_over_schemes_count_meanings() -> None:
    status, _ = summary_sentences(a_mixed_consolidation())

    assert status.startswith("Of 3 measures: 2 target met (67%) and 1 off target (33%).")


def test_no_measures_are_said_to_be_none() -> None:
    empty = replace(a_varied_consolidation(), rows=())

    assert summary_sentences(empty) == ["There are no measures."]
    assert Direction.IMPROVED in direction_words([])
