"""A position with figures in doubt: what is still rated, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.rating.in_doubt import InDoubt, rate_in_doubt
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Direction, Status
from tests.domain.given import STANDARD, a_position, a_scheme

POSITION = a_position("80", "90", previous="85", previous_year="78", series="70 75")
NC = Direction.NOT_COMPARABLE


def doubt(*roles: Role) -> InDoubt:
    return InDoubt(roles=frozenset(roles), reason="In doubt: words.")


@pytest.mark.parametrize(
    "role",
    [role for role in Role if not role.is_past and role.name not in ("COMPARATOR", "OTHER_TARGET")],
)
def test_a_doubt_about_a_figure_of_the_rating_leaves_the_measure_not_rated(role: Role) -> None:
    rating = rate_in_doubt(POSITION, STANDARD, doubt(role))

    assert (rating.status, rating.direction, rating.direction_year) == (Status.NOT_RATED, NC, NC)
    assert (rating.variance, rating.why) == (None, "In doubt: words.")


@pytest.mark.parametrize("role", [Role.COMPARATOR, Role.OTHER_TARGET])
def test_a_doubt_about_another_council_or_quarter_leaves_the_rating(role: Role) -> None:
    assert rate_in_doubt(POSITION, STANDARD, doubt(role)) == rate(POSITION, STANDARD)


def test_a_doubt_about_an_earlier_figure_leaves_out_its_direction_only() -> None:
    before = rate_in_doubt(POSITION, STANDARD, doubt(Role.PREVIOUS))
    last_year = rate_in_doubt(POSITION, STANDARD, doubt(Role.PREVIOUS_YEAR))
    older = rate_in_doubt(POSITION, STANDARD, doubt(Role.EARLIER))

    assert (before.status, before.direction, before.direction_year) == (
        Status.OFF, NC, Direction.IMPROVED,
    )  # fmt: skip
    assert (last_year.direction, last_year.direction_year) == (Direction.DECLINED, NC)
    assert older == rate(POSITION, STANDARD)


def test_a_trend_needs_every_earlier_figure() -> None:
    trend = a_scheme({"method": "regression"}, tolerance="5%")

    assert rate_in_doubt(POSITION, trend, doubt(Role.EARLIER)).direction is NC


def test_a_status_that_depends_on_a_direction_falls_with_it() -> None:
    scheme = a_scheme(within_if=["improved"], compared_with="previous")

    assert rate_in_doubt(POSITION, scheme, doubt(Role.PREVIOUS)).status is Status.NOT_RATED
    assert rate_in_doubt(POSITION, scheme, doubt(Role.PREVIOUS_YEAR)).status is Status.OFF
    met = a_position("95", "90", previous="85")
    assert rate_in_doubt(met, scheme, doubt(Role.PREVIOUS)).status is Status.MET


def test_a_measure_without_an_actual_stays_not_reported() -> None:
    rating = rate_in_doubt(a_position(None, "90"), STANDARD, doubt(Role.TARGET))

    assert rating.status is Status.NOT_REPORTED


@pytest.mark.parametrize("roles", [(), (Role.ACTUAL,), (Role.PREVIOUS,)], ids=str)
def test_without_the_reason_the_rest_of_a_rating_is_the_same(roles: tuple[Role, ...]) -> None:
    whole = rate_in_doubt(POSITION, STANDARD, doubt(*roles))
    short = rate_in_doubt(POSITION, STANDARD, doubt(*roles), explained=False)

    assert replace(whole, why="") == replace(short, why="")
    assert short.why in ("", "In doubt: words.")
