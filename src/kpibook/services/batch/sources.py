"""Workbooks of a consolidation, read by many workers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Source
from kpibook.errors import WorkbookError
from kpibook.services.batch.executors import Workers
from kpibook.services.consolidate.consolidate_files import Reading
from kpibook.services.consolidate.contribution import unusable_book
from kpibook.services.consolidate.put_aside import PutAside, put_aside
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.layouts.open_book import open_book
from kpibook.workbook.protocol import Opener

_Named = tuple[Path, str]


def reading_by(
    workers: Workers,
    *,
    fail_fast: bool = False,
    opened: Opener = open_book,
    ahead: Collection[str] = (),
) -> Reading:
    """Return a reader of workbooks for `consolidate_files`: in any order, by the workers.

    There is no journal: the whole workbook is needed every time, reading it is faster than
    checking that it has not changed, and nothing is written until all are read.

    Args:
        workers: The workers that read.
        fail_fast: Stop at the first workbook that cannot be used, with its reason as the error.
        opened: Opens a workbook; a council's own through its layout.
        ahead: What the workers draw of each workbook, as in `draw_ahead`.
    """
    read_one = partial(_read_source, opened=opened, ahead=frozenset(ahead))

    def read(books: Sequence[_Named]) -> Iterable[PutAside]:
        for _, book in workers.each(read_one, books, _died):
            if fail_fast and book.source.code:
                raise WorkbookError(
                    book.source.refusal, code=book.source.code, where=book.source.name
                )
            yield book

    return read


def _read_source(book: _Named, opened: Opener, ahead: Collection[str]) -> PutAside:
    return put_aside(read_source(*book, opened=opened), ahead)


def _died(book: _Named) -> PutAside:
    error = WorkbookError(
        "the process that read it died.",
        code="worker-died",
        fix="Run `kpibook check` on it alone.",
    )
    return put_aside(unusable_book(Source(book[1], ""), error))
