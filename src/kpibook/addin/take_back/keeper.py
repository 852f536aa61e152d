"""The keeper of what a button changes: a copy before each commit and a record after it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.kept.record import Change, Record
from kpibook.addin.kept.store import Store, own_store
from kpibook.addin.open_book.commit_record import CommitRecord
from kpibook.addin.open_book.keeper import WayBack
from kpibook.addin.take_back.changes import changes_of
from kpibook.addin.take_back.identity import Identity, identity_of
from kpibook.addin.take_back.unsaved import sentence, unsaved_cells
from kpibook.errors import KpibookError

if TYPE_CHECKING:
    from kpibook.addin.excel.cell_cache import CellCache
    from kpibook.addin.open_book.open_book import OpenBook

NO_COPY = "Excel could not save a copy of the workbook"


class Keeper:
    """Keeps what the commits of a click change, so that Take back can undo them.

    A failure here is never a failure of the button: it goes on, and `missing` says why Take back
    is not available.

    Args:
        button: The button's name, as the ribbon shows it.
        book: The workbook.
        log: Called with an error that is no fault of the officer's, for the log of faults.
        offered: False for Take back, whose work Take back does not undo.

    Attributes:
        missing: The reason for which Take back is not available; "" if it is.
        copy: The workbook as it was before the last commit; None if no copy is kept.
        was_saved: True if everything was saved before the last commit.
    """

    def __init__(
        self,
        button: str,
        book: OpenBook,
        log: Callable[[Exception], object],
        *,
        offered: bool = True,
    ) -> None:
        self._button, self._book, self._log, self._offered = button, book, log, offered
        self._store: Store | None = None
        self._identity = Identity(book.name, "", "")
        self._key = ""
        self.missing = ""
        self.copy: Path | None = None
        self.was_saved = True

    def before(self, cache: CellCache) -> None:
        """Keep a copy of the workbook as it is."""
        self.missing, self.copy = "", None
        try:
            self.was_saved = platform_api.is_saved(cache.book, cache.platform)
            self._identity = identity_of(self._book)
            self._store = own_store()
            self._store.prune(datetime.now(UTC))
            self._key = self._store.new_key(datetime.now(UTC))
        except Exception as error:  # noqa: BLE001 the button goes on without Take back
            self._give_up(error)
            return
        # On a Mac Excel has no such call, and the record has to do without the copy.
        if cache.platform == platform_api.WINDOWS:
            self._save_copy(cache, self._store.copy_path(self._key, self._book.name))

    def after(self, cache: CellCache, record: CommitRecord) -> None:
        """Keep the record of what the commit did.

        Args:
            cache: The cache from before the commit.
            record: What the commit did.
        """
        if self._store is None or self.missing:
            return
        try:
            changes = tuple(changes_of(cache, record))
            if not changes:
                self._store.drop(self._key)
                return
            self._store.write(self._record(changes))
            if not self._offered:
                self._store.mark_taken_back(self._key, datetime.now(UTC))
            self._store.prune(datetime.now(UTC))
        except Exception as error:  # noqa: BLE001 the commit is made, and stays
            self._give_up(error)

    def restored(self) -> None:
        """Delete the copy: the commit failed, and put back all it had written."""
        if self._store is not None:
            self._store.drop(self._key)

    def failed(self, cache: CellCache, not_put_back: CommitRecord) -> WayBack:
        """Keep what a commit that failed left behind.

        Args:
            cache: The cache from before the commit.
            not_put_back: What could not be put back; empty if Excel is gone or does not tell. Then
                the copy alone has what the workbook held.

        Returns:
            The way back for the officer.
        """
        if not_put_back:
            self.after(cache, not_put_back)
            if not self.missing:
                return WayBack.TAKE_BACK
        return WayBack.BY_HAND if self.copy is None else WayBack.COPY

    def unsaved(self) -> str:
        """Say in a sentence what was not saved before the button; "" if everything was."""
        if self.was_saved:
            return ""
        cells: list[str] = []
        # In a cloud, or on a Mac, the file or the copy is not there to compare.
        if self.copy is not None and self._book.folder() is not None:
            with contextlib.suppress(OSError, KpibookError):
                cells = unsaved_cells(self.copy, Path(self._identity.address))
        return sentence(cells)

    def _save_copy(self, cache: CellCache, path: Path) -> None:
        try:
            platform_api.save_copy(cache.book, path)
            path.chmod(0o600)
            self.copy = path
        except Exception as error:  # noqa: BLE001 a policy may forbid it: the record has to do
            self._log(error)

    def _record(self, changes: tuple[Change, ...]) -> Record:
        return Record(
            self._key,
            self._button,
            datetime.now().astimezone(),
            self._identity.name,
            self._identity.address,
            self._identity.ident,
            changes,
        )

    def _give_up(self, error: Exception) -> None:
        self._log(error)
        self.missing = (
            str(error)
            if isinstance(error, KpibookError)
            else "what it changed could not be kept in your folder for kpibook."
        )
