"""Targets that changed within a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.target_change import (
    TargetChange,
    changed_target,
    same_target,
    target_in_words,
    with_day,
)

Q1, Q2, Q3 = (Quarter(2021, number) for number in (1, 2, 3))


def a_history(**kept: Target) -> dict[tuple[str, Quarter], Reading]:
    """A history that keeps a target for a quarter of 2021/22, such as q1."""
    quarters = {name: Quarter(2021, int(name[1])) for name in kept}
    return {
        ("PI1", quarters[name]): Reading("PI.1", quarters[name], Decimal(80), target=target)
        for name, target in kept.items()
    }


def a_measure(*target: str, **by_quarter: str) -> Measure:
    quarters = {int(name[1]): Decimal(value) for name, value in by_quarter.items()}
    value = Decimal(target[0]) if target else None
    return Measure("PI.1", unit=Unit.PERCENT, decimals=0, target=Target(value, quarters))


def test_the_target_before_is_that_of_the_last_quarter_that_had_another() -> None:
    history = a_history(q1=Target(Decimal(85)), q2=Target(Decimal(90)))

    change = changed_target(a_measure("92"), Q3, history)

    assert change == TargetChange("PI.1", Q2, before="90%", now="92%")
    assert change.sentence == "Target changed from 90%."


def test_a_change_earlier_in_the_year_is_still_one() -> None:
    history = a_history(q1=Target(Decimal(90)), q2=Target(Decimal(92)))

    change = changed_target(a_measure("92"), Q3, history)

    assert change is not None
    assert (change.quarter, change.before) == (Q1, "90%")


@pytest.mark.parametrize(
    ("measure", "history"),
    [
        pytest.param(a_measure("92"), a_history(q1=Target(Decimal(92))), id="the same"),
        pytest.param(a_measure("92"), {}, id="no history"),
        pytest.param(a_measure("92"), a_history(q3=Target(Decimal(90))), id="not earlier"),
        pytest.param(
            a_measure(q1="20", q2="50"), a_history(q1=Target(Decimal(20))), id="a profile goes on"
        ),
        pytest.param(
            a_measure("92"),
            {
                ("PI1", Quarter(2020, 4)): Reading(
                    "PI.1", Quarter(2020, 4), target=Target(Decimal(9))
                )
            },
            id="last year had its own",
        ),
    ],
)
def test_without_another_target_in_the_year_there_is_no_change(
    measure: Measure, history: dict[tuple[str, Quarter], Reading]
) -> None:
    assert changed_target(measure, Q3, history) is None


def test_a_quarter_with_a_target_of_its_own_is_named() -> None:
    change = changed_target(a_measure(q1="30", q2="50"), Q2, a_history(q1=Target(Decimal(25))))

    assert change is not None
    dated = with_day(change, [TargetChange("PI.1", Q1, "25%", "30%", date(2021, 8, 1))])
    assert dated.sentence == ("Target of Q1 2021/22 changed from 25% to 30% (1st August 2021).")


def test_a_target_that_is_gone_was_changed_too() -> None:
    change = changed_target(a_measure(), Q2, a_history(q1=Target(Decimal(25))))

    assert change is not None
    assert change.now == "none"


def test_a_change_that_is_made_twice_has_its_last_day() -> None:
    change = TargetChange("PI.1", Q1, "90%", "92%")
    days = [TargetChange("PI.1", Q1, "90%", "92%", date(2021, 8, n)) for n in (1, 9)]

    assert with_day(change, days).on == date(2021, 8, 9)
    assert with_day(change, [TargetChange("PI.1", Q1, "90%", "95%", date(2021, 8, 1))]).on is None


@pytest.mark.parametrize(
    ("then", "same"),
    [
        pytest.param(Target(Decimal("92.0000000000000001")), True, id="to 15 digits"),
        pytest.param(Target(Decimal("92.1")), False, id="another figure"),
        pytest.param(Target(words="92%"), True, id="the same in words"),
        pytest.param(Target(words="at least 92%"), False, id="other words"),
    ],
)
def test_a_target_is_the_same_if_a_sheet_would_hold_the_same(then: Target, same: bool) -> None:
    assert same_target(then, a_measure("92"), Q1) is same


def test_a_range_is_a_target_in_words() -> None:
    ranged = Measure("PI.1", polarity=Polarity.RANGE, low=Decimal(2), high=Decimal(4))

    assert target_in_words(ranged, Q1) == "2 to 4"
    assert same_target(Target(words="2 TO 4"), ranged, Q1)
