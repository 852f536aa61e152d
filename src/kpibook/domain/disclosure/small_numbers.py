"""Small numbers: which figures rest on counts of 1 to 5, and which others would give them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.consolidation.workbook_refusals import folded
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter

#: The largest count that is withheld; zero is not.
LARGEST = 5
# A count that is worked back from a rounded share may be out by almost one.
_SLACK = Decimal("0.5")

#: A figure: the row's position and the quarter.
Place = tuple[int, Quarter]


class Reason(Enum):
    """Why a figure is withheld."""

    SMALL = "it is a count of 1 to 5, or rests on one"
    UNDECIDED = "it is a share and its counts are not given, so it may rest on 1 to 5"
    INCREMENT = "less the figure before it in the year it would give a count of 1 to 5 away"
    SUBTRACTION = "a total less the other figures would give a withheld one away"


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure and where it stands."""

    place: Place
    unit: Unit
    past: Past
    basis: Basis


def to_withhold(rows: Sequence[ConsolidatedRow]) -> dict[Place, Reason]:
    """The figures that may not be published, of the period and of the quarters before it.

    Only of measures that ask for it. Where one directorate's register asks, the measures of the
    same reference of that council's other directorates are taken to ask too.
    """
    figures = list(_figures(rows, _asking(rows)))
    found = {f.place: why for f in figures if (why := _own_reason(f.unit, f.past))}
    _protect_increments(figures, found)
    for group in _side_by_side(rows, figures):
        _protect(group, found)
    return found


def measure_of(row: ConsolidatedRow) -> tuple[str, str]:
    """What directorates share that report one measure: the council and the reference."""
    return folded(row.council), row.rated.measure.key


def _asking(rows: Iterable[ConsolidatedRow]) -> set[tuple[str, str]]:
    return {measure_of(row) for row in rows if row.rated.measure.suppress_small}


def _figures(rows: Sequence[ConsolidatedRow], asking: set[tuple[str, str]]) -> Iterator[_Figure]:
    for position, row in enumerate(rows):
        if measure_of(row) in asking:
            for past in pasts_of(row):
                measure = row.rated.measure
                yield _Figure((position, past.quarter), measure.unit, past, measure.basis)


def pasts_of(row: ConsolidatedRow) -> tuple[Past, ...]:
    """Every figure a row shows, by quarter: its history, what it is compared with, its own."""
    rated, period = row.rated, row.rated.reading.period
    found = {
        period.same_last_year: Past(period.same_last_year, rated.previous_year),
        period.previous: Past(period.previous, rated.previous, rated.previous_marker),
    }
    found.update({past.quarter: past for past in row.history})
    reading = rated.reading
    found[period] = Past(
        period, reading.usable, reading.marker, reading.numerator, reading.denominator
    )
    return tuple(found[quarter] for quarter in sorted(found))


# A figure by itself


def _own_reason(unit: Unit, past: Past) -> Reason | None:
    counts = [past.numerator, past.denominator]
    if unit is Unit.COUNT:
        counts.append(past.actual)
    if any(is_small(count) for count in counts):
        return Reason.SMALL
    if unit.per is None or not past.actual:
        return None
    return _reason_of_share(past.actual, unit.per, past.numerator, past.denominator)


def _reason_of_share(
    actual: Decimal, per: int, numerator: Decimal | None, denominator: Decimal | None
) -> Reason | None:
    """A share gives its other count away: 93 of 96 says that 3 are not."""
    if numerator is None and denominator is None:
        return Reason.UNDECIDED
    above = numerator if numerator is not None else actual * (denominator or 0) / per
    below = denominator if denominator is not None else above * per / actual
    slack = Decimal(0) if numerator is not None and denominator is not None else _SLACK
    rest = below - above
    return Reason.SMALL if is_small(above, slack) or is_small(rest, slack) else None


def is_small(count: Decimal | None, slack: Decimal = Decimal(0)) -> bool:
    """Whether a count is above 0 and at most 5.

    >>> is_small(Decimal(5)), is_small(Decimal(0)), is_small(None)
    (True, False, False)
    """
    return count is not None and 0 < count <= LARGEST + slack


# Figures one after another


def _protect_increments(figures: Iterable[_Figure], found: dict[Place, Reason]) -> None:
    """Withhold a year to date that, less the one last published, leaves 1 to 5.

    Figures of a row come in the order of their quarters.
    """
    shown: dict[tuple[int, int], _Figure] = {}
    for figure in figures:
        if figure.basis is not Basis.CUMULATIVE or figure.place in found:
            continue
        position, quarter = figure.place
        before = shown.get((position, quarter.year))
        if before is not None and _rose_by_few(before, figure):
            found[figure.place] = Reason.INCREMENT
        elif figure.past.actual is not None:
            shown[position, quarter.year] = figure


def _rose_by_few(before: _Figure, after: _Figure) -> bool:
    for count_of in _COUNTS:
        first, second = count_of(before), count_of(after)
        if first is not None and second is not None and is_small(abs(second - first)):
            return True
    return False


# Figures side by side

_COUNTS: tuple[Callable[[_Figure], Decimal | None], ...] = (
    lambda figure: figure.past.actual if figure.unit is Unit.COUNT else None,
    lambda figure: figure.past.numerator,
    lambda figure: figure.past.denominator,
)


def _side_by_side(
    rows: Sequence[ConsolidatedRow], figures: Iterable[_Figure]
) -> Iterator[list[_Figure]]:
    """The figures of one measure and quarter by directorate, where there are three or more."""
    groups: defaultdict[tuple[tuple[str, str], Quarter], list[_Figure]] = defaultdict(list)
    for figure in figures:
        groups[measure_of(rows[figure.place[0]]), figure.past.quarter].append(figure)
    yield from (group for group in groups.values() if len(group) > 2)


def _protect(group: Sequence[_Figure], found: dict[Place, Reason]) -> None:
    """Withhold a second figure wherever a total less the others would give the first away."""
    for count_of in _COUNTS:
        counts = {f.place: n for f in group if (n := count_of(f)) is not None}
        for total in counts:
            parts = {place: n for place, n in counts.items() if place != total}
            if not _adds_up(counts[total], parts, _unknown(group, counts)):
                continue
            hidden = [f.place for f in group if f.place in found or f.past.marker == "[c]"]
            if len(hidden) == 1:
                found[_second(parts, hidden[0])] = Reason.SUBTRACTION


def _unknown(group: Sequence[_Figure], counts: Mapping[Place, Decimal]) -> int:
    """How many an officer has withheld already, so that their value is not known here."""
    return sum(f.place not in counts and f.past.marker == "[c]" for f in group)


def _adds_up(total: Decimal, parts: Mapping[Place, Decimal], unknown: int) -> bool:
    """Whether a figure is, or may be, the total of the others."""
    rest = total - sum(parts.values())
    return rest == 0 and len(parts) > 1 if not unknown else rest > 0 and unknown == 1


def _second(parts: Mapping[Place, Decimal], hidden: Place) -> Place:
    """The smallest of the other parts; a zero, which nobody would look for, only if need be."""
    others = {place: n for place, n in parts.items() if place != hidden}
    return min(others, key=lambda place: (others[place] == 0, others[place], place))
