"""Source file of a workbook: open it, check that it has not changed, and write it."""

from __future__ import annotations

import os
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

from kpibook.errors import SaveError
from kpibook.files.atomic import atomic_write
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.opc_package import OpcPackage, stamp_of

MUST_CLOSE_FIRST = os.name == "nt"
"""Windows does not replace an open file, not even if it is open only for reading."""


@dataclass(slots=True)
class SourceFile:
    """The file that a package is read from and saved to.

    Attributes:
        limits: Sizes allowed when it is opened.
        path: The file; None for a package in memory that was never saved.
    """

    limits: Limits = DEFAULT_LIMITS
    path: Path | None = field(default=None, init=False)
    _stamp: tuple[int, int, int] | None = field(default=None, init=False)

    def opened(self, path: Path) -> OpcPackage:
        """Open the package in a file, which from now on is the source file.

        Raises:
            PackageError, RefusedFile: As for `Workbook.open`.
        """
        container = OpcPackage.open(path, self.limits)
        self.path = path
        # Of the file that is open: the name may lead to another by now.
        self._stamp = container.stamp()
        return container

    def target(self, path: str | os.PathLike[str] | None, name: str) -> Path:
        """Return the path to save to: `path`, or the source file itself if that is None.

        Raises:
            SaveError: ``save-where``, about the workbook of that name.
        """
        target = self.path if path is None else Path(path)
        if target is None:
            raise SaveError(
                "the workbook was not opened from a file, so there is none to save it to.",
                code="save-where",
                where=name,
                fix="Give a path.",
            )
        return target

    def check_unchanged(self, name: str) -> None:
        """Refuse to save if the file on disk is no longer the file that was opened.

        Raises:
            SaveError: ``source-changed``, about the workbook of that name.
        """
        # Excel saves by renaming a new file over the old, which changes the inode number even if
        # time and size agree.
        if self._stamp_now() == self._stamp:
            return
        raise SaveError(
            "the workbook has been changed or moved since it was opened.",
            code="source-changed",
            where=name,
            why="Saving would undo somebody else's change.",
            fix="Open it again and repeat the edit.",
        )

    def write(self, container: OpcPackage, target: Path, backup: bool | Path) -> Path:
        """Write a package that was opened here to a file, all of it or nothing.

        Where the old file has to be closed first (Windows), the package is closed afterwards.

        Returns:
            The file written, with symbolic links followed.

        Raises:
            SaveError: Those of `kpibook.files.atomic.atomic_write`. The package is open as before.
        """
        closes_first = MUST_CLOSE_FIRST and self.path is not None and not container.in_memory

        def write(stream: BinaryIO) -> None:
            container.dump(stream)
            if closes_first:
                container.close()

        try:
            return atomic_write(target, write, backup=backup)
        except BaseException:
            if closes_first and self.path is not None:
                container.reattach(self.path)
            raise

    def _stamp_now(self) -> tuple[int, int, int] | None:
        if self.path is None:
            return None
        try:
            now = self.path.stat()
        except OSError:
            return None
        return stamp_of(now)


def scratch_container(scratch: str | os.PathLike[str] | bytes, limits: Limits) -> OpcPackage:
    """Open the workbook that a sheet is taken from, by its path or its bytes."""
    if isinstance(scratch, bytes):
        return OpcPackage.from_bytes(scratch, "the sheet to put in", limits)
    return OpcPackage.open(scratch, limits)
