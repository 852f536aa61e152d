"""Counts of a table of ratings."""

from __future__ import annotations

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


def test_no_measures_have_no_counts() -> None:
    assert tally_of([], STANDARD).bases == frozenset()
