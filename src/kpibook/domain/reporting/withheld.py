"""Count of the figures that a publication does not show: in doubt, or small numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, without_doubted
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location

_TARGETS = frozenset((Role.TARGET, Role.OTHER_TARGET, Role.LOW, Role.HIGH))


def doubted_figures(rated: RatedMeasure, earlier: Collection[Quarter]) -> int:
    """Return how many figures of a measure are printed as [x] because they are in doubt.

    Args:
        rated: The measure.
        earlier: The earlier quarters whose figures are printed.
    """
    roles = rated.doubt.roles
    in_doubt = (
        any(role.is_reported for role in roles),
        bool(roles & _TARGETS),
        Role.COMPARATOR in roles,
    )
    return sum(in_doubt) + len(rated.doubt.quarters & set(earlier))


def small_figures(rated: RatedMeasure, published: RatedMeasure) -> int:
    """Return how many figures of a return a published measure lacks, without those in doubt."""
    return _printed(rated) - _printed(published)


def _printed(rated: RatedMeasure) -> int:
    sound = without_doubted(rated)
    return sum(figure is not None for figure in (sound.reading.usable, sound.previous))


def figures_withheld(where: Location, in_doubt: int, small: int) -> Iterator[Finding]:
    """Yield a note on how many figures a publication does not show; none if it shows all.

    Args:
        where: The published file.
        in_doubt: Figures that a doubt stops.
        small: Counts of 1 to 5, and figures that would give such a count away.
    """
    total = in_doubt + small
    if not total:
        return
    reasons = [f"{in_doubt:,} in doubt"] if in_doubt else []
    reasons += [f"{small:,} so that no count of 1 to 5 is shown or worked out"] if small else []
    be = "is" if total == 1 else "are"
    yield Finding(
        "figures-withheld",
        f"{counted(total, 'figure')} {be} withheld: {listed(reasons)}.",
        where,
        "Settle the doubts and write it again; small numbers stay withheld."
        if in_doubt
        else "Nothing need be done.",
    )
