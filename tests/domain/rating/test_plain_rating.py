"""A plain measure is rated in one step as the reference rates it; any other is left to that."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.earlier import earlier_by_measure, number_of
from kpibook.domain.rating.in_doubt import InDoubt
from kpibook.domain.rating.plain_rating import plainly_rated
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme import Scheme
from tests.crosscheck.feature_schemes import feature_schemes
from tests.domain.given import Q3, STANDARD, a_measure
from tests.support.made_measures import History, made_measures

IN_FULL = replace(STANDARD, rounding=Rounding.FULL)
SCHEMES = (STANDARD, IN_FULL, *feature_schemes())


@cache
def cases(seed: int, count: int) -> list[tuple[Measure, Reading, History, InDoubt]]:
    """Return generated measures with the doubts about them."""
    return [
        (measure, reading, history, in_doubt(doubts_of(figures_of(measure, reading, history))))
        for measure, reading, history in made_measures(seed, count)
    ]


def same_as_reference(scheme: Scheme, seed: int, count: int) -> int:
    """Rate generated measures both ways, and return the number of those that are plain."""
    plain = 0
    for measure, reading, history, doubt in cases(seed, count):
        earlier = earlier_by_measure(history).get(measure.key, {})
        rated = plainly_rated(measure, reading, earlier, scheme, doubt)
        if rated is not None:
            plain += 1
            reference = rate_measure(measure, reading, history, scheme, doubt)
            # The text too: 95 and 95.0 are equal, and are written in two ways.
            assert repr(rated) == repr(reference)
    return plain


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_each_generated_measure_that_is_plain_is_rated_as_by_the_reference(scheme: Scheme) -> None:
    same_as_reference(scheme, seed=1, count=400)


def test_most_generated_measures_without_oddities_are_plain() -> None:
    assert same_as_reference(STANDARD, seed=7, count=3000) > 600


@pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL])
@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.COUNT, Unit.CURRENCY])
def test_at_each_limit_the_two_ways_agree(polarity: Polarity, unit: Unit) -> None:
    earlier = {
        number_of(Q3) - 1: Reading("M.1", Q3.previous, Decimal("80.75")),
        number_of(Q3) - 4: Reading("M.1", Q3.same_last_year, Decimal("84.96")),
    }
    history = {(reading.key, reading.period): reading for reading in earlier.values()}
    for aim in ("85", "0", "-85", "84.999", "0.4"):
        measure = a_measure("M.1", unit=unit, polarity=polarity, decimals=1)
        measure = replace(measure, target=Target(Decimal(aim)))
        for typed in ("80.75", "80.74", "80.749", "85", "84.95", "84.94", "89.25", "89.26", "0"):
            for sign in (1, -1):
                reading = Reading("M.1", Q3, sign * Decimal(typed))
                for scheme in SCHEMES[:6]:
                    rated = plainly_rated(measure, reading, earlier, scheme)
                    reference = rate_measure(measure, reading, history, scheme)
                    assert rated is None or repr(rated) == repr(reference)
                assert plainly_rated(measure, reading, earlier, STANDARD) is not None


def test_earlier_readings_are_found_by_measure_and_number_of_the_quarter() -> None:
    reading = Reading("M.1", Quarter(2021, 1), Decimal(1))
    earlier = earlier_by_measure({("M.1", Quarter(2021, 1)): reading})

    assert earlier["M.1"][number_of(Quarter(2021, 2)) - 1] is reading
    assert number_of(Quarter(2021, 1)) == number_of(Quarter(2020, 4)) + 1
