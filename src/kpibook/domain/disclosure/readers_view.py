"""A reader's knowledge of the figures that are withheld, as a system of linear relations.

The reader is taken to know the rule and to guess right wherever the rule leaves a guess: that
one of the figures is a small number, that no figure withheld is zero, that second choices are
no larger than what is shown. So a figure may be safer than it is taken to be, never less safe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.domain.disclosure.cells import LARGEST, SMALLEST, Cell, is_small
from kpibook.domain.disclosure.groups import Groups
from kpibook.domain.disclosure.known_sums import KnownSum
from kpibook.domain.disclosure.linear_system import Bounds, Relation, System
from kpibook.domain.disclosure.views import View
from kpibook.on_use.dataclass import dataclass

_SMALL: Bounds = (SMALLEST, LARGEST)


@dataclass(slots=True)
class _Parts:
    """A system in the making."""

    bounds: dict[Hashable, Bounds] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    at_least_one: list[tuple[tuple[Hashable, ...], Bounds]] = field(default_factory=list)


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
    is_known = _add_relation(parts, view, members, hidden, const, None if slack else const)
    if not is_known or not known_sum.of_directorates or _withholds_all(known_sum, hidden):
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
) -> bool:
    """Add a relation with the figures that are shown taken over to the other side.

    Returns:
        False if a figure is neither shown nor withheld: then nothing follows from it.
    """
    terms, shown = [], 0
    for member, times in members.items():
        if isinstance(member, Cell) and member not in hidden:
            if member not in view.counts:
                return False
            shown += times * view.counts[member]
        else:
            terms.append((member, times))
            parts.bounds.setdefault(member, (0, None))
    parts.relations.append(
        Relation(tuple(terms), low - shown, None if high is None else high - shown)
    )
    return True


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
