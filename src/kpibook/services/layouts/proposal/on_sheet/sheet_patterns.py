"""Sheets of one layout: a sheet a service, a sheet a quarter, and next year's sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.proposal.values import TableProposal
from kpibook.workbook.mapped.council_layout import Orientation, TableLayout
from kpibook.workbook.mapped.periods.expression import generalised
from kpibook.workbook.mapped.periods.period_words import mentions_in
from kpibook.workbook.mapped.reading import SourceFile


def merged_sheets(
    tables: Sequence[TableProposal], now: Quarter, file: SourceFile
) -> list[TableProposal]:
    """Return the tables, those with the same layout on several sheets as one with a pattern."""
    groups: dict[tuple[object, ...], list[TableProposal]] = {}
    for table in tables:
        groups.setdefault(_likeness(table.table), []).append(table)
    merged = []
    for group in groups.values():
        names = list(dict.fromkeys(table.grid.name for table in group))
        if len(names) < len(group):  # two tables on one sheet
            merged += [_with_sheet(table, _of_next_year(table.table.sheet)) for table in group]
            continue
        pattern = _pattern(names, now, [grid.name for grid in file.grids])
        merged.append(_with_sheet(_of_quarter(group, now), pattern if file.has_sheets else "*"))
    return merged


def _likeness(table: TableLayout) -> tuple[object, ...]:
    rows = () if table.orientation is Orientation.BLOCKS else table.heading_rows
    return (
        table.orientation,
        frozenset(table.columns),
        frozenset(table.columns.values()) if table.orientation is Orientation.ROWS else (),
        rows,
    )


def _of_quarter(group: Sequence[TableProposal], now: Quarter) -> TableProposal:
    named = [
        table
        for table in group
        for mention in mentions_in(table.grid.name)
        if (mention.kind == "quarter" and mention.number == now.number)
        or (mention.kind == "month" and mention.number == now.number * 3)
    ]
    return named[0] if named else group[0]


def _pattern(names: Sequence[str], now: Quarter, all_names: Sequence[str]) -> str:
    if len(names) == 1:
        return _of_next_year(names[0])
    months = [m.token for name in names for m in mentions_in(name) if m.kind == "month"]
    if len(set(months)) == len(names):
        last = [n for n in names if _ends_quarter(n, now)]
        return generalised((last or names)[-1], now)
    quarters = [m.number for name in names for m in mentions_in(name) if m.kind == "quarter"]
    if len(set(quarters)) == len(names):
        this = [n for n in names if any(m.number == now.number for m in mentions_in(n))]
        return generalised((this or names)[0], now)
    shortest, longest = min(names), max(names)
    same = (a == b for a, b in zip(shortest, longest, strict=False))
    prefix = shortest[: len(list(takewhile(bool, same)))]
    if len(prefix) >= 3 and not any(n.startswith(prefix) for n in all_names if n not in names):
        return f"{prefix}*"
    return "*"


def _ends_quarter(name: str, now: Quarter) -> bool:
    """Return True for a sheet of the last month of a quarter."""
    return any(m.kind == "month" and m.number == now.number * 3 for m in mentions_in(name))


def _of_next_year(name: str) -> str:
    """Return a sheet's name as a pattern that next quarter's or year's sheet fits too."""
    for mention in reversed(list(mentions_in(name))):
        name = f"{name[: mention.start]}*{name[mention.end :]}"
    name = re.sub(r"\*[\s_-]*\*", "*", name)
    return name if name.strip("* ") else "*"


def _with_sheet(table: TableProposal, pattern: str) -> TableProposal:
    return replace(table, table=replace(table.table, sheet=pattern))
