"""Consolidation of workbooks named on a command line: read, combined, drawn, written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.consolidation import Consolidation, Publication, SourceBook
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.reporting.withheld import doubted_figures, figures_withheld
from kpibook.domain.returns.match import returns_of
from kpibook.domain.returns.return_findings import return_findings
from kpibook.domain.returns.returned import Returns
from kpibook.errors import Location, SaveError
from kpibook.files import atomic_write, check_target
from kpibook.files.backups import BackupRule, prune
from kpibook.files.scratch_folder import scratch_folder
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.consolidated.book import draw_published, write_consolidated
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.consolidated.draw_ahead import CSV, OF_THE_BOOK
from kpibook.outputs.drawing import CREATED
from kpibook.services.consolidate.changes_since import changes_since
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from kpibook.services.consolidate.put_aside import PutAside, put_aside
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.consolidate.tidy_table import check_tidy, write_tidy
from kpibook.services.paths.inputs import gather
from kpibook.services.paths.named_paths import NamedPaths
from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file
from kpibook.services.publish_audit.published_figures import figures_in
from kpibook.sources.expected_returns import read_expected

#: Reads workbooks, given path and name of each, in any order.
Reading = Callable[[Sequence[tuple[Path, str]]], Iterable[SourceBook] | Iterable[PutAside]]


@dataclass(frozen=True, slots=True)
class Outputs:
    """Files to write, at least one.

    Attributes:
        book: The consolidated workbook; None for none.
        published: The copy for publication; None for none.
        data: The tidy table alone, .csv, .parquet or .xlsx; None for none.
    """

    book: Path | None = None
    published: Path | None = None
    data: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """All files to write."""
        return tuple(file for file in (self.book, self.published, self.data) if file is not None)


@dataclass(frozen=True, slots=True)
class Written:
    """File that was written.

    Attributes:
        output: The file.
        kept: The replaced file, under its new name; None if no file was replaced. That of a
            publication is among the person's own files.
        pruned: Number of older backups that were removed.
    """

    output: Path
    kept: Path | None
    pruned: int = 0


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Result of a consolidation.

    Attributes:
        consolidation: The consolidation, with its rows and findings on disk.
        changes: The differences from an earlier consolidation; None without an earlier workbook.
        book: The consolidated workbook; None if not asked for.
        published: The copy for publication; None if not asked for.
        data: The tidy table; None if not asked for.
        findings: The findings, and the figures withheld from publication.
        returns: The expected returns; None without a list of them.
    """

    consolidation: Consolidation
    changes: Changes | None
    book: Written | None
    published: Written | None
    data: Written | None
    findings: Sequence[Finding]
    returns: Returns | None = None

    @property
    def written(self) -> tuple[Written, ...]:
        """All files that were written."""
        return tuple(w for w in (self.book, self.published, self.data) if w is not None)


def drawn_ahead(outputs: Outputs) -> frozenset[str]:
    """Return the sheets whose rows are drawn where the workbooks are read, for these outputs."""
    as_csv = outputs.data is not None and outputs.data.suffix.lower() == ".csv"
    return (OF_THE_BOOK if outputs.book is not None else frozenset()) | ({CSV} if as_csv else set())


def read_all(books: Sequence[tuple[Path, str]]) -> Iterable[SourceBook]:
    """Read workbooks one after another, in this process."""
    return (read_source(path, name) for path, name in books)


