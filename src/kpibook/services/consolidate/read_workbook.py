"""Read one workbook of many: check it, rate it, and say if it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import kpibook.services.consolidate.pickling  # noqa: F401 - a worker sends domain values back
from kpibook.domain.consolidation.consolidation import Source, SourceBook
from kpibook.domain.finding import Finding
from kpibook.errors import KpibookError, Location, SchemeError, WorkbookError
from kpibook.files.atomic import owner_mark
from kpibook.files.system_errors import in_plain_words, out_of_memory
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.contribution import book_from, unusable_book
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.layouts.open_book import open_book
from kpibook.services.rating.check import check
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.protocol import OpenedBook, Opener
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx.opc.digest import sha256_of

#: Told of a workbook that was read and rated, with its name and hash.
Observer = Callable[[Source, Scorecard], None]


def read_source(
    path: Path, name: str, observer: Observer | None = None, opened: Opener = open_book
) -> SourceBook:
    """Read, check and rate a workbook; nothing is written.

    Can be sent to another process: arguments and result are plain values. The guard looks at
    the file before anything parses it.

    Args:
        path: The workbook.
        name: Its name in the consolidation.
        observer: Told of what was read, for what a source does not keep; None for no observer.
        opened: Opens it; a council's own workbook through its layout.

    Returns:
        The workbook. If it cannot be used it has a refusal and its code; no exception is raised,
        whatever is wrong with it.
    """
    source_book = _attempt(path, name, observer, opened)
    # A file read while it is saved looks damaged, or changes: what it says then counts for nothing.
    first_hash = source_book.source.sha256
    if source_book.source.code and first_hash and sha256_of(path) != first_hash:
        return _attempt(path, name, observer, opened)
    return source_book


def _attempt(path: Path, name: str, observer: Observer | None, opened: Opener) -> SourceBook:
    source = Source(name, "")
    try:
        source = Source(name, sha256_of(path))
        return _read_unchanged(path, source, observer, opened)
    except KpibookError as error:
        return unusable_book(source, error)
    except OSError as error:
        return unusable_book(source, in_plain_words(error))
    except (MemoryError, RecursionError):
        return unusable_book(source, out_of_memory())
    except Exception as error:  # noqa: BLE001 - one file never takes the others down
        failure = WorkbookError(
            f"could not be read: an error of kpibook's own ({type(error).__name__}).",
            code="source-failed",
            fix="Run `kpibook check` on it and report what that says.",
        )
        return unusable_book(source, failure)


def _read_unchanged(
    path: Path, source: Source, observer: Observer | None, opened: Opener
) -> SourceBook:
    with opened(path) as book:
        if book.table(DATA_TABLE) is not None:
            raise WorkbookError(
                "is a consolidated workbook, not one of a directorate.",
                code="consolidate-consolidated",
                fix="Give the directorates' workbooks; an earlier consolidation is given apart.",
            )
        source_book = _book(book, path, replace(source, modified=book.saved_at), observer)
    # Hashed before and after: the hash that is published must be of the bytes that were read.
    if sha256_of(path) != source.sha256:
        raise WorkbookError(
            "was changed while it was read.",
            code="source-changed",
            fix="Run the command again while no other person saves it.",
        )
    return replace(source_book, findings=(*_open_finding(path, source.name), *source_book.findings))


def _book(book: OpenedBook, path: Path, source: Source, observer: Observer | None) -> SourceBook:
    try:
        checked = check(book, path.parent)
    except SchemeError as error:  # its rows can be counted, though not rated
        workbook = read_workbook(book)
        return unusable_book(source, error, workbook, typed_rows(book, workbook))
    if observer is not None:
        observer(source, checked.scorecard)
    return book_from(source, checked, typed_rows(book, checked.scorecard.workbook))


def _open_finding(path: Path, name: str) -> tuple[Finding, ...]:
    """Report a workbook next to which a spreadsheet program has left its owner file."""
    owner_file = owner_mark(path)
    if owner_file is None:
        return ()
    return (
        Finding(
            "consolidate-open",
            "is open in a spreadsheet program; it is used as it was last saved.",
            Location(name),
            "Save and close it, then consolidate again. "
            f"If no person has it open, delete {owner_file!r}.",
        ),
    )
