"""Counts of a table of ratings, as a typed summary may state them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.summary import summarise
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import folded
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a table of ratings.

    Attributes:
        measures: How many there are, those that are not due among them.
        due: How many are due.
        statuses: How many have each status.
        directions: How many have each direction; empty where the measures are compared with
            different periods, because no single count is then right.
        directions_year: The same against the same quarter last year.
        may_have: How many more a text may count in each direction, against the quarter before: of
            measures without a judged direction.
        may_have_year: The same against the same quarter last year.
        period: The quarter; None if it is not known.
        new: How many were introduced in the year.
        priorities: How many each priority has, by its folded name.
        labels: The statuses that the scheme calls by a word, by the folded word.
        where: The table.
    """

    measures: int
    due: int
    statuses: Mapping[Status, int]
    directions: Mapping[Direction, int] = field(default_factory=lambda: MappingProxyType({}))
    directions_year: Mapping[Direction, int] = field(default_factory=lambda: MappingProxyType({}))
    may_have: Mapping[Direction, int] = field(default_factory=lambda: MappingProxyType({}))
    may_have_year: Mapping[Direction, int] = field(default_factory=lambda: MappingProxyType({}))
    period: Quarter | None = None
    new: int = 0
    priorities: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    labels: Mapping[str, frozenset[Status]] = field(default_factory=lambda: MappingProxyType({}))
    where: Location = field(default_factory=Location)

    @property
    def rated(self) -> int:
        """How many have a status other than not rated, not reported and not due."""
        return sum(count for status, count in self.statuses.items() if status.is_rated)

    @property
    def bases(self) -> frozenset[int]:
        """The numbers that a percentage may be of."""
        return frozenset((self.measures, self.due, self.rated)) - {0}

    @property
    def every_count(self) -> frozenset[int]:
        """Every number that a text may give as "of the so many measures"."""
        counts = (self.statuses, self.directions, self.directions_year, self.priorities)
        return self.bases.union(*(each.values() for each in counts))

    def having(self, statuses: Collection[Status]) -> int:
        """Return how many have any of these statuses."""
        return sum(self.statuses.get(status, 0) for status in statuses)


_DASHES = regex(r"\s*[-\u2010-\u2015\u2212:*]+\s*")


def priority_key(name: str) -> str:
    """Return the form in which names of priorities are compared.

    >>> priority_key("One Council \u2013 Building") == priority_key("One council - building **")
    True
    """
    return folded(_DASHES.sub(" ", name).strip())


def tally_of(rated: Sequence[RatedMeasure], scheme: Scheme, where: Location | None = None) -> Tally:
    """Count rated measures.

    Args:
        rated: The measures.
        scheme: The scheme, whose words a summary uses.
        where: The table they are in.
    """
    summary = summarise([each.rating for each in rated])
    due = [each for each in rated if each.waiting is None]
    labels: dict[str, frozenset[Status]] = {}
    for status in Status:
        look = scheme.appearance(status)
        for word in {folded(text) for text in (look.label, *look.phrases) if text}:
            labels[word] = labels.get(word, frozenset()) | {status}
    period = rated[0].reading.period if rated else None
    return Tally(
        measures=len(rated),
        due=summary.measures,
        statuses=summary.statuses,
        directions=_of_all(due, 0, summary.directions),
        directions_year=_of_all(due, 1, summary.directions_year),
        may_have=_may_have(due, 0),
        may_have_year=_may_have(due, 1),
        period=period,
        new=sum(period is not None and each.measure.introduced == period.year for each in rated),
        priorities=Counter(
            priority_key(each.measure.priority) for each in rated if each.measure.priority
        ),
        labels=labels,
        where=where or Location(),
    )


#: Directions that say whether a measure moved the good way.
JUDGED = (Direction.IMPROVED, Direction.DECLINED, Direction.NO_CHANGE)
_UNJUDGED = (Direction.INCREASED, Direction.DECREASED)


def _may_have(due: Sequence[RatedMeasure], place: int) -> Mapping[Direction, int]:
    """Count the measures that a text may count in a direction, though the table does not.

    A measure without a figure has none. One that is not compared with the quarter before may be
    counted as it is against last year, and in any direction where that is not known either.
    """
    counts: Counter[Direction] = Counter()
    for each in due:
        directions = (each.rating.direction, each.rating.direction_year)
        own, other = directions[place], directions[1 - place]
        if own in JUDGED or each.reading.usable is None:
            continue
        counts.update((other,) if own not in _UNJUDGED and other in JUDGED else JUDGED)
    return counts


def _of_all(
    due: Sequence[RatedMeasure], place: int, counts: Mapping[Direction, int]
) -> Mapping[Direction, int]:
    """Return counts of directions, or nothing where they are against different periods."""
    return counts if len({each.compared[place].since for each in due}) == 1 else {}
