"""Small numbers: figures that rest on counts of 1 to 5, and others that would give them away."""

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
FigureKey = tuple[int, Quarter]


class Reason(Enum):
    """Reason a figure is withheld."""

    SMALL = "it is a count of 1 to 5, or rests on one"
    UNDECIDED = "it is a share and its counts are not given, so it may rest on 1 to 5"
    INCREMENT = "less the figure before it in the year it would give a count of 1 to 5 away"
    SUBTRACTION = "a total less the other figures would give a withheld one away"


@dataclass(frozen=True, slots=True)
class _Figure:
    """Figure and its key: the row and the quarter."""

    place: FigureKey
    unit: Unit
    past: Past
    basis: Basis


def to_withhold(rows: Sequence[ConsolidatedRow]) -> dict[FigureKey, Reason]:
    """Choose the figures that may not be published, of the period and of earlier quarters.

    Only measures that ask for it lose figures. If a directorate's register asks, measures of the
    same reference in that council's other directorates are treated as asking too.
    """
    figures = list(_figures(rows, _asking(rows)))
    withheld = {f.place: reason for f in figures if (reason := _own_reason(f.unit, f.past))}
    _protect_increments(figures, withheld)
    for group in _side_by_side(rows, figures):
        _protect(group, withheld)
    return withheld


def measure_of(row: ConsolidatedRow) -> tuple[str, str]:
    """Return the council and the reference, which directorates that report a measure share."""
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
    """List every figure a row shows, by quarter: history, comparisons and the period itself."""
    rated, period = row.rated, row.rated.reading.period
    by_quarter = {
        period.same_last_year: Past(period.same_last_year, rated.previous_year),
        period.previous: Past(period.previous, rated.previous, rated.previous_marker),
    }
    by_quarter.update({past.quarter: past for past in row.history})
    reading = rated.reading
    by_quarter[period] = Past(
        period, reading.usable, reading.marker, reading.numerator, reading.denominator
    )
    return tuple(by_quarter[quarter] for quarter in sorted(by_quarter))


# A single figure


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
    """Judge a share by its counts: 93 of 96 says that 3 are not."""
    if numerator is None and denominator is None:
        return Reason.UNDECIDED
    above = numerator if numerator is not None else actual * (denominator or 0) / per
    below = denominator if denominator is not None else above * per / actual
    slack = Decimal(0) if numerator is not None and denominator is not None else _SLACK
    remainder = below - above
    return Reason.SMALL if is_small(above, slack) or is_small(remainder, slack) else None


def is_small(count: Decimal | None, slack: Decimal = Decimal(0)) -> bool:
    """Return True if a count is above 0 and at most 5.

    >>> is_small(Decimal(5)), is_small(Decimal(0)), is_small(None)
    (True, False, False)
    """
    return count is not None and 0 < count <= LARGEST + slack


# Figures one after another


def _protect_increments(figures: Iterable[_Figure], withheld: dict[FigureKey, Reason]) -> None:
    """Withhold a year to date that, less the last published figure, leaves 1 to 5.

    Figures of a row come in the order of their quarters.
    """
    published: dict[tuple[int, int], _Figure] = {}
    for figure in figures:
        if figure.basis is not Basis.CUMULATIVE or figure.place in withheld:
            continue
        position, quarter = figure.place
        last_published = published.get((position, quarter.year))
        if last_published is not None and _rose_by_few(last_published, figure):
            withheld[figure.place] = Reason.INCREMENT
        elif figure.past.actual is not None:
            published[position, quarter.year] = figure


def _rose_by_few(earlier: _Figure, later: _Figure) -> bool:
    for count_of in _COUNTS:
        count, later_count = count_of(earlier), count_of(later)
        if count is not None and later_count is not None and is_small(abs(later_count - count)):
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
    """Group the figures of a measure and quarter by directorate, if there are three or more."""
    groups: defaultdict[tuple[tuple[str, str], Quarter], list[_Figure]] = defaultdict(list)
    for figure in figures:
        groups[measure_of(rows[figure.place[0]]), figure.past.quarter].append(figure)
    # A total needs two parts: of two figures neither can be worked out from the other.
    yield from (group for group in groups.values() if len(group) > 2)


def _protect(group: Sequence[_Figure], withheld: dict[FigureKey, Reason]) -> None:
    """Withhold a second figure wherever a total less the others would give the first away."""
    for count_of in _COUNTS:
        counts = {f.place: n for f in group if (n := count_of(f)) is not None}
        for total in counts:
            parts = {place: n for place, n in counts.items() if place != total}
            if not _adds_up(counts[total], parts, _unknown(group, counts)):
                continue
            hidden = [f.place for f in group if f.place in withheld or f.past.marker == "[c]"]
            if len(hidden) == 1:
                withheld[_second(parts, hidden[0])] = Reason.SUBTRACTION


def _unknown(group: Sequence[_Figure], counts: Mapping[FigureKey, Decimal]) -> int:
    """Count the figures an officer has withheld already, whose value is not known here."""
    return sum(f.place not in counts and f.past.marker == "[c]" for f in group)


def _adds_up(total: Decimal, parts: Mapping[FigureKey, Decimal], unknown: int) -> bool:
    """Return True if a figure is, or may be, the total of the others."""
    remainder = total - sum(parts.values())
    return remainder == 0 and len(parts) > 1 if not unknown else remainder > 0 and unknown == 1


def _second(parts: Mapping[FigureKey, Decimal], hidden: FigureKey) -> FigureKey:
    """Choose the smallest of the other parts; a zero, which gives little cover, only if need be."""
    candidates = {place: n for place, n in parts.items() if place != hidden}
    return min(candidates, key=lambda place: (candidates[place] == 0, candidates[place], place))
