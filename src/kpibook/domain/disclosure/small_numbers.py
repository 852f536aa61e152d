"""Small numbers: figures that rest on counts of 1 to 5, and others that would give them away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.disclosure.cells import (
    CONFIDENTIAL,
    COUNTS,
    Cell,
    Figure,
    FigureKey,
    MeasureKey,
    Printed,
    cells_of,
    counts_of_share,
    is_figure,
    is_small,
    measure_keys,
)
from kpibook.domain.disclosure.known_sums import year_to_date_sums
from kpibook.domain.disclosure.proof import protect
from kpibook.domain.disclosure.published.earlier import earlier_of
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass

_OF_ONE_YEAR = (Basis.CUMULATIVE, Basis.YEAR_TO_DATE, Basis.IN_PERIOD)
# A count that is worked back from a rounded share may be out by almost one.
_SLACK = Decimal("0.5")


class Reason(Enum):
    """Reason a figure is withheld."""

    SMALL = "it is a count of 1 to 5, or rests on one"
    UNDECIDED = "it is a share and its counts are not given, so it may rest on 1 to 5"
    INCREMENT = "less the figure before it in the year it would give a count of 1 to 5 away"
    SUBTRACTION = "a total less the other figures would give a withheld one away"
    WHOLE = "no smaller part of the measure could be withheld that protects its small numbers"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Figures that are withheld from some rows, and the rows concerned.

    Attributes:
        reasons: Why, by figure. Figures that an officer has marked [c] are not among them.
        protected: The rows of measures of which any figure is withheld, marked figures included.
        whole: The rows of measures of which every figure is withheld, because less would not have
            protected those that are small.
        exposed: The rows of these of which files that are published already give a figure away.
        asking: The rows of measures that ask for it, or of which a figure is marked or was
            withheld before; and of the same counts under another reference.
    """

    reasons: dict[FigureKey, Reason]
    protected: frozenset[int]
    whole: frozenset[int] = frozenset()
    exposed: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()


def withheld_of(
    rows: Sequence[ConsolidatedRow], published: Iterable[PublishedFigure] = ()
) -> Withheld:
    """Decide which figures may not be published, of the period and of the quarters before it.

    Small numbers are withheld of measures that ask for it. Where the register of one directorate
    asks, the measures of the same reference of that council's other directorates are taken to ask
    too, and so is the same count under another reference, in the quarter or for the year to date.
    What an officer has marked [c] is protected whether the register asks or not, and so is what
    a published file withholds.

    Args:
        rows: The measures of all workbooks that are published together.
        published: What files print that are published already. What they show cannot be called
            back; what they withhold stays so.
    """
    keys = measure_keys(rows)
    directorates = [folded(row.directorate) for row in rows]
    earlier = earlier_of(published, rows, keys)
    asking = _asking(rows, keys)
    every = _figures_in_question(
        rows, keys, directorates, asking, {c.measure for c in earlier.hidden}
    )
    cells = earlier.joined(cells_of(directorates, every, keys))
    asking |= _versions(cells, asking)
    figures = [f for f in every if keys[f.place[0]] in asking]
    reasons = {f.place: why for f in figures if (why := _own_reason(f.unit, f.past))}
    asked = {cell: printed for cell, printed in cells.items() if cell.measure in asking}
    _protect_increments(asked, earlier.figures, reasons)
    concerned = asking | {c.measure for c, printed in cells.items() if printed.confidential}
    own = {cell: printed for cell, printed in cells.items() if cell.measure in concerned}
    _share_reasons(own, reasons)
    hidden = {
        cell
        for cell, printed in own.items()
        if printed.confidential or any(f.place in reasons for f in printed.figures)
    }
    protection = protect(own, hidden, others=cells, earlier=earlier)
    for cell in protection.second:
        whole = cell.measure in protection.whole
        for figure in filter(is_figure, own[cell].figures):
            reasons.setdefault(figure.place, Reason.WHOLE if whole else Reason.SUBTRACTION)
    measures = {cell.measure for cell in hidden | protection.second}
    return Withheld(
        {f.place: reasons[f.place] for f in every if f.place in reasons},
        _rows_of(measures, keys),
        _rows_of(protection.whole, keys),
        _rows_of(protection.exposed, keys),
        _rows_of(concerned | {cell.measure for cell in earlier.hidden}, keys),
    )


def _rows_of(measures: Collection[MeasureKey], keys: Sequence[MeasureKey]) -> frozenset[int]:
    return frozenset(position for position, key in enumerate(keys) if key in measures)


def concerned(rows: Iterable[ConsolidatedRow]) -> bool:
    """Return True if a measure asks for small numbers to be withheld, or has a figure marked."""
    return any(row.rated.measure.suppress_small or _is_marked(row) for row in rows)


def _asking(rows: Sequence[ConsolidatedRow], keys: Sequence[MeasureKey]) -> set[MeasureKey]:
    return {key for row, key in zip(rows, keys, strict=True) if row.rated.measure.suppress_small}


def _versions(cells: dict[Cell, Printed], asking: set[MeasureKey]) -> set[MeasureKey]:
    """Return the measures that give those that ask away: the quarter's own, the year to date's."""
    versions: set[MeasureKey] = set()
    for kind in COUNTS if asking else ():
        for known_sum in year_to_date_sums(cells, kind):
            pair = {cell.measure for cell in known_sum.members}
            versions |= pair if pair & asking else set()
    return versions


