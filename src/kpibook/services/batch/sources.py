"""The workbooks of a consolidation, read by many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Source, SourceBook
from kpibook.errors import WorkbookError
from kpibook.services.batch.executors import Workers
from kpibook.services.consolidate.consolidate_files import Reading
from kpibook.services.consolidate.contribution import unusable_book
from kpibook.services.consolidate.read_workbook import read_source

_Named = tuple[Path, str]


def reading_by(workers: Workers, *, fail_fast: bool = False) -> Reading:
    """A way of reading workbooks, for `consolidate_files`: in any order, each by a worker.

    There is no journal: everything a workbook says is needed every time, to read it takes less
    than to know that it has not changed, and nothing is written until all are read.

    Args:
        workers: Who reads.
        fail_fast: Stop at the first workbook that cannot be used, with its reason as the error.
    """

    def read(books: Sequence[_Named]) -> Iterable[SourceBook]:
        for _, found in workers.each(_read, books, _died):
            if fail_fast and found.source.code:
                raise WorkbookError(
                    found.source.refusal, code=found.source.code, where=found.source.name
                )
            yield found

    return read


def _read(book: _Named) -> SourceBook:
    return read_source(*book)


def _died(book: _Named) -> SourceBook:
    error = WorkbookError(
        "the process that read it died.",
        code="worker-died",
        fix="Run `kpibook check` on it alone.",
    )
    return unusable_book(Source(book[1], ""), error)
