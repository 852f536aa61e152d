"""Workbooks combined and drawn in memory: the plain reference that the form on disk is held to."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.combine import decide, in_order
from kpibook.domain.consolidation.consolidation import Consolidation, SourceBook
from kpibook.domain.consolidation.row_digest import digests_of, owner_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.returns.returned import Returns
from kpibook.outputs.consolidated.book import write_consolidated
from kpibook.outputs.consolidated.contents import MadeHow


def combine(books: Iterable[SourceBook], period: Quarter | None = None) -> Consolidation:
    """One consolidation of many workbooks that are in memory.

    Args:
        books: The workbooks as read, in any order; their names differ.
        period: The quarter; None takes the one they all report.

    Raises:
        WorkbookError: `consolidate-nothing` when no workbook can be used;
            `consolidate-periods-differ` when they report several and `period` is None.
    """
    by_name = {b.source.name: b for b in sorted(books, key=lambda book: book.source.name)}
    decision = decide(
        list(by_name.values()),
        period,
        lambda names: (digest for name in names for digest in digests_of(by_name[name])),
    )
    rows = [
        replace(by_name[name].rows[number], scheme=decision.scheme_keys[name])
        for name in decision.used
        for number in decision.used_rows(name, by_name[name].count)
    ]
    return Consolidation(
        period=decision.period,
        council=decision.council,
        sources=decision.sources,
        rows=tuple(rows[at] for at in in_order(map(owner_of, rows))),
        refused=tuple(decision.refused_rows(lambda name: by_name[name].refused)),
        findings=tuple(decision.findings(lambda name: by_name[name].findings)),
        schemes=decision.schemes,
    )


def draw_consolidated(
    consolidation: Consolidation,
    changes: Changes | None,
    made: MadeHow,
    scratch: Path | None = None,
    returns: Returns | None = None,
) -> bytes:
    """Draw the workbook for finance in memory; see `write_consolidated`."""
    target = io.BytesIO()
    write_consolidated(target, consolidation, changes, made, scratch, returns)
    return target.getvalue()
