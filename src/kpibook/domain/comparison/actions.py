"""Comparison of the lists of actions of two workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpibook.domain.actions.action import Action
from kpibook.domain.comparison.consolidations import ChangeKind
from kpibook.domain.comparison.fields import Value
from kpibook.domain.comparison.workbooks import Difference
from kpibook.domain.wording import folded

_FIELDS: dict[str, Callable[[Action], Value]] = {
    "text": lambda action: action.text,
    "owner": lambda action: action.owner or None,
    "due": lambda action: action.due,
    "state": lambda action: action.state.value,
    "service": lambda action: action.service or None,
    "since": lambda action: str(action.since),
    "closed with": lambda action: None if action.closed is None else str(action.closed),
}
#: Ways to tell that two rows are the same action, the surest first: by its text, or, where that
#: was reworded, by what else is known of it.
_SAME: tuple[Callable[[Action], tuple[object, ...]], ...] = (
    lambda action: (action.key, folded(action.service), folded(action.text)),
    lambda action: (action.key, folded(action.text)),
    lambda action: (action.key, folded(action.service), action.since, action.owner, action.due),
)


def action_differences(old: Sequence[Action], new: Sequence[Action]) -> Iterator[Difference]:
    """Yield the differences of the actions: in the order of `new`, then those that are gone.

    Texts and posts are private: they are never printed whole. The cell says which row is meant.

    Args:
        old: The actions of the earlier workbook.
        new: Those of the later one.
    """
    pairs, gone = _paired(old, new)
    for position, action in enumerate(new):
        earlier = pairs.get(position)
        if earlier is None:
            yield _difference(ChangeKind.NEW, action, "", None, action.text)
            continue
        for name, field_of in _FIELDS.items():
            before, now = field_of(earlier), field_of(action)
            if before != now:
                kind = ChangeKind.NEW if before is None else ChangeKind.REVISED
                kind = ChangeKind.REMOVED if now is None else kind
                yield _difference(kind, action, name, before, now)
    for action in gone:
        yield _difference(ChangeKind.REMOVED, action, "", action.text, None)


def _paired(old: Sequence[Action], new: Sequence[Action]) -> tuple[dict[int, Action], list[Action]]:
    """Return the earlier state of actions by their position in `new`, and those that are gone."""
    left, pairs = list(old), dict[int, Action]()
    for identity in _SAME:
        for position, action in enumerate(new):
            if position in pairs:
                continue
            same = next((each for each in left if identity(each) == identity(action)), None)
            if same is not None:
                pairs[position] = same
                left.remove(same)
    return pairs, left


def _difference(kind: ChangeKind, action: Action, name: str, old: Value, new: Value) -> Difference:
    place = f"Action {action.source.cell}".rstrip()
    return Difference(
        kind,
        f"{place}: {name}" if name else place,
        old,
        new,
        ref=action.ref,
        title="" if action.ref else action.service or action.directorate or "Key action",
        directorate=action.directorate,
        private=True,
    )
