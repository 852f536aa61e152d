"""Ratings of a measure with a figure in doubt: not rated, and the reason why."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position, Rating
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Baseline, Direction, Status
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme

#: A doubt about these leaves the rating as it is: it is about another quarter or council.
HARMLESS = frozenset((Role.COMPARATOR, Role.OTHER_TARGET))


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Doubts about the figures of a measure.

    Attributes:
        findings: All of them, in the order in which they are listed.
        roles: The figures that may be used for nothing until the doubt is settled.
        quarters: The earlier quarters whose figures are among them.
        reason: The first doubt about them in words; "" without one.
    """

    findings: tuple[Finding, ...] = ()
    roles: frozenset[Role] = frozenset()
    quarters: frozenset[Quarter] = frozenset()
    reason: str = ""


NO_DOUBT = InDoubt()


def rate_in_doubt(position: Position, scheme: Scheme, doubt: InDoubt) -> Rating:
    """Rate `position` without what is in doubt.

    A doubt about an earlier figure leaves out the direction that needs it, and the status under
    a scheme whose status depends on that direction. A doubt about any other figure leaves the
    measure not rated. A measure without an actual stays "not reported".

    Returns:
        The rating, with the doubt as its reason where the status is left out.
    """
    roles = doubt.roles - HARMLESS
    if roles and all(role.is_past for role in roles):
        return _without_baselines(position, scheme, roles, doubt.reason)
    rating = rate(position, scheme)
    if not roles or rating.status is Status.NOT_REPORTED:
        return rating
    return Rating(
        Status.NOT_RATED,
        Direction.NOT_COMPARABLE,
        Direction.NOT_COMPARABLE,
        variance=None,
        why=doubt.reason,
    )


def _without_baselines(
    position: Position, scheme: Scheme, roles: AbstractSet[Role], reason: str
) -> Rating:
    regression = scheme.direction_rule.method is Method.REGRESSION
    before = Role.PREVIOUS in roles or (regression and Role.EARLIER in roles)
    last_year = Role.PREVIOUS_YEAR in roles
    rating = rate(
        replace(
            position,
            previous=None if before else position.previous,
            series=() if before else position.series,
            previous_year=None if last_year else position.previous_year,
        ),
        scheme,
    )
    unfair = Direction.NOT_COMPARABLE
    rating = replace(
        rating,
        direction=unfair if before else rating.direction,
        direction_year=unfair if last_year else rating.direction_year,
    )
    missing = before if scheme.rule.compared_with is Baseline.PREVIOUS else last_year
    if missing and scheme.rule.within_if and rating.status in (Status.WITHIN, Status.OFF):
        return replace(rating, status=Status.NOT_RATED, variance=None, why=reason)
    return rating
