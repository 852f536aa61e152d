"""The workbooks of a batch: what files, folders and patterns stand for, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kpibook.domain.wording import shortened
from kpibook.errors import SourceError
from kpibook.services.paths.inputs import gather, is_pattern


def books_of(given: Iterable[str | Path], output_dir: Path | None = None) -> list[Path]:
    """The workbooks a command is to work on.

    A file that is named but not there is in the list: that it is missing is said of it alone, and
    the others are done.

    Args:
        given: Paths, folders and patterns.
        output_dir: The folder results go into; folders and patterns do not stand for what is in
            it, so that results of one run are not the workbooks of the next.

    Returns:
        The workbooks in the order given, those of a folder or pattern by name; each once.

    Raises:
        SourceError: ``file-missing`` for a pattern that stands for nothing;
            ``folder-without-workbooks``.
    """
    found: dict[str, Path] = {}
    for one in given:
        for path in _expanded(str(one), output_dir):
            found.setdefault(os.path.realpath(path), path)
    return list(found.values())


def outputs_of(books: Sequence[Path], folder: Path, *, as_xlsx: bool = False) -> list[Path]:
    """The folder inside `folder` that each workbook's result goes into, so that none meets another.

    All go into `folder` itself when their names differ. Where two have one name, each goes to
    the place it has below the folder common to all.

    Args:
        books: The workbooks.
        folder: The folder results go into.
        as_xlsx: Results end in .xlsx whatever the workbook's name ends in.

    Raises:
        SourceError: ``outputs-collide`` where that does not tell them apart either.
    """
    names = [Path(path.stem if as_xlsx else path.name) for path in books]
    if _twice(names) is None:
        return [folder] * len(books)
    whole = [Path(os.path.abspath(path)) for path in books]  # noqa: PTH100 a link keeps its name
    try:
        common = os.path.commonpath([path.parent for path in whole])
        below = [path.relative_to(common) for path in whole]
    except ValueError:  # on two Windows drives
        below = [Path(path.name) for path in whole]
    twice = _twice([path.with_suffix("") if as_xlsx else path for path in below])
    if twice is not None:
        raise SourceError(
            f"two workbooks would be written to {shortened(twice, 80)!r}.",
            code="outputs-collide",
            where=str(folder),
            fix="Take them one at a time, or into different folders.",
        )
    return [folder / path.parent for path in below]


def _expanded(said: str, output_dir: Path | None) -> Iterable[Path]:
    path = Path(said)
    if not path.is_dir() and (path.exists() or not is_pattern(said)):
        return [path]
    found = [file for file, _ in gather([said])]
    if output_dir is None:
        return found
    inside = Path(os.path.realpath(output_dir))
    if path.is_dir() and inside == Path(os.path.realpath(path)):
        return found
    return [file for file in found if inside not in Path(os.path.realpath(file)).parents]


def _twice(paths: Iterable[Path]) -> str | None:
    """The first that is there twice, on a disk that does not tell capitals; None if all differ."""
    seen: set[str] = set()
    for path in paths:
        said = path.as_posix().casefold()
        if said in seen:
            return said
        seen.add(said)
    return None