def consolidate_files(
    given: Iterable[str | Path],
    outputs: Outputs,
    *,
    period: Quarter | None = None,
    since: Path | None = None,
    earlier: Sequence[Path] = (),
    expected: Path | None = None,
    made: MadeHow,
    read: Reading = read_all,
    keep: BackupRule | None = None,
) -> Consolidated:
    """Make one workbook of many, with every figure traced to the cell it came from.

    Nothing is written until everything has been read and drawn; a file that exists already is
    kept under another name. Rows go to the disk of the first output, so that memory does not grow
    with them.

    Args:
        given: Workbooks, folders and patterns.
        outputs: What to write.
        period: The quarter; None takes the quarter all workbooks report.
        since: An earlier consolidated workbook to compare with; None for no comparison.
        earlier: Files that are published already, of this and earlier quarters: what they show
            cannot be withheld any more, and what they withhold stays withheld.
        expected: The list of expected returns, a CSV file; None for none.
        made: How it is made, for the cover.
        read: Reads the workbooks; in turn, in this process, by default.
        keep: Which backups of the files are kept; None keeps those of `BackupRule`.

    Raises:
        KpibookError: No workbook can be used, an output is an input or two outputs are one file, or
            a file cannot be written.
        ValueError: No output is asked for.
    """
    if not outputs.files:
        raise ValueError("a consolidation needs an output")
    passed_over: list[Path] = []
    books = NamedPaths(gather(given, outputs.files, passed_over))
    also_read = [path for path in (since, expected) if path is not None]
    _check_outputs(outputs, [*(path for path, _ in books), *also_read])
    list_findings: list[Finding] = []
    items = read_expected(expected, list_findings) if expected is not None else ()
    keep = keep or BackupRule()
    with scratch_folder() as scratch:
        ahead = drawn_ahead(outputs)
        arriving = (put_aside(book, ahead) for book in read(books))
        consolidation = combine_spooled(arriving, None, period)
        returns = returns_of(expected.name, items, consolidation) if expected is not None else None
        changes = changes_since(since, consolidation) if since is not None else None
        publication = (
            suppress(consolidation, published=figures_in(earlier))
            if outputs.published is not None
            else None
        )
        published = draw_published(publication, made, returns) if publication is not None else b""
        findings = _all_findings(consolidation, publication, outputs.published, passed_over)
        if returns is not None:
            findings = (*list_findings, *return_findings(returns), *findings)
        data: list[Written | None] = []

        def write_book(stream: BinaryIO) -> None:
            write_consolidated(stream, consolidation, changes, made, scratch, returns)
            # Written before the workbook gets its name: if the table fails, no file is new.
            data.append(_write_data(consolidation, outputs.data, scratch))

        book = _write(outputs.book, write_book, keep)
        if outputs.book is None:
            data.append(_write_data(consolidation, outputs.data, scratch))
        return Consolidated(
            consolidation,
            changes,
            book,
            _write(outputs.published, lambda stream: stream.write(published), keep, published=True),
            data[0],
            findings,
            returns,
        )


def _all_findings(
    consolidation: Consolidation,
    publication: Publication | None,
    file: Path | None,
    passed_over: Sequence[Path],
) -> Sequence[Finding]:
    if publication is None and not passed_over:
        return consolidation.findings  # which may be on disk
    of_publication = () if publication is None else _of_publication(publication, file)
    return (*consolidation.findings, *of_publication, *map(_passed_over, passed_over))


def _of_publication(publication: Publication, file: Path | None) -> Iterator[Finding]:
    yield from publication.findings
    in_doubt = sum(
        doubted_figures(row.rated, {past.quarter for past in row.history})
        for row in publication.rows
    )
    where = Location("" if file is None else file.name)
    yield from figures_withheld(where, in_doubt, publication.figures)


def _passed_over(path: Path) -> Finding:
    return Finding(
        "own-output-passed-over",
        "is a return or a consolidation that kpibook wrote for readers. It is passed over.",
        Location(path.name),
        "Nothing; or keep what is written in a folder apart from the workbooks.",
    )


def created_stamp(environment: str | None) -> datetime:
    """Return the time files say they were made: a fixed day, or SOURCE_DATE_EPOCH.

    Args:
        environment: The variable's value, seconds since 1970 in UTC; None or "" when unset.

    Raises:
        SaveError: ``source-date-epoch`` when it is not a number of seconds.
    """
    if not environment:
        return CREATED
    try:
        return datetime.fromtimestamp(int(environment), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError) as error:
        raise SaveError(
            "SOURCE_DATE_EPOCH is not a number of seconds since 1970.",
            code="source-date-epoch",
            fix="Unset it, or set it to a whole number such as 1640995200.",
        ) from error


def _check_outputs(outputs: Outputs, inputs: Sequence[Path]) -> None:
    """Refuse, before any work, outputs that would overwrite an input or could not be written."""
    names = [os.path.realpath(file) for file in outputs.files]
    if len(set(names)) < len(names):
        raise SaveError(
            "two outputs are one file.",
            code="outputs-are-one",
            where=str(outputs.files[0]),
            fix="Give the workbook, the published copy and the data a name each.",
        )
    for file in outputs.files:
        for source in inputs:
            refuse_same_file(file, source)
        check_target(Path(os.path.realpath(file)))
    if outputs.data is not None:
        check_tidy(outputs.data)


def _write(
    target: Path | None,
    write: Callable[[BinaryIO], object],
    keep: BackupRule,
    *,
    published: bool = False,
) -> Written | None:
    if target is None:
        return None
    name = kept_as(target, private=published)
    written = atomic_write(target, write, backup=name or False)
    earlier_file = if_kept(name)
    pruned = 0 if earlier_file is None else prune(written, earlier_file, keep)
    return Written(written, earlier_file, pruned)


def _write_data(consolidation: Consolidation, target: Path | None, scratch: Path) -> Written | None:
    if target is None:
        return None
    tidy = write_tidy(consolidation, target, scratch)
    return Written(tidy.output, tidy.kept)