def _share_reasons(cells: dict[Cell, Printed], reasons: dict[FigureKey, Reason]) -> None:
    """Withhold a figure wherever it is printed, if it is withheld or marked in one place."""
    for printed in cells.values():
        own = [reasons[f.place] for f in printed.figures if f.place in reasons]
        if printed.confidential and len(printed.figures) > 1:
            own.append(Reason.SMALL)
        for figure in printed.figures:
            if own and figure.past.marker != CONFIDENTIAL:
                reasons.setdefault(figure.place, own[0])


def _figures_in_question(
    rows: Sequence[ConsolidatedRow],
    keys: Sequence[MeasureKey],
    directorates: Sequence[str],
    asking: set[MeasureKey],
    withheld: set[MeasureKey],
) -> list[Figure]:
    """Return the figures of measures that ask, have a figure withheld, or are versions of such.

    The rows may lie on disk, and most measures do not ask: only what can matter is held.
    """
    owners = {(key[0], d) for key, d in zip(keys, directorates, strict=True) if key in asking}
    matter = asking | withheld
    matter |= {key for row, key in zip(rows, keys, strict=True) if _is_marked(row)}
    return [
        figure
        for position, row in enumerate(rows)
        if keys[position] in matter
        or (
            (keys[position][0], directorates[position]) in owners
            and row.rated.measure.basis in _OF_ONE_YEAR
        )
        for figure in _figures(position, row)
    ]


def _is_marked(row: ConsolidatedRow) -> bool:
    markers = [row.rated.reading.marker, row.rated.previous_marker]
    return CONFIDENTIAL in (*markers, *(past.marker for past in row.history))


def _figures(position: int, row: ConsolidatedRow) -> Iterator[Figure]:
    measure = row.rated.measure
    for past in pasts_of(row):
        yield Figure((position, past.quarter), measure.unit, past, measure.basis, measure.title)


def pasts_of(row: ConsolidatedRow) -> tuple[Past, ...]:
    """List every figure a row shows, by quarter: history, comparisons and the period itself."""
    rated, period = row.rated, row.rated.reading.period
    by_quarter = {
        period.same_last_year: Past(period.same_last_year, rated.previous_year),
        period.previous: Past(period.previous, rated.previous, rated.previous_marker),
    }
    by_quarter.update({past.quarter: past for past in _baselines(rated)})
    by_quarter.update({past.quarter: past for past in row.history})
    last = rated.waiting.last if rated.waiting else None
    if last is not None:
        by_quarter.setdefault(last.quarter, Past(last.quarter, last.value))
    reading = rated.reading
    by_quarter[period] = Past(
        period, reading.usable, reading.marker, reading.numerator, reading.denominator
    )
    return tuple(by_quarter[quarter] for quarter in sorted(by_quarter))


def _baselines(rated: RatedMeasure) -> Iterator[Past]:
    """Yield the earlier figures that the directions are against, with their counts.

    The outturn of a whole year is not among them: it is no quarter's figure.
    """
    for figure in rated.compared:
        if figure.quarter is None or figure.value is None or figure.of_year:
            continue
        if figure.kind is not ComparedWith.TARGET_PATH:
            yield Past(
                figure.quarter,
                figure.value,
                numerator=figure.numerator,
                denominator=figure.denominator,
            )


# A figure by itself


def _own_reason(unit: Unit, past: Past) -> Reason | None:
    counts = [past.numerator, past.denominator]
    if unit.counts_things:
        counts.append(past.actual)
    if any(is_small(count) for count in counts):
        return Reason.SMALL
    if unit.per is None or not past.actual:
        return None
    return _reason_of_share(unit, past)


def _reason_of_share(unit: Unit, past: Past) -> Reason | None:
    """Judge a share by its counts: 93 of 96 says that 3 are not."""
    above, below = counts_of_share(unit, past)
    if above is None or below is None:
        return Reason.UNDECIDED
    slack = _SLACK if None in (past.numerator, past.denominator) else Decimal(0)
    return Reason.SMALL if is_small(above, slack) or is_small(below - above, slack) else None


# Figures one after another


def _protect_increments(
    cells: Mapping[Cell, Printed], published: Collection[Cell], reasons: dict[FigureKey, Reason]
) -> None:
    """Withhold a year to date that, less the last figure that is shown, leaves 1 to 5."""
    shown: dict[tuple[MeasureKey, Hashable, int], Figure] = {}
    for cell in sorted(cells, key=lambda c: c.quarter):
        year = cell.measure, cell.owner, cell.quarter.year
        for figure in cells[cell].figures:
            if not figure.basis.is_of_year_so_far or figure.place in reasons:
                continue
            before = None if cell in published else shown.get(year)
            if before is not None and _rose_by_few(before, figure):
                reasons[figure.place] = Reason.INCREMENT
            elif figure.past.actual is not None:
                shown[year] = figure


def _rose_by_few(before: Figure, after: Figure) -> bool:
    for count_of in COUNTS.values():
        first, second = count_of(before), count_of(after)
        if first is not None and second is not None and is_small(abs(second - first)):
            return True
    return False
