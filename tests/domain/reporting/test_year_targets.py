"""Targets of the year that has ended, still in the register of the next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Basis, Profile, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.reporting.year_targets import targets_of_last_year
from tests.domain.given import STANDARD, a_measure

Q1, Q4 = Quarter(2022, 1), Quarter(2021, 4)
KEPT = {Q4: Target(Decimal(90))}


def asked(kept: dict[Quarter, Target], target: str | None = "90", **changes: object) -> bool:
    """Return True if a measure in Q1 2022/23 is asked about, with last year's targets kept."""
    measure = replace(a_measure(target=target), **changes)  # type: ignore[arg-type]
    history = {
        ("PI1", quarter): Reading("PI.1", quarter, Decimal(85), target=then)
        for quarter, then in kept.items()
    }
    rated = rate_measure(measure, Reading("PI.1", Q1), history, STANDARD)
    return bool(targets_of_last_year([rated], history))


@pytest.mark.parametrize(
    ("target", "year", "found"),
    [
        pytest.param("90", None, True, id="the same target"),
        pytest.param("91", None, False, id="a new target"),
        pytest.param("90", 2022, False, id="confirmed for the year"),
        pytest.param("90", 2021, True, id="said to be last year's"),
        pytest.param("91", 2021, True, id="new, and said to be last year's"),
        pytest.param(None, 2021, False, id="no target"),
    ],
)
def test_targets_are_last_year_s_until_they_change_or_are_confirmed(
    target: str | None, year: int | None, found: bool
) -> None:
    assert asked(KEPT, target, target_year=year) is found


def test_a_history_that_keeps_no_targets_tells_nothing() -> None:
    assert not asked({})


def test_new_targets_of_the_quarters_are_new_targets() -> None:
    kept = {Quarter(2021, 1): Target(Decimal(80)), Q4: Target(Decimal(90))}
    quarters = Target(None, {1: Decimal(82), 4: Decimal(90)})

    measure = replace(a_measure(), target=quarters)
    history = {("PI1", q): Reading("PI.1", q, target=then) for q, then in kept.items()}
    rated = rate_measure(measure, Reading("PI.1", Q1), history, STANDARD)
    assert targets_of_last_year([rated], history) == []


def test_a_profile_that_follows_another_shape_is_no_new_target() -> None:
    homes = {"unit": Unit.COUNT, "basis": Basis.CUMULATIVE, "profile": Profile.AS_LAST_YEAR}
    kept = {Quarter(2021, 1): Target(Decimal(10)), Q4: Target(Decimal(90))}

    assert asked(kept, "90", **homes)


def test_measures_are_counted_in_one_finding() -> None:
    history = {
        (key, Q4): Reading(key, Q4, Decimal(85), target=Target(Decimal(90))) for key in ("A1", "A2")
    }
    rated = [
        rate_measure(a_measure(ref, target="90"), Reading(ref, Q1), history, STANDARD)
        for ref in ("A1", "A2")
    ]

    (finding,) = targets_of_last_year(rated, history)

    assert finding.what == "2 measures still have their targets of 2021/22."
    assert "type 2022/23 under 'Target year'" in finding.fix
