"""A workbook open in a pretended Excel of either system, with a keeper of its commits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kpibook.addin.kept.record import Record
from kpibook.addin.kept.store import own_store
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.addin.take_back.keeper import Keeper
from tests.addin.opened import Desk


@dataclass
class Kept:
    """What was kept of a commit.

    Attributes:
        keeper: The keeper.
        logged: The errors it logged.
    """

    keeper: Keeper
    logged: list[Exception] = field(default_factory=list)

    @property
    def record(self) -> Record:
        """The newest record."""
        record = own_store().kept()[0].record()
        assert record is not None
        return record


def keep(desk: Desk, change: Callable[[OpenBook], None]) -> Kept:
    """Make a change in the workbook and commit it, with a keeper."""
    logged: list[Exception] = []
    with desk.opened() as book:
        book.keeper = keeper = Keeper("Fill", book, logged.append)
        change(book)
        book.commit()
    return Kept(keeper, logged)
