"""Counts and sentences come from the figures; percentages add up and say what they are of."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.reporting.direction_words import direction_sentence
from kpibook.domain.reporting.summary import (
    largest_remainder,
    status_sentence,
    summarise,
)
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme_file import scheme_from
from tests.domain.dudley import REPORT, rated
from tests.domain.given import STANDARD, scheme_data

OURS = scheme_from(
    scheme_data(
        {"tolerance": "5%", "exceeding_by": "5%"},
        status={
            "exceeding": {"label": "Blue", "phrases": ["exceeded its target", "exceeded theirs"]},
            "met": {"label": "Green", "phrases": ["met its target", "met their targets"]},
            "within": {"label": "Amber", "phrases": ["was within tolerance", "were close"]},
            "off": {"label": "Off target"},
        },
    )
)
COUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


def ratings(*statuses: Status, direction: Direction = Direction.NO_CHANGE) -> list[Rating]:
    return [Rating(status, direction, Direction.NO_HISTORY, None) for status in statuses]


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        pytest.param([31, 1, 3], [89, 3, 8], id="Dover: naive rounding gives 101"),
        pytest.param([31, 6, 5], [74, 14, 12], id="Havering"),
        pytest.param([28, 14], [67, 33], id="Havering: 28 of 42 is no 68%"),
        pytest.param([36, 4, 11], [71, 8, 21], id="Medway: 71 + 8 + 22 was published"),
        pytest.param([191, 53], [78, 22], id="Barnet"),
        pytest.param([1, 1, 1], [34, 33, 33], id="three equal: the first gets the odd one"),
        pytest.param([1, 2, 3], [17, 33, 50], id="thirds and sixths"),
        pytest.param([0, 3, 3, 0], [0, 50, 50, 0], id="nobody stays at nought"),
        pytest.param([3, 1, 1, 3], [38, 12, 12, 38], id="equal remainders go to the larger count"),
        pytest.param([1], [100], id="one"),
        pytest.param([0, 0], [0, 0], id="none at all"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_the_largest_remainders_are_rounded_up(counts: list[int], shares: list[int]) -> None:
    assert largest_remainder(counts) == shares


@given(COUNTS)
def test_percentages_add_up_to_100_and_differ_from_the_exact_share_by_less_than_1(
    counts: list[int],
) -> None:
    shares = largest_remainder(counts)
    base = sum(counts)

    assert sum(shares) == (100 if base else 0)
    for count, share in zip(counts, shares, strict=True):
        assert abs(share - (Fraction(100 * count, base) if base else 0)) < 1


@given(COUNTS, st.integers(0, 1000))
def test_shares_of_any_total_add_up_to_it(counts: list[int], total: int) -> None:
    assert sum(largest_remainder(counts, total)) == (total if any(counts) else 0)


@given(COUNTS)
def test_a_larger_count_never_has_a_smaller_share(counts: list[int]) -> None:
    ordered = sorted(zip(counts, largest_remainder(counts), strict=True))

    assert [share for _, share in ordered] == sorted(largest_remainder(counts))


@given(st.lists(st.sampled_from(Status)), st.lists(st.sampled_from(Direction)))
def test_every_measure_is_counted_once(statuses: list[Status], directions: list[Direction]) -> None:
    found = [
        Rating(status, direction, direction, None)
        for status, direction in zip(statuses, directions, strict=False)
    ]
    summary = summarise(found)

    not_due = summary.statuses[Status.NOT_DUE]
    assert sum(summary.statuses.values()) == summary.measures + not_due == len(found)
    for counts in (summary.directions, summary.directions_year):
        assert sum(counts.values()) == summary.measures
    assert summary.rated == sum(rating.status.is_rated for rating in found)
    shares = summary.shares()
    if summary.rated and shares.add_up:
        assert sum(shares.percentages.values()) == 100
    for status, share in shares.percentages.items():
        for other, same in shares.percentages.items():
            if summary.statuses[status] == summary.statuses[other]:
                assert share == same


def test_a_status_nobody_has_is_counted_as_none() -> None:
    summary = summarise(ratings(Status.MET))

    assert summary.statuses == {s: int(s is Status.MET) for s in Status}
    assert set(summary.directions) == set(Direction)


def test_percentages_are_of_the_rated_measures_only() -> None:
    summary = summarise(
        ratings(Status.MET, Status.MET, Status.OFF, Status.NOT_RATED, Status.NOT_REPORTED)
    )

    assert summary.rated == 3
    assert summary.shares().percentages == {
        Status.EXCEEDING: 0,
        Status.MET: 67,
        Status.WITHIN: 0,
        Status.OFF: 33,
    }


def test_without_a_rated_measure_there_are_no_percentages() -> None:
    assert summarise(ratings(Status.NOT_RATED)).shares().percentages == {}
    assert summarise([]).shares().percentages == {}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param((), "There are no measures.", id="none"),
        pytest.param(
            (Status.MET,),
            "Of 1 measure, 1 met its target (100%).",
            id="one",
        ),
        pytest.param(
            (Status.NOT_RATED, Status.NOT_REPORTED, Status.NOT_REPORTED),
            "Of 3 measures, 1 was not rated and 2 were not reported.",
            id="no base, no percentages",
        ),
        pytest.param(
            (
                Status.EXCEEDING,
                Status.MET,
                Status.MET,
                Status.WITHIN,
                Status.WITHIN,
                Status.OFF,
                Status.NOT_RATED,
            ),
            "Of 7 measures, 1 exceeded its target (17% of the 6 rated), 2 met their targets (33%), "
            "2 were close (33%), 1 was off target (17%) and 1 was not rated.",
            id="all kinds",
        ),
        pytest.param(
            (*(Status.MET,) * 4, *(Status.WITHIN,) * 3, *(Status.OFF,) * 4),
            "Of 11 measures, 4 met their targets (36%), 3 were close (27%) and 4 were off target "
            "(36%). Percentages are rounded and may not add up to 100.",
            id="equal counts have equal percentages",
        ),
        pytest.param(
            (*(Status.MET,) * 3, *(Status.NOT_RATED,) * 12),
            "Of 15 measures, 3 met their targets (100% of the 3 rated) and 12 were not rated.",
            id="a hundred per cent of few says of how few",
        ),
    ],
)
def test_the_status_sentence_is_written_from_the_counts(
    found: tuple[Status, ...], said: str
) -> None:
    assert status_sentence(summarise(ratings(*found)), OURS) == said


def test_the_report_says_3_improved_1_unchanged_1_declined_1_not_judged() -> None:
    """The report itself says "all but one of the measures have shown a positive movement"."""
    summary = summarise([rated(published).rating for published in REPORT])

    assert status_sentence(summary, STANDARD) == (
        "Of 6 measures, 4 met their targets (80% of the 5 rated), 1 was off target (20%) and "
        "1 was not rated."
    )
    directions = [rated(published).rating.direction for published in REPORT]
    assert direction_sentence(directions, "Q2 2021/22", STANDARD) == (
        "Compared with Q2 2021/22: 3 improved, 1 unchanged, 1 declined and 1 not judged "
        "(neutral: increased)."
    )
