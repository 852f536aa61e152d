"""Words of a typed summary that say which measures it counts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.commentary.totals.meaning import (
    direction_meant,
    may_say_which,
    predicate,
    spans_of,
    statuses_meant,
)
from kpibook.domain.commentary.totals.tally import Tally
from kpibook.domain.rules.outcomes import Direction, Status

TABLE = Tally(4, 4, {Status.MET: 4})


def test_a_colour_is_the_schemes_before_it_is_the_usual() -> None:
    own = replace(TABLE, labels={"green": frozenset({Status.EXCEEDING})})
    assert statuses_meant("green", own) == (frozenset({Status.EXCEEDING}),)
    assert statuses_meant("green", TABLE) == (frozenset({Status.MET, Status.EXCEEDING}),)


def test_a_colour_that_the_scheme_does_not_have_counts_nothing() -> None:
    own = replace(TABLE, labels={"green": frozenset({Status.MET})})
    assert statuses_meant("red", own) == ()


def test_movement_that_is_not_judged_may_be_counted_or_not() -> None:
    counts = {Direction.IMPROVED: 2, Direction.INCREASED: 1, Direction.DECLINED: 1}
    table = replace(TABLE, directions=counts, may_have={Direction.IMPROVED: 1})
    assert list(spans_of(Direction.IMPROVED, table, "")) == [(2, 3)]


def test_a_year_without_any_earlier_figure_is_not_meant() -> None:
    table = replace(TABLE, directions_year={Direction.NO_HISTORY: 4})
    assert list(spans_of(Direction.IMPROVED, table, "")) == []


def test_other_words_are_no_direction() -> None:
    assert direction_meant("a review") is None


@settings(max_examples=500, deadline=None)
@given(st.from_regex(predicate(["Target met", "a.b (c)"]), fullmatch=True))
def test_words_that_say_which_measures_are_counted_are_never_passed_over(words: str) -> None:
    assert may_say_which(f"12 measures were {words} in all", ["Target met", "a.b (c)"])


def test_most_sentences_do_not_say_which_measures_are_counted() -> None:
    assert not may_say_which("measure 12 of those that are reported each quarter", ["met"])
