"""Workbooks a command reads: files, folders and patterns, each with a unique name."""

from __future__ import annotations

import fnmatch
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kpibook.domain.wording import shortened
from kpibook.errors import SourceError, shown_name
from kpibook.files.backups import is_backup

_ENDINGS = (".xlsx", ".xlsm")
_PATTERN = set("*?[")


def gather(
    given: Iterable[str | Path],
    outputs: Sequence[Path] = (),
    passed_over: list[Path] | None = None,
) -> list[tuple[Path, str]]:
    """List the workbooks that files, folders and patterns name.

    A folder means every .xlsx and .xlsm file in it and below it, except hidden files, the owner
    files (``~$``) of open workbooks, and kpibook's backups. Patterns are expanded here too,
    because the shells of Windows do not expand them. A file that is named twice is in the list
    twice: the consolidation reports it.

    A folder below that cannot be read, or a link to a folder elsewhere, is in the list as if it
    were a workbook: opening it fails with the reason, so that it is never left out in silence.

    Args:
        given: Paths, or patterns such as "returns/**/*.xlsx".
        outputs: The files to be written: an output of an earlier run that is not a performance
            workbook is left out of folders and patterns.
        passed_over: List to which other files that kpibook wrote for readers are added, such as a
            consolidation of last quarter: they are left out of folders and patterns too.

    Returns:
        Path and name of each, sorted by name. A name is the path below the folder common to all,
        with "/"; the file's name if it is the only file.

    Raises:
        SourceError: ``file-missing`` for a path or a pattern that matches nothing;
            ``folder-without-workbooks``.
    """
    left_out: list[Path] = [] if passed_over is None else passed_over
    paths = [path for text in given for path in _expanded(str(text), outputs, left_out)]
    if not paths:
        raise SourceError(
            "no workbook was given.",
            code="no-workbook-given",
            fix="Name workbooks, folders, or a pattern such as returns/*.xlsx.",
        )
    names = _names(paths)
    return sorted(zip(paths, names, strict=True), key=lambda pair: pair[1])


def is_pattern(text: str) -> bool:
    """Return True if a text names files by a pattern, such as returns/*.xlsx."""
    return bool(_PATTERN & set(text))


def _expanded(text: str, outputs: Sequence[Path], passed_over: list[Path]) -> Iterator[Path]:
    path = Path(text)
    if os.path.isdir(path):  # noqa: PTH112 - false for a name that is too long
        workbooks = list(_inputs(_below(path), outputs, passed_over))
        if not workbooks:
            raise SourceError(
                "there is no workbook (.xlsx, .xlsm) in this folder or below it.",
                code="folder-without-workbooks",
                where=text,
                fix="Check the path, or name the workbooks.",
            )
        yield from workbooks
    elif os.path.exists(path):  # noqa: PTH110
        yield path
    else:
        yield from _matching(text, outputs, passed_over)


def _inputs(
    files: Iterable[Path], outputs: Sequence[Path], passed_over: list[Path]
) -> Iterator[Path]:
    """Yield the files that may be officers' workbooks; add kpibook's other files to the list."""
    from kpibook.services.paths.own_outputs import is_for_readers

    for path in files:
        if not is_for_readers(path):
            yield path
        elif not any(output.exists() and path.samefile(output) for output in outputs):
            passed_over.append(path)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the workbooks in a folder and below it, and the folders that are not looked into."""
    unread: list[Path] = []
    root = os.path.realpath(folder)
    for parent, folders, files in os.walk(
        folder, onerror=lambda error: unread.append(Path(os.fsdecode(error.filename)))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(files) if _is_workbook(name))
        unread.extend(path for name in folders if _leads_out(path := Path(parent) / name, root))
    yield from unread


def _leads_out(path: Path, root: str) -> bool:
    """Return True for a link to a folder outside `root`, which `os.walk` does not follow."""
    return path.is_symlink() and not f"{os.path.realpath(path)}{os.sep}".startswith(
        f"{root}{os.sep}"
    )


def _unread_by(folder: str, parts: Sequence[str]) -> Iterator[Path]:
    """Yield the folders that a pattern would look into and that cannot be read.

    Args:
        folder: The folder that the pattern is looked for in.
        parts: The pattern, cut at its slashes.
    """
    try:
        with os.scandir(folder or ".") as entries:
            below = [e.name for e in entries if e.is_dir() and not e.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield Path(folder)
        return
    if len(parts) < 2:
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _unread_by(folder, rest)
    for name in sorted(below):
        path = os.path.join(folder, name)  # noqa: PTH118 - "" must stay "", not become "."
        if first == "**" and not os.path.islink(path):  # noqa: PTH114
            yield from _unread_by(path, parts)
        elif first != "**" and fnmatch.fnmatch(name, first):
            yield from _unread_by(path, rest)


def _matching(pattern: str, outputs: Sequence[Path], passed_over: list[Path]) -> Iterator[Path]:
    import glob

    # Not Path.glob, which takes no pattern that begins at the root.
    matches = sorted(glob.glob(pattern, recursive=True)) if is_pattern(pattern) else []  # noqa: PTH207
    workbooks = [path for path in map(Path, matches) if path.is_file() and _is_workbook(path.name)]
    inputs = list(_inputs(workbooks, outputs, passed_over))
    if is_pattern(pattern):
        anchor = Path(pattern).anchor
        parts = Path(pattern).parts[1 if anchor else 0 :]
        inputs += dict.fromkeys(_unread_by(anchor, parts))
    if not inputs:
        raise SourceError(
            f"there is no workbook {shortened(pattern, 120)!r}.",
            code="file-missing",
            fix="Check the path; a folder or a pattern such as returns/*.xlsx will do as well.",
        )
    yield from inputs


def _is_workbook(name: str) -> bool:
    return (
        name.lower().endswith(_ENDINGS) and not name.startswith((".", "~$")) and not is_backup(name)
    )


def _names(paths: list[Path]) -> list[str]:
    """Name each path: below the common folder, with a number where it is given again."""
    # Not resolved: a link is called what the person called it.
    absolute = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
    common = _common_folder(absolute)
    names = [
        shown_name(path.relative_to(common).as_posix() if common else path.as_posix())
        for path in absolute
    ]
    counts: Counter[str] = Counter()
    unique = []
    for name in names:
        counts[name] += 1
        unique.append(name if counts[name] == 1 else f"{name} (given again, {counts[name]})")
    return unique


def _common_folder(paths: list[Path]) -> Path | None:
    """Return the folder all are in or below; None without one, as on two Windows drives."""
    try:
        return Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:
        return None
