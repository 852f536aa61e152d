from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import Figure
from kpibook.domain.disclosure.share_counts import ShareCounts, places_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.number import round_half_away
from tests.domain.given import Q3


def a_share(
    share: str | None,
    above: int | None = None,
    below: int | None = None,
    unit: Unit = Unit.PERCENT,
) -> Figure:
    numbers = [None if n is None else Decimal(n) for n in (share, above, below)]
    past = Past(Q3, numbers[0], "" if share else "[c]", numbers[1], numbers[2])
    return Figure((0, Q3), unit, past, Basis.IN_PERIOD)


@pytest.mark.parametrize(
    ("figure", "places", "limits"),
    [
        pytest.param(a_share("12.9", below=31), 1, (4, 4), id="of 31 only 4 gives 12.9%"),
        pytest.param(a_share("12.9", below=3100), 1, (399, 401), id="of 3,100 three do"),
        pytest.param(a_share("13", below=31), 0, (4, 4), id="no decimals, and still certain"),
        pytest.param(a_share("8.0", below=500, unit=Unit.RATE_PER_1000), 1, (4, 4), id="a rate"),
        pytest.param(a_share(None, below=31), 1, (0, 31), id="no more than there are"),
    ],
)
def test_a_share_and_its_base_set_limits_for_the_count_above(
    figure: Figure, places: int, limits: tuple[int, int]
) -> None:
    assert ShareCounts(figure, places).limits["numerator"] == limits


def test_a_base_is_worked_back_from_the_share_of_a_count() -> None:
    assert ShareCounts(a_share("12.9", above=4), 1).limits["denominator"] == (31, 31)


def test_a_percentage_above_100_has_no_rest() -> None:
    assert ShareCounts(a_share("150", below=4), 0).limits["rest"] == (0, None)


def test_a_rest_that_is_learned_gives_the_share() -> None:
    share = ShareCounts(a_share(None, below=96), 1)

    assert share.share() is None
    assert share.learn("rest", 3, 3)
    assert (share.count("numerator"), share.share()) == (93, Decimal("96.9"))
    assert not share.learn("rest", 3, 3)


def test_limits_that_contradict_what_is_known_are_not_believed() -> None:
    share = ShareCounts(a_share(None, above=4, below=31), 1)

    assert not share.learn("numerator", 9, 9)
    assert share.count("numerator") == 4


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 3))
def test_the_true_counts_are_always_within_the_limits(above: int, rest: int, places: int) -> None:
    below = above + rest
    if not below:
        return
    share = str(round_half_away(Decimal(above * 100) / below, places))
    for known in (a_share(share, above=above), a_share(share, below=below)):
        limits = ShareCounts(known, places).limits
        for kind, count in (("numerator", above), ("denominator", below), ("rest", rest)):
            low, high = limits[kind]
            assert low <= count, kind
            assert high is None or count <= high, kind


def test_the_most_exact_share_says_how_many_places_are_printed() -> None:
    assert places_of([a_share("12.90"), a_share("13"), a_share("12.25"), a_share(None)]) == 2
    assert places_of([a_share("90"), a_share("100")]) == 0
