"""Ratings of a measure with a figure in doubt: not rated, and the reason why."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from kpibook.domain.finding import Finding
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position, Rating, status_of
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.baselines import compared_figures
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Baseline, Direction, Status
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

#: A doubt about these leaves the rating as it is: it is about another quarter or council.
HARMLESS = frozenset((Role.COMPARATOR, Role.OTHER_TARGET))
# The figures of a plain table, which have no quarter.
_ROLES = {
    ComparedWith.PREVIOUS: Role.PREVIOUS,
    ComparedWith.PREVIOUS_YEAR: Role.PREVIOUS_YEAR,
    ComparedWith.OUTTURN: Role.OUTTURN,
    ComparedWith.BEST: Role.BEST,
}


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
_IN_DOUBT = "The figure it is compared with is in doubt"


def without_doubted_figure(figure: BaselineFigure, doubt: InDoubt) -> BaselineFigure:
    """Return a baseline figure, without its value if that is in doubt."""
    if not _is_doubted(figure, doubt):
        return figure
    return figure.without_value(_IN_DOUBT)


def _is_doubted(figure: BaselineFigure, doubt: InDoubt) -> bool:
    role = _ROLES.get(figure.kind)
    if figure.kind is ComparedWith.TARGET_PATH:
        return Role.TARGET in doubt.roles
    if figure.of_year:
        return False
    if figure.quarter is not None:
        return figure.quarter in doubt.quarters
    return role in doubt.roles


def rate_in_doubt(
    position: Position, scheme: Scheme, doubt: InDoubt, *, explained: bool = True
) -> Rating:
    """Rate `position` without what is in doubt.

    A doubt about an earlier figure leaves out the direction that needs it, and the status under
    a scheme whose status depends on that direction. A doubt about any other figure leaves the
    measure not rated. A measure without an actual stays "not reported".

    Args:
        position: The figures.
        scheme: The rules.
        doubt: What is in doubt.
        explained: Give the reason of a rating, see `rate`.

    Returns:
        The rating, with the doubt as its reason where the status is left out.
    """
    roles = doubt.roles - HARMLESS
    if roles and all(role.is_past for role in roles):
        return _without_baselines(position, scheme, roles, doubt, explained=explained)
    if not roles or status_of(position, scheme) is Status.NOT_REPORTED:
        return rate(position, scheme, explained=explained)
    return Rating(
        Status.NOT_RATED,
        Direction.NOT_COMPARABLE,
        Direction.NOT_COMPARABLE,
        variance=None,
        why=doubt.reason,
    )


def _rests_on_doubted(figure: BaselineFigure, doubt: InDoubt, scheme: Scheme) -> bool:
    """Return True if a direction rests on a figure in doubt: for a line, on any of the series."""
    by_line = figure.by_quarter_before and scheme.direction_rule.method is Method.REGRESSION
    return _is_doubted(figure, doubt) or (by_line and Role.EARLIER in doubt.roles)


def _without_baselines(
    position: Position,
    scheme: Scheme,
    roles: AbstractSet[Role],
    doubt: InDoubt,
    *,
    explained: bool,
) -> Rating:
    regression = scheme.direction_rule.method is Method.REGRESSION
    before = Role.PREVIOUS in roles or (regression and Role.EARLIER in roles)
    last_year = Role.PREVIOUS_YEAR in roles
    sound = replace(
        position,
        previous=None if before else position.previous,
        series=() if before else position.series,
        previous_year=None if last_year else position.previous_year,
        baselines=tuple(without_doubted_figure(f, doubt) for f in position.baselines),
    )
    rating = rate(sound, scheme, explained=explained)
    first, second = compared_figures(position, scheme)
    if _rests_on_doubted(first, doubt, scheme):
        rating = replace(rating, direction=Direction.NOT_COMPARABLE)
    if _rests_on_doubted(second, doubt, scheme):
        rating = replace(rating, direction_year=Direction.NOT_COMPARABLE)
    missing = before if scheme.rule.compared_with is Baseline.PREVIOUS else last_year
    if missing and scheme.rule.within_if and rating.status in (Status.WITHIN, Status.OFF):
        return replace(rating, status=Status.NOT_RATED, variance=None, why=doubt.reason)
    return rating
