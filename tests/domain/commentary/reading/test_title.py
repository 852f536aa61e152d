"""Names by which a text may call a measure."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.reading.lexicon import stem
from kpibook.domain.commentary.reading.title import comparator_name, title_stems


@pytest.mark.parametrize(
    ("title", "word", "is_its"),
    [
        ("People on the waiting list", "queue", True),
        ("Council tax arrears", "debt", True),
        ("Sickness absence", "absent", True),
        ("Calls to the contact centre", "the", False),
        ("Calls answered in 20 seconds", "answering", True),
        ("Calls answered", "complaints", False),
    ],
)
def test_words_of_a_title_and_words_for_the_same_tell_it(
    title: str, word: str, is_its: bool
) -> None:
    assert (stem(word) in title_stems(title)) == is_its


def test_synonyms_are_left_out_where_they_are_not_wanted() -> None:
    assert stem("queue") not in title_stems("People on the waiting list", synonyms=False)


def test_a_comparator_of_common_words_has_no_name() -> None:
    assert comparator_name("All councils") == ()
    assert comparator_name("CIPFA family average") == ("cipfa", "family")
