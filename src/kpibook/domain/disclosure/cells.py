"""Published counts as a reader meets them: by measure, directorate, quarter and kind of count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass

#: A figure: the row's position and the quarter.
FigureKey = tuple[int, Quarter]
#: A measure of a council: the council and the reference, both in the form they are compared.
MeasureKey = tuple[str, str]
#: The shorthand of a figure that is withheld.
CONFIDENTIAL = "[c]"
#: The counts that are withheld; zero is not among them.
SMALLEST, LARGEST = 1, 5
#: How many values a withheld figure has at the least, for a reader who knows the rule.
LEAST_VALUES = 3


def is_small(count: Decimal | int | None, slack: Decimal = Decimal(0)) -> bool:
    """Return True if a count is above 0 and at most 5.

    >>> is_small(Decimal(5)), is_small(Decimal(0)), is_small(None)
    (True, False, False)
    """
    return count is not None and 0 < count <= LARGEST + slack


@dataclass(frozen=True, slots=True)
class Figure:
    """Figure and its place.

    Attributes:
        place: Its row and quarter.
        unit: What it is counted in.
        past: The figure, its marker and its counts.
        basis: The stretch of time it covers.
        title: The measure's title; "" if it is not known.
    """

    place: FigureKey
    unit: Unit
    past: Past
    basis: Basis
    title: str = ""


def without_value(past: Past) -> Past:
    """Return a figure as it is printed when it is withheld: [c], without its counts."""
    return Past(past.quarter, None, CONFIDENTIAL)


def is_figure(figure: Figure) -> bool:
    """Return True if there is a value or a count to withhold: [x] and [z] have none."""
    past = figure.past
    return any(value is not None for value in (past.actual, past.numerator, past.denominator))


@dataclass(frozen=True, slots=True)
class Cell:
    """Figure of a directorate, wherever it is printed.

    Attributes:
        measure: The measure.
        owner: The directorate in the form it is compared, or what else tells its rows apart.
        quarter: The quarter.
    """

    measure: MeasureKey
    owner: Hashable
    quarter: Quarter


@dataclass(slots=True)
class Printed:
    """The figures of one cell: several where two workbooks report the same.

    Attributes:
        figures: All of them; they do not contradict one another.
    """

    figures: list[Figure] = field(default_factory=list)

    def count(self, kind: str) -> int | None:
        """Return its count of a kind, as a whole number; None if it is not known."""
        counts = (COUNTS[kind](figure) for figure in self.figures)
        return next((int(count) for count in counts if count is not None), None)

    @property
    def confidential(self) -> bool:
        """Return True if an officer has marked it [c]."""
        return any(figure.past.marker == CONFIDENTIAL for figure in self.figures)

    @property
    def basis(self) -> Basis:
        """The stretch of time it covers."""
        return self.figures[0].basis

    @property
    def title(self) -> str:
        """The title of its measure; "" if it is not known."""
        return next((figure.title for figure in self.figures if figure.title), "")


def counts_of_share(unit: Unit, past: Past) -> tuple[Decimal | None, Decimal | None]:
    """Return the counts above and below the line; a missing count is worked back from the share.

    A count that is worked back is not rounded. None if it is neither stated nor to be worked back.

    >>> counts_of_share(Unit.PERCENT, Past(Quarter(2021, 1), Decimal(50), denominator=Decimal(9)))
    (Decimal('4.5'), Decimal('9'))
    """
    above, below, per = past.numerator, past.denominator, unit.per
    if per is None or past.actual is None:
        return above, below
    if above is None and below is not None:
        return past.actual * below / per, below
    if below is None and above is not None and past.actual:
        return above, above * per / past.actual
    return above, below


def _rest(figure: Figure) -> Decimal | None:
    above, below = _above(figure), _below(figure)
    if figure.unit.per is None or above is None or below is None or below < above:
        return None
    return below - above


def _above(figure: Figure) -> Decimal | None:
    return _whole(counts_of_share(figure.unit, figure.past)[0], figure.past.numerator)


def _below(figure: Figure) -> Decimal | None:
    return _whole(counts_of_share(figure.unit, figure.past)[1], figure.past.denominator)


def _whole(count: Decimal | None, stated: Decimal | None) -> Decimal | None:
    return count if count is None or stated is not None else count.quantize(Decimal(1))


#: The kinds of count a figure has or gives away: itself, the counts above and below the line,
#: and those below that are not above. One count that is missing is worked back from the share.
COUNTS: Mapping[str, Callable[[Figure], Decimal | None]] = {
    "actual": lambda figure: figure.past.actual if figure.unit.counts_things else None,
    "numerator": _above,
    "denominator": _below,
    "rest": _rest,
}


def cells_of(
    directorates: Sequence[str], figures: Iterable[Figure], keys: Sequence[MeasureKey]
) -> dict[Cell, Printed]:
    """Gather figures by what they are figures of.

    Two workbooks that report one directorate's measure share its cells, unless they contradict
    one another: then each workbook's row counts by itself.

    Args:
        directorates: The directorate of each row in the form it is compared.
        figures: The figures to gather.
        keys: The measure of each row; see `measure_keys`.
    """
    by_row: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_row[figure.place[0]].append(figure)
    owners: dict[tuple[MeasureKey, str], list[tuple[Hashable, list[int]]]] = {}
    cells: defaultdict[Cell, Printed] = defaultdict(Printed)
    for position, own in by_row.items():
        name = directorates[position]
        sharing = owners.setdefault((keys[position], name), [])
        owner = next((o for o, others in sharing if _agree(own, others, by_row)), None)
        if owner is None:
            owner = name if not sharing else (name, position)
            sharing.append((owner, []))
        next(others for o, others in sharing if o == owner).append(position)
        for figure in own:
            cells[Cell(keys[position], owner, figure.past.quarter)].figures.append(figure)
    return dict(cells)


def _agree(
    own: Iterable[Figure], others: Iterable[int], by_row: Mapping[int, Sequence[Figure]]
) -> bool:
    seen = {f.past.quarter: f for position in others for f in by_row[position]}
    return all(
        other is None or None in (other.past.actual, f.past.actual) or other.past == f.past
        for f in own
        for other in [seen.get(f.past.quarter)]
    )


def measure_keys(rows: Sequence[ConsolidatedRow]) -> list[MeasureKey]:
    """Return the measure that each row reports, the same for all directorates that report it.

    A workbook that names no council belongs to the one that the others name, if it is one. An
    earlier reference ("Also known as") is that of the measure.
    """
    named = {folded(row.council) for row in rows if row.council}
    only = next(iter(named)) if len(named) == 1 else ""
    renamed = {
        ref_key(alias): row.rated.measure.key for row in rows for alias in row.rated.measure.aliases
    }
    return [
        (
            folded(row.council) or only,
            renamed.get(row.rated.measure.key, row.rated.measure.key),
        )
        for row in rows
    ]
