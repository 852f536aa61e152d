"""Counts of a table of ratings."""

from __future__ import annotations

from dataclasses import replace

from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.tally import tally_of
from kpibook.domain.rules.outcomes import Direction, Status
from tests.domain.dudley import REPORT, rated
from tests.domain.given import STANDARD

RATED = [rated(published) for published in REPORT]


def test_the_published_table_is_counted() -> None:
    table = tally_of(RATED, STANDARD)
    assert (table.measures, table.rated) == (6, 5)
    assert table.statuses[Status.MET] == 4
    assert table.directions[Direction.IMPROVED] == 3
    assert table.new == 2


def test_the_published_summary_is_told_from_the_table() -> None:
    text = (
        "Of the six (6) Performance Indicators, all but one of the measures have shown a positive "
        "movement when compared to Quarter 2."
    )
    found = total_verdicts(text, tally_of(RATED, STANDARD))
    assert [verdict.contradicts for verdict in found] == [False, True]


def test_a_measure_that_is_not_compared_may_be_counted_as_it_is_against_last_year() -> None:
    neutral = tally_of(RATED, STANDARD).may_have
    assert neutral == {Direction.IMPROVED: 1, Direction.DECLINED: 1, Direction.NO_CHANGE: 1}

    improved = next(each for each in RATED if each.rating.direction is Direction.IMPROVED)
    yearly = replace(
        improved,
        rating=replace(
            improved.rating,
            direction=Direction.NOT_COMPARABLE,
            direction_year=Direction.DECLINED,
        ),
    )
    assert tally_of([yearly], STANDARD).may_have == {Direction.DECLINED: 1}


def test_a_measure_without_a_figure_may_be_counted_in_no_direction() -> None:
    neutral = next(each for each in RATED if each.rating.direction is Direction.INCREASED)
    blank = replace(neutral, reading=replace(neutral.reading, actual=None))
    assert tally_of([blank], STANDARD).may_have == {}


def test_no_measures_have_no_counts() -> None:
    assert tally_of([], STANDARD).bases == frozenset()
