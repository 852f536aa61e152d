"""The keys of outcomes are data that people keep: they do not change."""

from __future__ import annotations

from enum import Enum

import pytest

from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status


def test_not_rated_and_not_reported_are_outside_the_base_of_percentages() -> None:
    assert {status for status in Status if not status.is_rated} == {
        Status.NOT_RATED,
        Status.NOT_REPORTED,
        Status.NOT_DUE,
    }


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Status, "exceeding met within off not_rated not_reported not_due"),
        (
            Direction,
            "improved declined no_change increased decreased no_history not_comparable",
        ),
        (Rounding, "as_reported full"),
        (Baseline, "previous previous_year"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_keys_stay_what_they_are_in_the_order_they_are_listed(kind: type[Enum], keys: str) -> None:
    assert [member.value for member in kind] == keys.split()
