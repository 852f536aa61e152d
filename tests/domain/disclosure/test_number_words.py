from __future__ import annotations

import pytest

from kpibook.domain.disclosure.number_words import names_a_number

ENGLISH = (
    "lone sole solitary single trio quartet quadrupled quintupled fourth fifth few nil zero "
    "handful couple pair twins dozen thrice threefold fours several half"
)
WELSH = (
    "un dau ddau dwy ddwy tri thri tair dair pedwar bedwar phedwar pedair pump bump pum chwech "
    "saith wyth naw deg ugain trydydd pedwerydd pumed unig ychydig hanner cwpl unwaith dwywaith "
    "dim neb treblodd"
)


@pytest.mark.parametrize("word", ENGLISH.split())
def test_an_english_word_for_a_number_is_a_figure(word: str) -> None:
    assert names_a_number(f"There was {word} of them.")


@pytest.mark.parametrize("word", WELSH.split())
def test_a_welsh_word_for_a_number_is_a_figure_with_its_mutations(word: str) -> None:
    assert names_a_number(f"Roedd {word} achos yn y chwarter.")


@pytest.mark.parametrize(
    "text",
    [
        "Heat pump grants were delayed.",
        "Cases can wait; the outlook is dim.",
        "Mae'r gwasanaeth yn well.",
    ],
)
def test_a_word_that_counts_in_the_other_language_only_is_no_figure(text: str) -> None:
    assert not names_a_number(text)
