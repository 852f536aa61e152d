"""A reader's knowledge of the figures that are withheld, as a system of linear relations.

The reader is taken to know the rule and to guess right wherever the rule leaves a guess: that
one of the figures is a small number, that no figure withheld is zero, that second choices are
no larger than what is shown. So a figure may be safer than it is taken to be, never less safe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpibook.domain.disclosure.cells import (
    COUNTS,
    LARGEST,
    SMALLEST,
    Cell,
    MeasureKey,
    Printed,
    is_small,
)
from kpibook.domain.disclosure.groups import Groups
from kpibook.domain.disclosure.known_sums import KnownSum, directorate_sums, year_to_date_sums
from kpibook.domain.disclosure.linear_system import Bounds, Relation, System

_SMALL: Bounds = (SMALLEST, LARGEST)
#: The kind of count of which one is known to be small; of the counts of a share it is only known
#: that one of the three is.
KIND_WITH_RULE = "actual"


@dataclass(frozen=True, slots=True)
class View:
    """The counts of one kind, and the sums they are part of.

    Attributes:
        kind: The kind of count; see `COUNTS`.
        counts: The counts that are known here, shown or not.
        sums: The sums.
        steps: Years to date of one owner in successive quarters, which do not fall.
        secret: The figures that are not known here, because they are marked [c].
        rule_is_known: True if a figure that is not known here is taken to be withheld by the rule,
            so that none is zero and at least one in a sum is small; else an officer may have
            marked it.
        limits: Limits of figures that are known from elsewhere, such as from a rounded share.
    """

    kind: str
    counts: Mapping[Cell, int]
    sums: tuple[KnownSum, ...]
    steps: tuple[tuple[Cell, Cell], ...]
    secret: frozenset[Cell]
    rule_is_known: bool = False
    limits: Mapping[Cell, Bounds] = field(default_factory=dict)


@dataclass(slots=True)
class _Parts:
    """A system in the making."""

    bounds: dict[Hashable, Bounds] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    at_least_one: list[tuple[tuple[Hashable, ...], Bounds]] = field(default_factory=list)


def views_of(cells: Mapping[Cell, Printed], *, guess: bool = True) -> list[View]:
    """Return the counts of every kind that takes part in a sum or a year to date.

    Args:
        cells: The figures.
        guess: Look for totals that are not evident too; see `directorate_sums`.
    """
    views = []
    for kind in COUNTS:
        counts = {c: n for c, p in cells.items() if (n := p.count(kind)) is not None}
        sums = (*directorate_sums(cells, kind, guess=guess), *year_to_date_sums(cells, kind))
        steps = tuple(_steps(cells, counts))
        secret = frozenset(c for c, p in cells.items() if p.confidential)
        if counts and (sums or steps):
            views.append(View(kind, counts, sums, steps, secret))
    return views


def by_group(views: Iterable[View]) -> Iterator[list[View]]:
    """Yield the views of measures that have to do with one another, and of no others."""
    measures = Groups[MeasureKey]()
    views = list(views)
    for view in views:
        for known_sum in view.sums:
            for part in known_sum.parts:
                measures.join(part.measure, known_sum.total.measure)
    groups: defaultdict[MeasureKey, list[View]] = defaultdict(list)
    for view in views:
        for leader, own in _split(view, measures.leader).items():
            groups[leader].append(own)
    yield from groups.values()


def _split(view: View, lead: Callable[[MeasureKey], MeasureKey]) -> dict[MeasureKey, View]:
    counts: defaultdict[MeasureKey, dict[Cell, int]] = defaultdict(dict)
    sums: defaultdict[MeasureKey, list[KnownSum]] = defaultdict(list)
    steps: defaultdict[MeasureKey, list[tuple[Cell, Cell]]] = defaultdict(list)
    secret: defaultdict[MeasureKey, set[Cell]] = defaultdict(set)
    for cell, count in view.counts.items():
        counts[lead(cell.measure)][cell] = count
    for known_sum in view.sums:
        sums[lead(known_sum.total.measure)].append(known_sum)
    for step in view.steps:
        steps[lead(step[1].measure)].append(step)
    for cell in view.secret:
        secret[lead(cell.measure)].add(cell)
    return {
        leader: replace(
            view,
            counts=counts[leader],
            sums=tuple(sums[leader]),
            steps=tuple(steps[leader]),
            secret=frozenset(secret[leader]),
        )
        for leader in {**sums, **steps}
    }


def _steps(
    cells: Mapping[Cell, Printed], counts: Mapping[Cell, int]
) -> Iterator[tuple[Cell, Cell]]:
    for cell, printed in cells.items():
        before = Cell(cell.measure, cell.owner, cell.quarter.previous)
        if not printed.basis.is_of_year_so_far or cell.quarter.number == 1:
            continue
        if before in cells and _does_not_fall(counts.get(before), counts.get(cell)):
            yield before, cell


def _does_not_fall(before: int | None, after: int | None) -> bool:
    return before is None or after is None or before <= after


def systems_of(view: View, hidden: Collection[Cell]) -> Iterator[System]:
    """Yield what a reader knows, a system for the figures that have to do with one another."""
    parts = _system(view, hidden)
    for names, relations in _components(parts):
        members = set(names)
        yield System(
            {name: parts.bounds[name] for name in names},
            relations,
            [(among, limits) for among, limits in parts.at_least_one if among[0] in members],
        )


def _withholds_all(known_sum: KnownSum, hidden: Collection[Cell]) -> bool:
    """Return True if a total and all its parts are withheld, zeros too."""
    return known_sum.total in hidden and all(part in hidden for part in known_sum.parts)


def _system(view: View, hidden: Collection[Cell]) -> _Parts:
    parts = _Parts()
    for known_sum in view.sums:
        _add_sum(parts, view, known_sum, hidden)
    for before, after in view.steps:
        if before in hidden or after in hidden:
            _add_relation(parts, view, {after: 1, before: -1}, hidden, 0, None)
    for name in parts.bounds:
        if isinstance(name, Cell) and name in view.limits:
            _limit(parts, name, view.limits[name])
    return parts


def _add_sum(parts: _Parts, view: View, known_sum: KnownSum, hidden: Collection[Cell]) -> None:
    members: dict[Hashable, int] = {known_sum.total: 1, **dict.fromkeys(known_sum.parts, -1)}
    unknown = [c for c in (known_sum.total, *known_sum.parts) if c in hidden]
    const = known_sum.missing or 0
    if known_sum.small_remainder:
        members[known_sum], const = -1, 0
        parts.bounds[known_sum] = _SMALL
    elif not unknown:
        return
    # What is not reported may be anything to a reader; it does not protect what is chosen here.
    slack = view.rule_is_known and known_sum.unreported
    _add_relation(parts, view, members, hidden, const, None if slack else const)
    if not known_sum.of_directorates or _withholds_all(known_sum, hidden):
        return
    own = [c for c in known_sum.parts if c in hidden]
    if any(c in view.secret for c in own) or not own:
        if view.rule_is_known and own:
            for cell in own:
                _limit(parts, cell, (1, None))
            parts.at_least_one.append((tuple(own), _SMALL))
        return
    truths = [view.counts[c] for c in own]
    shown = [n for c in known_sum.parts if c not in hidden and (n := view.counts.get(c, 0)) > 0]
    if shown:
        # Between equals the choice goes by name, which tells a reader too much: more has to go.
        cap = min(shown) - 1 if max(truths) <= min(shown) else max(truths)
        for cell in own:
            _limit(parts, cell, (0, cap))
    if all(truths):
        for cell in own:
            _limit(parts, cell, (1, None))
    if any(is_small(n) for n in truths) and not known_sum.small_remainder:
        parts.at_least_one.append((tuple(own), _SMALL))


def _add_relation(
    parts: _Parts,
    view: View,
    members: Mapping[Hashable, int],
    hidden: Collection[Cell],
    low: int,
    high: int | None,
) -> None:
    """Add a relation with the figures that are shown taken over to the other side."""
    terms, shown = [], 0
    for member, times in members.items():
        if isinstance(member, Cell) and member not in hidden:
            if member not in view.counts:  # not reported, so nothing follows from it
                return
            shown += times * view.counts[member]
        else:
            terms.append((member, times))
            parts.bounds.setdefault(member, (0, None))
    parts.relations.append(
        Relation(tuple(terms), low - shown, None if high is None else high - shown)
    )


def _limit(parts: _Parts, cell: Cell, limits: Bounds) -> None:
    low, high = parts.bounds.get(cell, (0, None))
    least, most = limits
    highs = [h for h in (high, most) if h is not None]
    parts.bounds[cell] = (max(low, least), min(highs) if highs else None)


def _components(parts: _Parts) -> Iterator[tuple[list[Hashable], Sequence[Relation]]]:
    """Yield the unknown figures that have to do with one another, and their relations."""
    figures = Groups[Hashable]()
    for relation in parts.relations:
        first, *others = [name for name, _ in relation.terms]
        for other in others:
            figures.join(other, first)
    names: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for name in parts.bounds:
        names[figures.leader(name)].append(name)
    relations: defaultdict[Hashable, list[Relation]] = defaultdict(list)
    for relation in parts.relations:
        relations[figures.leader(relation.terms[0][0])].append(relation)
    for key, group in names.items():
        yield group, relations[key]
