"""Combination of workbooks on disk into one consolidation."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kpibook.domain.consolidation.combine import Decision, decide, in_order
from kpibook.domain.consolidation.consolidation import Consolidation, RefusedRow, SourceBook
from kpibook.domain.consolidation.row_digest import RowDigest, digests_of
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.services.consolidate.on_disk import SpooledBooks, SpooledItems, SpooledRows, Stub
from kpibook.services.consolidate.put_aside import PutAside

_MARKS_AT_A_TIME = 100_000  # in a set, some 8 MB


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
    spooled.stubs.sort(key=lambda stub: stub.source.name)
    by_name = {stub.source.name: stub for stub in spooled.stubs}
    decision = decide(
        spooled.stubs,
        period,
        lambda names: _shared_rows(spooled, [by_name[name] for name in names]),
    )
    used = [by_name[name] for name in decision.used]
    return Consolidation(
        period=decision.period,
        council=decision.council,
        sources=decision.sources,
        rows=SpooledRows(spooled, used, _places(spooled, used, decision), decision.scheme_keys),
        refused=SpooledItems(
            decision.refused_rows(lambda name: spooled.refused(by_name[name])), RefusedRow, folder
        ),
        findings=SpooledItems(
            decision.findings(lambda name: spooled.findings(by_name[name])), Finding, folder
        ),
        schemes=decision.schemes,
        actions=tuple(action for stub in used for action in spooled.actions(stub)),
    )


def _shared_rows(spooled: SpooledBooks, used: Sequence[Stub]) -> Iterator[RowDigest]:
    """Yield the rows whose reference occurs more than once in their council."""
    # A mark is a hash: a clash of two references only brings in a row that repeats nothing.
    marks = _repeated_marks(used)
    for stub in used:
        if not marks.isdisjoint(stub.marks):
            for digest in digests_of(spooled.book(stub)):
                if stub.marks[digest.number] in marks:
                    yield digest


def _repeated_marks(used: Sequence[Stub]) -> set[int]:
    """Find the marks that several rows have.

    They are looked through in parts, so that memory holds a set of one part at a time.
    """
    parts = 1 + sum(stub.count for stub in used) // _MARKS_AT_A_TIME
    repeated: set[int] = set()
    for part in range(parts):
        known: set[int] = set()
        for stub in used:
            for mark in stub.marks:
                if mark % parts == part:
                    if mark in known:
                        repeated.add(mark)
                    known.add(mark)
    return repeated


def _places(
    spooled: SpooledBooks, used: Sequence[Stub], decision: Decision
) -> tuple[array[int], array[int]]:
    """Return for each row in its final order: its workbook's number, and its number in that."""
    of_book, in_book, owner = array("I"), array("I"), array("I")
    for number, stub in enumerate(used):
        for row_number in decision.used_rows(stub.source.name, stub.count):
            of_book.append(number)
            in_book.append(row_number)
            owner.append(stub.owners[row_number])
    owners = spooled.owners
    order = array("I", in_order(owners[number] for number in owner))
    return array("I", (of_book[row_number] for row_number in order)), array(
        "I", (in_book[row_number] for row_number in order)
    )
