"""The protocol of the keeper that a commit tells what it changes, for Take back."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.open_book.commit_record import CommitRecord


class WayBack(Enum):
    """The way back from a commit that failed and could not put back all it had written."""

    TAKE_BACK = auto()
    COPY = auto()
    BY_HAND = auto()

    @property
    def advice(self) -> str:
        """Sentences that tell the officer what to do."""
        return f"{_ADVICE[self]} {_UNSAVED}"


_ADVICE = {
    WayBack.TAKE_BACK: "Finish typing in the cell you are in, close any dialog, and press Take "
    "back, which puts them back.",
    WayBack.COPY: "Look at them before you save the workbook. `kpibook addin kept` names a copy of "
    "it from before the button.",
    WayBack.BY_HAND: "Look at them before you save the workbook, and put them right by hand: "
    "nothing was kept to take them back from.",
}
_UNSAVED = "Do not close without saving: that loses what you typed since your last save."


class Keeper(Protocol):
    """Keeper of what commits change; its own failures never reach the commit."""

    def before(self, cache: CellCache) -> None:
        """Keep the workbook as it is, before the first write."""

    def after(self, cache: CellCache, record: CommitRecord) -> None:
        """Keep what the commit did; `cache` is the one from before it."""

    def restored(self) -> None:
        """Forget the commit: it failed, and put back all it had written."""

    def failed(self, cache: CellCache, not_put_back: CommitRecord) -> WayBack:
        """Keep what a commit that failed could not put back.

        An empty record is kept as the copy alone: Excel did not tell what is left behind.
        """
