"""Directions in words, with the figure each is against: headings, cells and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kpibook.domain.measures.compared_with import NAMES, ComparedWith
from kpibook.domain.measures.period import Quarter, quarters_in
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.baselines import names_one
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

DIRECTION = "Direction"
SECOND_DIRECTION = "Second direction"
_AGAINST = regex(
    r", (?:against|(?:up |down )?from|the same as) (?P<figure>[^()]+?)"
    r"(?: \((?P<name>[^()]+)\)| in (?P<quarter>Q[1-4] \d{4}/\d\d))?$"
)
_WAS = regex(r": (?P<name>Q[1-4] \d{4}/\d\d) was (?P<figure>.+)$")
_YEAR = regex(r"(?P<start>\d{4})/\d\d")
_NOT_JUDGED = (Direction.INCREASED, Direction.DECREASED)
_IN_ORDER = (
    *(Direction.IMPROVED, Direction.NO_CHANGE, Direction.DECLINED, *_NOT_JUDGED),
    *(Direction.NO_HISTORY, Direction.NOT_COMPARABLE),
)


@dataclass(frozen=True, slots=True)
class DirectionColumn:
    """Column of directions on a return or a scorecard.

    Attributes:
        place: 0 for the first direction of each measure, 1 for the second.
        heading: Names the baseline where all measures share it.
        is_shared: True if it does; otherwise each cell names its own.
    """

    place: int
    heading: str
    is_shared: bool

    def cell(self, rated: RatedMeasure, scheme: Scheme) -> str:
        """Return the scheme's word for the direction, with the figure that it is against.

        "Improved", "Improved, against 57.7%" where no column shows that figure, and "Improved,
        against 57.7% (2020/21 outturn)" where the heading does not name it.
        """
        figure, direction = rated.compared[self.place], direction_of(rated, self.place)
        if rated.waiting:
            return rated.direction_in_words(direction, scheme)
        label = scheme.label(direction)
        if direction is Direction.NOT_COMPARABLE:
            return label + self._instead(rated, figure)
        name = "" if self.is_shared and figure.kind is not ComparedWith.BEST else figure.short_name
        # The quarter before has a column, with its figure, wherever directions are printed.
        if figure.by_quarter_before or direction is Direction.NO_HISTORY or figure.value is None:
            return f"{label} ({name})" if name else label
        value = rated.measure.written(figure.value)
        return f"{label}, against {value}" + (f" ({name})" if name else "")

    def _instead(self, rated: RatedMeasure, figure: BaselineFigure) -> str:
        """Say what a figure of a part of a year can be compared with, if there is that."""
        restarts = figure.by_quarter_before and rated.measure.basis.restarts_each_year
        part = figure.kind is ComparedWith.OUTTURN and bool(figure.unfair)
        named = "" if self.is_shared else f" ({figure.short_name})"
        if rated.reading.usable is None or not (restarts or part) or rated.previous_year is None:
            return named
        quarter = rated.reading.period.same_last_year
        if rated.compared[1].kind is ComparedWith.PREVIOUS_YEAR:
            return f"{named}: see {quarter}"
        return f"{named}: {quarter} was {rated.measure.written(rated.previous_year)}"


def direction_columns(
    rated: Sequence[RatedMeasure], period: Quarter, scheme: Scheme
) -> tuple[DirectionColumn, ...]:
    """Return the columns of directions for some measures; one if all name a single baseline.

    Args:
        rated: The measures.
        period: The quarter they are reported for.
        scheme: The scheme they are rated under.
    """
    rule, due = scheme.direction_rule, [each for each in rated if each.waiting is None]
    columns = columns_of(
        {measure.compared[0].since for measure in due},
        {measure.compared[1].since for measure in due},
        period,
    )
    single = due and all(names_one(each.measure.compared_with, rule) for each in due)
    return columns[:1] if single else columns


def columns_of(
    first: Collection[str], second: Collection[str], period: Quarter
) -> tuple[DirectionColumn, ...]:
    """Return the columns of directions, out of the names that follow "Direction" in each.

    A single column where both are against the same.
    """
    usual = f"since {period.previous}", f"since {period.same_last_year}"
    columns = []
    for place, names in enumerate((first, second)):
        shared = len(set(names)) < 2
        generic = SECOND_DIRECTION if place else DIRECTION
        name = next(iter(names), usual[place])
        columns.append(DirectionColumn(place, f"{DIRECTION} {name}" if shared else generic, shared))
    return tuple(columns[:1] if columns[0].heading == columns[1].heading else columns)


def direction_of(rated: RatedMeasure, place: int) -> Direction:
    """Return a measure's first (0) or second (1) direction."""
    return rated.rating.direction_year if place else rated.rating.direction


