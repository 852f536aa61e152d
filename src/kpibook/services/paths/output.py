"""Where a task's result goes: a named file, a folder, in place, or nowhere (a dry run)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.finding import Finding, in_file
from kpibook.errors import SaveError
from kpibook.files import backup_for, check_target
from kpibook.files.lock import locked
from kpibook.workbook.closed import ClosedBook


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a workbook.

    Attributes:
        output: The file that holds the result; None after a dry run.
        kept: The file that was there before, under its new name; None when there was none.
        rewritten: Whether the file was written; False when it said all of it already.
    """

    output: Path | None = None
    kept: Path | None = None
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the result of working on a file is written; one of the first three is chosen.

    A file that is there already is kept under another name.

    Attributes:
        file: A named file.
        folder: A folder, under the input's own name; made if it is not there.
        in_place: The input itself.
        dry_run: Nothing is written; what was chosen, if anything, is still checked.
    """

    file: Path | None = None
    folder: Path | None = None
    in_place: bool = False
    dry_run: bool = False

    def output_for(self, source: Path) -> Path | None:
        """The file to write for `source`; None in a dry run that names none. Nothing is made.

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

    def save(self, book: ClosedBook, target: Path | None) -> Saved:
        """Write `book` to `target`, keeping what was there; a folder is made if need be.

        In place, a workbook that says everything already is left alone.

        Raises:
            SaveError: It could not be written. What is on disk is as it was.
        """
        if target is None:
            return Saved()
        if self.dry_run:
            if target.parent.is_dir():
                check_target(target)
            return Saved()
        if self.in_place and book.is_as_opened():
            return Saved(target)
        kept = kept_as(target)
        with made_folder(target.parent):
            written = book.save(target, backup=kept or False)
        was_kept = if_kept(kept)
        return Saved(written, was_kept, rewritten=was_kept is not None or kept is None)

    def hold(self, source: Path) -> contextlib.AbstractContextManager[None]:
        """A lock on `source` while it is changed in place; nothing where it is only read.

        Raises:
            SaveError: ``workbook-busy`` when another run has it; ``lock-failed``.
        """
        if self.in_place and not self.dry_run and source.is_file():
            return locked(source)
        return contextlib.nullcontext()


def findings_at(saved: Saved, source: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings about the workbook `source` with their places in the file it was saved to.

    A person puts them right where the figures are now. After a dry run they stay as they are.
    """
    if saved.output is None:
        return tuple(findings)
    return tuple(in_file(finding, source, saved.output.name) for finding in findings)


def kept_as(target: Path) -> Path | None:
    """The name under which the file that is there will be kept; None when there is none."""
    return backup_for(target) if target.is_file() else None


def if_kept(name: Path | None) -> Path | None:
    """The name `kept_as` gave, if the save kept the file under it.

    None when nothing was there, or it held the very bytes already and was left alone.
    """
    return name if name is not None and name.exists() else None


def refuse_same_file(target: Path, source: Path, *, has_in_place: bool = False) -> None:
    """Refuse to write over an input.

    Args:
        target: The file to write.
        source: The input.
        has_in_place: Whether the command can be asked to change its input.

    Raises:
        SaveError: `target` is `source`.
    """
    if target.exists() and source.exists() and target.samefile(source):
        without = " without --in-place" if has_in_place else ""
        instead = ", or give --in-place to change it and keep a backup" if has_in_place else ""
        raise SaveError(
            f"is one of the files to read, which is never changed{without}.",
            code="output-is-input",
            where=str(target),
            fix=f"Name another file{instead}.",
        )


def _check_can_be_made(folder: Path) -> None:
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise _no_folder(folder, "a file of that name is in the way")


@contextlib.contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """The folder, made if need be; it goes again if nothing comes to be written into it.

    Raises:
        SaveError: ``folder-missing`` when it cannot be made.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_folder(folder, error.strerror) from error
    try:
        yield
    except BaseException:
        for path in missing:
            with contextlib.suppress(OSError):  # somebody else has put a file into it
                path.rmdir()
        raise


def _no_folder(folder: Path, reason: str | None) -> SaveError:
    return SaveError(
        f"cannot be made a folder: {reason}.",
        code="folder-missing",
        where=str(folder),
        fix="Name another folder.",
    )
