"""Workbooks of a batch: the files that paths, folders and patterns name, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kpibook.domain.wording import shortened
from kpibook.errors import SourceError
from kpibook.services.paths.inputs import gather, is_pattern


def books_of(
    names: Iterable[str | Path],
    output_dir: Path | None = None,
    passed_over: list[Path] | None = None,
) -> list[Path]:
    """List the workbooks a command is to work on.

    A named file that does not exist is in the list: it is reported by itself, and the others are
    done.

    Args:
        names: Paths, folders and patterns.
        output_dir: The folder results go into; files in it are left out of folders and
            patterns, so that results of a run are not the workbooks of the next run.
        passed_over: List to which files are added that kpibook wrote for readers and that are left
            out of folders and patterns; see `gather`.

    Returns:
        The workbooks in the order given, those of a folder or pattern by name; each once.

    Raises:
        SourceError: ``file-missing`` for a pattern that matches nothing;
            ``folder-without-workbooks``.
    """
    books: dict[str, Path] = {}
    for name in names:
        for path in _expanded(str(name), output_dir, passed_over):
            # Through links: two names of the same file are the same workbook.
            books.setdefault(os.path.realpath(path), path)
    return list(books.values())


def outputs_of(books: Sequence[Path], folder: Path, *, as_xlsx: bool = False) -> list[Path]:
    """Choose the folder inside `folder` for each workbook's result, so that no two results meet.

    All go into `folder` itself if their names differ. If two have the same name, each keeps its
    path below the folder common to all.

    Args:
        books: The workbooks.
        folder: The folder results go into.
        as_xlsx: Results end in .xlsx whatever the workbook's name ends in.

    Raises:
        SourceError: ``outputs-collide`` where that does not tell them apart either.
    """
    names = [Path(path.stem if as_xlsx else path.name) for path in books]
    if _first_duplicate(names) is None:
        return [folder] * len(books)
    absolute = [Path(os.path.abspath(path)) for path in books]  # noqa: PTH100 a link keeps its name
    try:
        common = os.path.commonpath([path.parent for path in absolute])
        below = [path.relative_to(common) for path in absolute]
    except ValueError:  # on two Windows drives
        below = [Path(path.name) for path in absolute]
    duplicate = _first_duplicate([path.with_suffix("") if as_xlsx else path for path in below])
    if duplicate is not None:
        raise SourceError(
            f"two workbooks would be written to {shortened(duplicate, 80)!r}.",
            code="outputs-collide",
            where=str(folder),
            fix="Take them one at a time, or into different folders.",
        )
    return [folder / path.parent for path in below]


def _expanded(name: str, output_dir: Path | None, passed_over: list[Path] | None) -> Iterable[Path]:
    path = Path(name)
    if not path.is_dir() and (path.exists() or not is_pattern(name)):
        return [path]
    files = [file for file, _ in gather([name], passed_over=passed_over)]
    if output_dir is None:
        return files
    inside = Path(os.path.realpath(output_dir))
    if path.is_dir() and inside == Path(os.path.realpath(path)):
        return files
    return [file for file in files if inside not in Path(os.path.realpath(file)).parents]


def _first_duplicate(paths: Iterable[Path]) -> str | None:
    """Return the first repeated path, capitals or not as on Windows; None if all differ."""
    seen: set[str] = set()
    for path in paths:
        name = path.as_posix().casefold()
        if name in seen:
            return name
        seen.add(name)
    return None
