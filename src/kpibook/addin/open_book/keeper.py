"""The protocol of the keeper that a commit tells what it changes, for Take back."""

from __future__ import annotations

from typing import Protocol

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.open_book.commit_record import CommitRecord


class Keeper(Protocol):
    """Keeper of what commits change; its own failures never reach the commit."""

    def before(self, cache: CellCache) -> None:
        """Keep the workbook as it is, before the first write."""

    def after(self, cache: CellCache, record: CommitRecord) -> None:
        """Keep what the commit did; `cache` is the one from before it."""

    def failed(self, cache: CellCache, not_put_back: CommitRecord) -> None:
        """Keep what a commit that failed could not put back; empty if it put back all."""
