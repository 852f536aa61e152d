"""Where a task's result goes: a named file, a folder, in place, or nowhere (a dry run)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpibook.errors import SaveError


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the result of working on a file is written; exactly one is chosen.

    Attributes:
        file: A new file.
        folder: A folder, under the input's own name; made if it is not there.
        in_place: The input itself, of which a backup is kept.
        dry_run: Nothing is written.
    """

    file: Path | None = None
    folder: Path | None = None
    in_place: bool = False
    dry_run: bool = False

    def output_for(self, source: Path) -> Path | None:
        """The file to write for `source`; None in a dry run.

        Raises:
            SaveError: It would be the input itself, without `in_place`; or its folder is missing.
        """
        if self.dry_run:
            return None
        if self.in_place:
            return source
        if self.folder is not None:
            _make(self.folder)
        target = self.file if self.file is not None else (self.folder or Path()) / source.name
        refuse_same_file(target, source)
        refuse_other_kind(target, source.suffix)
        if not target.parent.is_dir():
            raise SaveError(
                f"there is no folder {target.parent}.",
                code="folder-missing",
                where=str(target),
                fix="Make the folder, or name another file.",
            )
        return target


def refuse_same_file(target: Path, source: Path) -> None:
    """Refuse to write over an input.

    Raises:
        SaveError: `target` is `source`.
    """
    if target.exists() and target.samefile(source):
        raise SaveError(
            "is the input itself, which is never changed without --in-place.",
            code="output-is-input",
            where=str(target),
            fix="Name another file, or give --in-place to change it and keep a backup.",
        )


def refuse_other_kind(target: Path, suffix: str) -> None:
    """Refuse a name that says the file is of another kind than it will be.

    Raises:
        SaveError: Excel would not open it: `target` does not end in `suffix`.
    """
    if target.suffix.casefold() != suffix.casefold():
        raise SaveError(
            f"would hold a workbook of the kind {suffix}.",
            code="output-kind",
            where=str(target),
            fix=f"Give it a name that ends in {suffix}.",
            why="Excel opens no workbook under another ending.",
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            f"cannot be made a folder: {error.strerror}.",
            code="folder-missing",
            where=str(folder),
            fix="Name another folder.",
        ) from error
