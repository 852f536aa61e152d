"""Combination of workbooks that are in memory into one consolidation.

`services.consolidate.combine_on_disk` does the same for more workbooks than memory can hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.consolidation.combine import decide, in_order
from kpibook.domain.consolidation.consolidation import Consolidation, SourceBook
from kpibook.domain.consolidation.row_digest import RowDigest, digests_of, owner_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import folded
from kpibook.on_use.replacing import replace


def combine(books: Iterable[SourceBook], period: Quarter | None = None) -> Consolidation:
    """Combine workbooks that are in memory into one consolidation.

    Args:
        books: The workbooks as read, in any order; their names differ.
        period: The quarter; None takes the one they all report.

    Raises:
        WorkbookError: As `decide`.
    """
    by_name = {b.source.name: b for b in sorted(books, key=lambda book: book.source.name)}
    decision = decide(
        list(by_name.values()),
        period,
        lambda names: _shared_rows([by_name[name] for name in names]),
    )
    rows = [
        row if row.scheme == key else replace(row, scheme=key)
        for name, key in ((name, decision.scheme_keys[name]) for name in decision.used)
        for row in map(
            by_name[name].rows.__getitem__, decision.used_rows(name, by_name[name].count)
        )
    ]
    return Consolidation(
        period=decision.period,
        council=decision.council,
        sources=tuple(decision.sources()),
        rows=tuple([rows[at] for at in in_order(map(owner_of, rows))]),
        refused=tuple(decision.refused_rows(lambda name: by_name[name].refused)),
        findings=tuple(decision.findings(lambda name: by_name[name].findings)),
        schemes=decision.schemes,
        actions=tuple([action for name in decision.used for action in by_name[name].actions]),
    )


def _shared_rows(used: Sequence[SourceBook]) -> Iterator[RowDigest]:
    """Yield the rows whose reference occurs more than once in their council."""
    keys = {
        book.source.name: [(folded(row.council), row.rated.measure.key) for row in book.rows]
        for book in used
    }
    times = Counter(key for own in keys.values() for key in own)
    for book in used:
        own = keys[book.source.name]
        if any(times[key] > 1 for key in own):
            yield from (each for each in digests_of(book) if times[own[each.number]] > 1)
