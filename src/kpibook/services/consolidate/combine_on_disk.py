"""Combination of workbooks on disk into one consolidation."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path

from kpibook.domain.consolidation.combine import Decision, decide
from kpibook.domain.consolidation.consolidation import Consolidation, RefusedRow, Source, SourceBook
from kpibook.domain.consolidation.row_digest import RowDigest, digests_of
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.services.consolidate.on_disk import SpooledBooks, SpooledItems, SpooledRows
from kpibook.services.consolidate.put_aside import PutAside
from kpibook.services.consolidate.sorted_runs import sorted_in_runs
from kpibook.services.consolidate.stubs import Stub

_MARKS_AT_A_TIME = 10_000  # some 0.7 MB
_OWNERS_AT_A_TIME = 1_000  # some 0.4 MB


def combine_spooled(
    books: Iterable[SourceBook | PutAside], folder: Path | None, period: Quarter | None = None
) -> Consolidation:
    """Combine workbooks into one consolidation, with rows and findings on disk.

    Args:
        books: The workbooks as they are read, in any order, each let go of at once.
        folder: The folder whose disk is used, until the consolidation is no longer in use; None
            for the person's temporary files.
        period: The quarter; None takes the one they all report.

    Raises:
        WorkbookError: As `decide`.
        SaveError: The disk is full or cannot be written.
    """
    spooled = SpooledBooks(folder)
    for book in books:
        spooled.add(book)
    stubs = sorted(spooled.stubs, key=attrgetter("name"))

    def by_name(name: str) -> Stub:
        return stubs[bisect_left(stubs, name, key=attrgetter("name"))]

    decision = decide(
        stubs, period, lambda names: _shared_rows(spooled, [*map(by_name, names)], folder)
    )
    used = [*map(by_name, decision.used)]
    keys = [decision.scheme_keys[name] for name in decision.used]
    return Consolidation(
        period=decision.period,
        council=decision.council,
        sources=SpooledItems(decision.sources(), Source, folder),
        rows=SpooledRows(spooled, used, _places(spooled, used, decision, folder), keys),
        refused=SpooledItems(
            decision.refused_rows(lambda name: spooled.refused(by_name(name))), RefusedRow, folder
        ),
        findings=SpooledItems(
            decision.findings(lambda name: spooled.findings(by_name(name))), Finding, folder
        ),
        schemes=decision.schemes,
        actions=tuple(action for stub in used for action in spooled.actions(stub)),
    )


def _shared_rows(
    spooled: SpooledBooks, used: Sequence[Stub], folder: Path | None
) -> Iterator[RowDigest]:
    """Yield the rows whose reference occurs more than once in their council."""
    # A mark is a hash: a clash of two references only brings in a row that repeats nothing.
    marks = _repeated_marks(spooled, used, folder)
    if not marks:
        return
    for stub in used:
        own = spooled.marks_of(stub)
        if not marks.isdisjoint(own):
            for digest in digests_of(spooled.book(stub)):
                if own[digest.number] in marks:
                    yield digest


def _repeated_marks(spooled: SpooledBooks, used: Sequence[Stub], folder: Path | None) -> set[int]:
    """Find the marks that several rows have."""
    marks = chain.from_iterable(map(spooled.marks_of, used))
    ordered = sorted_in_runs(marks, _MARKS_AT_A_TIME, folder)
    return {mark for mark, after in pairwise(ordered) if mark == after}


def _places(
    spooled: SpooledBooks, used: Sequence[Stub], decision: Decision, folder: Path | None
) -> tuple[array[int], array[int]]:
    """Return for each row in its final order: its workbook's number, and its number in that.

    Rows are in order of council and directorate; those of a directorate as their workbooks are.
    """
    of_book, in_book = array("I"), array("I")
    owners = (
        [*owner, number, of_owner]
        for number, stub in enumerate(used)
        for of_owner, owner in enumerate(spooled.owners_of(stub)[0])
    )
    for _, _, number, of_owner in sorted_in_runs(owners, _OWNERS_AT_A_TIME, folder):
        stub = used[number]
        _, of_rows = spooled.owners_of(stub)
        for row_number in decision.used_rows(stub.name, stub.count):
            if of_rows[row_number] == of_owner:
                of_book.append(number)
                in_book.append(row_number)
    return of_book, in_book
