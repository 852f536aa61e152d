"""Tables that belong together: a list of measures on one sheet, their figures on another."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.proposal.values import TableProposal

_SHARED = 0.3  # of the names of the smaller table


def with_joins(tables: Sequence[TableProposal]) -> list[TableProposal]:
    """Return the tables with figures, and those without that say more about their measures."""
    figures = [table for table in tables if table.table.has_figures]
    joined = list(figures)
    for table in tables:
        if table.table.has_figures:
            continue
        for role in ("ref", "measure"):
            names = _names(table, role)
            others = {name for other in figures for name in _names(other, role)}
            if names and len(names & others) >= _SHARED * min(len(names), len(others) or 1) > 0:
                joined.append(
                    replace(table, table=replace(table.table, join=role))
                    if role == "measure"
                    else table
                )
                break
    return joined


def _names(table: TableProposal, role: str) -> set[str]:
    key = ref_key if role == "ref" else folded
    samples = [g.column.samples for g in table.guesses if g.role == role]
    return {key(text) for texts in samples for text in texts}
