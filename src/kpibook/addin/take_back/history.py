"""The clicks of a workbook that can be taken back, from the last to the first."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from kpibook.addin.kept.record import Record
from kpibook.addin.kept.store import Kept, Store
from kpibook.addin.take_back.identity import Identity
from kpibook.addin.take_back.plan import Plan, plan_of
from kpibook.on_use.dataclass import dataclass

if TYPE_CHECKING:
    from kpibook.addin.open_book.open_book import OpenBook

_MOSTLY = 0.9  # share of the changes that is as a button left it


@dataclass(frozen=True, slots=True)
class Step:
    """The click to take back next.

    Attributes:
        kept: What is kept of it.
        plan: What of it goes back.
        passed: Later clicks of which nothing is as the button left it, the newest first.
    """

    kept: Kept
    plan: Plan
    passed: list[Record] = field(default_factory=list)


def next_step(book: OpenBook, identity: Identity, store: Store) -> Step | None:
    """Return the last click in this workbook that can be taken back; None if there is no such.

    A record made under another name counts if it is of the same directorate and nearly all it
    changed is as the button left it: the workbook was renamed, moved, or saved under a new name.
    """
    passed: list[Record] = []
    for kept in store.kept():
        record = kept.record()
        if record is None or record.taken_back is not None:
            continue
        here = identity.has_address_of(record)
        if not here and not identity.may_be(record):
            continue
        plan = plan_of(book, record, kept.copy)
        if plan.count and (here or plan.count >= _MOSTLY * (plan.count + len(plan.left))):
            return Step(kept, plan, passed)
        if here:
            passed.append(record)
    return None
