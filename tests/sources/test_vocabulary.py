"""Vocabulary of headings."""

from __future__ import annotations

import csv

import pytest

from kpibook.sources.heading_text import heading_from, spelling
from kpibook.sources.vocabulary import ASKED, BY_CONTENT, SPELLINGS, Sureness
from kpibook.workbook import layout
from tests.support.shared import SHARED, needs_shared

#: Words whose column says what they are, or that are asked about, in the list of words.
_OTHERS = {**BY_CONTENT, **ASKED}


def test_every_spelling_is_written_as_headings_are_compared() -> None:
    for words in (*SPELLINGS, *BY_CONTENT, *ASKED):
        assert spelling(words) == words


def test_no_spelling_is_both_sure_and_decided_by_its_column() -> None:
    assert not set(SPELLINGS) & set(_OTHERS)
    assert not set(BY_CONTENT) & set(ASKED)


def test_the_layouts_own_headings_are_surest() -> None:
    for column in (*layout.REGISTER_COLUMNS, *layout.THIS_QUARTER_COLUMNS):
        assert SPELLINGS[column.heading.casefold()] == (column.heading, Sureness.EXACT)


@needs_shared
def test_every_heading_seen_at_councils_is_read_decided_by_its_column_or_asked_about() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "words.csv").open(encoding="utf-8", newline="") as stream:
        seen = [row for row in csv.DictReader(stream) if row["role"] == "heading"]

    for row in seen:
        heading = heading_from(row["word"])
        meanings = (heading.meaning, *heading.choices, *ASKED.get(spelling(row["word"]), ()))
        # Which earlier figure it is, its date says; without a date it is asked about.
        is_told = heading.when is not None or spelling(row["word"]) in ASKED
        earlier = row["meaning"] == "Previous" and is_told
        assert earlier or any(m.startswith(row["meaning"]) for m in meanings), row["word"]


@pytest.mark.parametrize("words", ["last year", "previous outturn"])
def test_an_earlier_figure_that_may_be_two_is_not_guessed(words: str) -> None:
    assert heading_from(words).meaning == ""
