"""Which workbooks a command is given: files, folders and patterns, each with a name of its own."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kpibook.domain.wording import shortened
from kpibook.errors import KpibookError, SourceError
from kpibook.files.backups import is_backup
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.layout import THIS_QUARTER_TABLE

_ENDINGS = (".xlsx", ".xlsm")
_PATTERN = set("*?[")


def gather(given: Iterable[str | Path], outputs: Sequence[Path] = ()) -> list[tuple[Path, str]]:
    """The workbooks that files, folders and patterns stand for.

    A folder stands for every .xlsx and .xlsm file in it and below it, save hidden ones, the owner
    files (``~$``) of workbooks that are open, and the backups kpibook keeps. A pattern is expanded
    here too, because Windows' shells hand it on as it is. A file that is named or found twice is
    in the list twice: that it is given twice is for the consolidation to say.

    Args:
        given: Paths, or patterns such as "returns/**/*.xlsx".
        outputs: The files to be written: one that is there from an earlier run, and is not a
            performance workbook, is left out of what folders and patterns stand for.

    Returns:
        Path and name of each, sorted by name. A name is the path below the folder common to all,
        with "/"; the file's name when there is one only.

    Raises:
        SourceError: ``file-missing`` for a path or a pattern that stands for nothing;
            ``folder-without-workbooks``.
    """
    found = [path for one in given for path in _expanded(str(one), outputs)]
    if not found:
        raise SourceError(
            "no workbook was given.",
            code="file-missing",
            fix="Name workbooks, folders, or a pattern such as returns/*.xlsx.",
        )
    names = _names(found)
    return sorted(zip(found, names, strict=True), key=lambda pair: pair[1])


def is_pattern(said: str) -> bool:
    """Whether a text stands for files by their names, such as returns/*.xlsx."""
    return bool(_PATTERN & set(said))


def _expanded(said: str, outputs: Sequence[Path]) -> Iterator[Path]:
    path = Path(said)
    if path.is_dir():
        found = [file for file in _below(path) if not _is_own_output(file, outputs)]
        if not found:
            raise SourceError(
                "there is no workbook (.xlsx, .xlsm) in this folder or below it.",
                code="folder-without-workbooks",
                where=said,
                fix="Check the path, or name the workbooks.",
            )
        yield from found
    elif path.exists():
        yield path
    else:
        yield from _matching(said, outputs)


def _below(folder: Path) -> Iterator[Path]:
    """The workbooks in a folder and below it; links to folders are not followed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(files) if _is_workbook(name))


def _matching(pattern: str, outputs: Sequence[Path]) -> Iterator[Path]:
    # Not Path.glob, which takes no pattern that begins at the root.
    said = sorted(glob.glob(pattern, recursive=True)) if is_pattern(pattern) else []  # noqa: PTH207
    found = [path for path in map(Path, said) if path.is_file() and _is_workbook(path.name)]
    kept = [path for path in found if not _is_own_output(path, outputs)]
    if not kept:
        raise SourceError(
            f"there is no workbook {shortened(pattern, 120)!r}.",
            code="file-missing",
            fix="Check the path; a folder or a pattern such as returns/*.xlsx will do as well.",
        )
    yield from kept


def _is_workbook(name: str) -> bool:
    return (
        name.lower().endswith(_ENDINGS) and not name.startswith((".", "~$")) and not is_backup(name)
    )


def _is_own_output(path: Path, outputs: Sequence[Path]) -> bool:
    """Whether it is a file to be written, and one that an earlier run wrote."""
    if not any(output.exists() and path.samefile(output) for output in outputs):
        return False
    try:
        with ClosedBook.open(path) as book:
            return book.table(THIS_QUARTER_TABLE) is None
    except KpibookError:
        return False


def _names(paths: list[Path]) -> list[str]:
    """A name for each path: below the common folder, with a number where it is given again."""
    # Not resolved: a link is called what the person called it.
    whole = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
    common = _common_folder(whole)
    names = [path.relative_to(common).as_posix() if common else path.as_posix() for path in whole]
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} (given again, {seen[name]})")
    return unique


def _common_folder(paths: list[Path]) -> Path | None:
    """The folder all are in or below; None where there is none, as on two Windows drives."""
    try:
        return Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:
        return None