def figure_in_cell(heading: str, cell: str) -> tuple[Quarter, str] | None:
    """Return the earlier figure that a cell of a `DirectionColumn` prints, with its quarter.

    An outturn is of the last quarter of its year. None for a cell without a figure, and for a
    target, which is no figure of people.

    >>> figure_in_cell("Direction since Q3 2020/21", "Improved, against 55.2%")
    (Quarter(2020, 3), '55.2%')
    >>> figure_in_cell("Direction", "Declined, down from 90.3% in Q2 2021/22")
    (Quarter(2021, 2), '90.3%')
    """
    match = _AGAINST.search(cell) or _WAS.search(cell)
    if match is None:
        return None
    groups = match.groupdict()
    name = groups["name"] or groups.get("quarter") or heading
    if NAMES[ComparedWith.TARGET_PATH].removeprefix("the ") in name:
        return None
    if quarter := next(iter(quarters_in(name)), None):
        return quarter, match["figure"]
    year = _YEAR.search(name)
    return None if year is None else (Quarter(int(year["start"]), 4), match["figure"])


def second_direction(rated: RatedMeasure, scheme: Scheme) -> str:
    """Return the second direction for a column headed "since last year".

    With what it is against where that is not of last year: "Improved since Q2 2021/22".
    """
    label = rated.direction_in_words(rated.rating.direction_year, scheme)
    figure = rated.compared[1]
    as_headed = figure.kind in (ComparedWith.PREVIOUS_YEAR, ComparedWith.OUTTURN)
    return label if as_headed or rated.waiting else f"{label} {figure.since}"


def direction_sentences(rated: Sequence[RatedMeasure], place: int, scheme: Scheme) -> list[str]:
    """Write a sentence on directions for each baseline; measures that are not due have none."""
    groups: dict[str, list[Direction]] = {}
    for measure in (each for each in rated if each.waiting is None):
        name = measure.compared[place].common_name
        groups.setdefault(name, []).append(direction_of(measure, place))
    return [direction_sentence(group, name, scheme) for name, group in groups.items()]


def direction_sentence(directions: Iterable[Direction], compared_with: str, scheme: Scheme) -> str:
    """Write directions in a sentence that names what they are against, in the scheme's words.

    "Compared with Q2 2021/22: 3 improved, 1 unchanged and 1 not comparable."
    """
    counts = Counter(directions)
    by_phrase: Counter[str] = Counter()
    for direction in _IN_ORDER:
        by_phrase[_phrase(direction, counts, scheme)] += counts[direction]
    parts = [f"{number} {phrase}" for phrase, number in by_phrase.items() if number]
    return f"Compared with {compared_with}: {listed(parts)}." if parts else "There are no measures."


def _phrase(direction: Direction, counts: Counter[Direction], scheme: Scheme) -> str:
    if direction not in _NOT_JUDGED:
        return scheme.appearance(direction).phrases[counts[direction] != 1]
    moved = [scheme.label(way).casefold() for way in _NOT_JUDGED if counts[way]]
    return f"not judged (neutral: {listed(moved)})"
