"""Destination of a task's result: a named file, a folder, in place, or a dry run."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from kpibook.domain.finding import Finding, in_file
from kpibook.errors import SaveError
from kpibook.files import backup_for, check_target
from kpibook.files.atomic import atomic_write
from kpibook.files.backups import BackupRule, prune
from kpibook.files.lock import WITHOUT_LOCK, locked
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook.closed import ClosedBook

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Saved:
    """Result of saving a workbook.

    Attributes:
        output: The file that holds the result; None after a dry run.
        kept: The replaced file, under its new name; None if no file was replaced.
        rewritten: True if the file was written; False if it needed no change.
        pruned: Number of older backups that were removed.
        notes: Notes for a person on how it was written.
        run_notes: The notes that are only about the run.
    """

    output: Path | None = None
    kept: Path | None = None
    rewritten: bool = False
    pruned: int = 0
    notes: tuple[str, ...] = ()
    run_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """Destination of the result of working on a file; one of the first three is chosen.

    A file that exists already is kept under another name.

    Attributes:
        file: A named file.
        folder: A folder, for a file named as the input; made if it does not exist.
        in_place: The input itself.
        dry_run: Nothing is written; a chosen destination is still checked.
        keep: Which backups of the file are kept.
    """

    file: Path | None = None
    folder: Path | None = None
    in_place: bool = False
    dry_run: bool = False
    keep: BackupRule = field(default_factory=BackupRule)

    def output_for(self, source: Path) -> Path | None:
        """Return the file to write for `source`; None in a dry run without one. Nothing is made.

        Raises:
            SaveError: It would be the input itself, without `in_place`; or its folder is missing.
        """
        if self.in_place:
            return source
        if self.file is None and self.folder is None:
            return None
        target = self.file if self.file is not None else (self.folder or Path()) / source.name
        refuse_same_file(target, source, has_in_place=True)
        if self.folder is not None:
            _check_can_be_made(self.folder)
        elif not target.parent.is_dir():
            raise SaveError(
                f"there is no folder {target.parent}.",
                code="folder-missing",
                where=str(target),
                fix="Make the folder, or name another file.",
            )
        return target

    def change(self, source: Path, task: Callable[[ClosedBook], _Result]) -> tuple[_Result, Saved]:
        """Open the workbook at `source`, do a task on it, and save it to its destination.

        Returns:
            The task's result, and that of saving; with notes, unless the file needed no change.

        Raises:
            KpibookError: What the task raises; or a file cannot be read or written. What is on
                disk is as it was.
        """
        target = self.output_for(source)
        with self.hold(source) as is_locked, ClosedBook.open(source) as book:
            if target is not None:
                book.check_name(target)
            result = task(book)
            notes = (*book.notes(), *(() if is_locked else (WITHOUT_LOCK,)))
            run_notes = tuple(book.run_notes())
            saved = self.save(book, target)
        if saved.output is not None and not saved.rewritten:
            return result, saved
        return result, replace(saved, notes=notes, run_notes=run_notes)

    def save(self, book: ClosedBook, target: Path | None) -> Saved:
        """Write `book` to `target` and keep a backup; a folder is made if need be.

        In place, a workbook that needs no change is left alone.

        Raises:
            SaveError: It could not be written. What is on disk is as it was.
        """
        if target is None:
            return Saved()
        if self.dry_run:
            _try(target)
            return Saved()
        if self.in_place and book.is_as_opened():
            return Saved(target)
        backup_name = kept_as(target)
        with made_folder(target.parent):
            output = book.save(target, backup=backup_name or False)
        backup = if_kept(backup_name)
        # A file existed and has no backup: it held the same bytes and was not written again.
        return Saved(
            output,
            backup,
            rewritten=backup is not None or backup_name is None,
            pruned=0 if backup is None else prune(output, backup, self.keep),
        )

    def save_bytes(self, source: Path, content: bytes, *, is_as_opened: bool) -> Saved:
        """Write a file that is no workbook to its destination, and keep a backup, as `save` does.

        Args:
            source: The file that it was made from.
            content: The whole file.
            is_as_opened: The content is that of the source, which in place is left alone.

        Raises:
            SaveError: It could not be written. What is on disk is as it was.
        """
        target = self.output_for(source)
        if target is None:
            return Saved()
        if self.dry_run:
            _try(target)
            return Saved()
        if self.in_place and is_as_opened:
            return Saved(target)
        backup_name = kept_as(target)
        with made_folder(target.parent):
            output = atomic_write(
                target, lambda stream: stream.write(content), backup=backup_name or False
            )
        backup = if_kept(backup_name)
        pruned = 0 if backup is None else prune(output, backup, self.keep)
        return Saved(output, backup, backup is not None or backup_name is None, pruned)

    def hold(self, source: Path) -> contextlib.AbstractContextManager[bool]:
        """Lock `source` while it is changed in place; do nothing if it is only read.

        The context is False if the disk knows no locks, and the file is not locked.

        Raises:
            SaveError: ``workbook-busy`` when another run has it; ``lock-failed``.
        """
        if self.in_place and not self.dry_run and source.is_file():
            return locked(source)
        return contextlib.nullcontext(enter_result=True)


def findings_at(saved: Saved, source: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings about the workbook `source` with their places in the file it was saved to.

    A person puts them right where the figures are now. After a dry run they stay as they are.
    """
    if saved.output is None:
        return tuple(findings)
    return tuple(in_file(finding, source, saved.output.name) for finding in findings)


def kept_as(target: Path, *, private: bool = False) -> Path | None:
    """Return the name for a backup of the existing file; None without an existing file.

    Args:
        target: The file that will be replaced.
        private: The backup goes to the person's own files, as that of a publication does.
    """
    return backup_for(target, private=private) if target.is_file() else None


def if_kept(name: Path | None) -> Path | None:
    """Return the name from `kept_as`, if the save made a backup of that name.

    None if no file existed, or it held the same bytes already and was left alone.
    """
    return name if name is not None and name.exists() else None


def refuse_same_file(target: Path, source: Path, *, has_in_place: bool = False) -> None:
    """Refuse to write over an input.

    Args:
        target: The file to write.
        source: The input.
        has_in_place: True if the command has an option to change its input.

    Raises:
        SaveError: `target` is `source`.
    """
    if target.exists() and source.exists() and target.samefile(source):
        condition = " without --in-place" if has_in_place else ""
        instead = ", or give --in-place to change it and keep a backup" if has_in_place else ""
        raise SaveError(
            f"is one of the files to read, which is never changed{condition}.",
            code="output-is-input",
            where=str(target),
            fix=f"Name another file{instead}.",
        )


def _try(target: Path) -> None:
    """Find out if a file could be written, without writing it.

    Raises:
        SaveError: It could not.
    """
    if target.parent.is_dir():
        check_target(target)


def _check_can_be_made(folder: Path) -> None:
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise _no_folder(folder, "a file of that name is in the way")


@contextlib.contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Make the folder if need be; remove it again if nothing is written into it.

    Raises:
        SaveError: ``folder-not-made`` when it cannot be made.
    """
    new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_folder(folder, error.strerror) from error
    try:
        yield
    except BaseException:
        for path in new_folders:
            with contextlib.suppress(OSError):  # another program has put a file into it
                path.rmdir()
        raise


def _no_folder(folder: Path, reason: str | None) -> SaveError:
    return SaveError(
        f"cannot be made a folder: {reason}.",
        code="folder-not-made",
        where=str(folder),
        fix="Name another folder.",
    )
