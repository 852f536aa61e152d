"""Chase the returns that are not in: match a list with workbooks, and write the letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Source, SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.consolidation.workbook_refusals import whole_refusals
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.returns.match import Collected, returns_of
from kpibook.domain.returns.return_findings import return_findings
from kpibook.domain.returns.returned import Returns
from kpibook.errors import SourceError, WorkbookError
from kpibook.files import atomic_write
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.layouts.open_book import Asked
from kpibook.services.paths.inputs import gather
from kpibook.services.paths.output import if_kept, kept_as, made_folder, refuse_same_file
from kpibook.services.returns.letters import letters_for
from kpibook.sources.expected_returns import read_expected


@dataclass(frozen=True, slots=True)
class Chased:
    """Result of chasing.

    Attributes:
        period: The quarter; None if no workbook says and none was asked for.
        returns: The expected returns and their state.
        findings: Findings on the list, and on returns that are missing, late or not expected.
        written: The letters that were written, and the earlier file of that name, if it was kept.
    """

    period: Quarter | None
    returns: Returns
    findings: tuple[Finding, ...]
    written: tuple[tuple[Path, Path | None], ...] = ()


@dataclass(frozen=True, slots=True)
class _Unusable:
    """Workbooks of which none can be used."""

    sources: tuple[Source, ...] = ()
    rows: tuple[ConsolidatedRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def chase_files(
    expected: Path,
    given: Iterable[str | Path],
    *,
    period: Quarter | None = None,
    folder: Path | None = None,
    now: datetime,
) -> Chased:
    """Say which expected returns are not in, and write a letter for each directorate of them.

    Nothing is sent. A letter that is there already is kept under another name.

    Args:
        expected: The list of expected returns, a CSV file.
        given: Workbooks, folders and patterns; a folder may be empty, and there may be none.
        period: The quarter; None takes the quarter the workbooks report.
        folder: Where the letters go, made if need be; None writes none.
        now: The time of writing, with its zone.

    Raises:
        KpibookError: The list cannot be read, the workbooks report different quarters, or a
            letter cannot be written.
    """
    findings: list[Finding] = []
    items = read_expected(expected, findings)
    opened = Asked(period=period).open
    books = [read_source(path, name, None, opened) for path, name in _workbooks(given)]
    collected, quarter = _collect(books, period)
    returns = returns_of(expected.name, items, collected)
    written = _write(expected, returns, quarter, folder, now) if folder is not None else ()
    return Chased(quarter, returns, (*findings, *return_findings(returns)), written)


def _workbooks(given: Iterable[str | Path]) -> list[tuple[Path, str]]:
    """List the workbooks; at the start of a quarter there may be none."""
    filled: list[str | Path] = []
    for text in given:
        try:
            gather([text])
        except SourceError as error:
            if error.code != "folder-without-workbooks":
                raise
        else:
            filled.append(text)
    return gather(filled) if filled else []


def _collect(
    books: Sequence[SourceBook], period: Quarter | None
) -> tuple[Collected, Quarter | None]:
    if not books:
        return _Unusable(), period
    try:
        consolidation = combine(books, period)
    except WorkbookError as error:
        if error.code != "consolidate-nothing":
            raise
        return _Unusable(tuple(_refused(books, period))), period
    return consolidation, consolidation.period


def _refused(books: Sequence[SourceBook], period: Quarter | None) -> Iterable[Source]:
    """Yield each workbook with the reason why it is not used."""
    readable = any(book.source.used for book in books)
    refusals = whole_refusals(books, period) if readable else {}
    for book in books:
        refusal = refusals.get(book.source.name)
        if refusal is None:
            yield book.source
        else:
            yield replace(book.source, refusal=refusal.why, code=refusal.code)


def _write(
    expected: Path, returns: Returns, period: Quarter | None, folder: Path, now: datetime
) -> tuple[tuple[Path, Path | None], ...]:
    letters = letters_for(returns.outstanding, period, now)
    written = []
    if not letters:
        return ()
    for letter in letters:
        refuse_same_file(folder / letter.file, expected)
    with made_folder(folder):
        for letter in letters:
            target = folder / letter.file
            backup = kept_as(target)
            path = atomic_write(target, partial(_put, letter.content), backup=backup or False)
            written.append((path, if_kept(backup)))
    return tuple(written)


def _put(content: bytes, stream: BinaryIO) -> int:
    return stream.write(content)
