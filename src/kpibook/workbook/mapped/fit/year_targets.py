"""Targets of the year held against figures of a quarter: doubted, and not rated against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import ADDING, Basis
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, listed
from kpibook.errors import KpibookError, Location
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.periods.period_words import mentions_in
from kpibook.workbook.mapped.periods.shifted import names_quarter, names_year
from kpibook.workbook.mapped.table_rows import answers_of, cells_under_headings, words_of
from kpibook.workbook.register import basis_in

_NAMED = 8  # references in a sentence
_YEARLY = ("annual", "year", "yearly", "full year", "blwyddyn")
#: A quarter's part of a year, as far as it may be from a fourth.
_PART = (Decimal("0.14"), Decimal("0.40"))
_PART_IF_BEFORE = (Decimal("0.05"), Decimal("0.55"))
_NEAR = Decimal("0.35")
#: How much a running total has grown since the quarter before, 1 for an even pace.
_GROWS = (Decimal("0.6"), Decimal("1.2"))
#: Last year's outturn says something of a target that is about as large.
_LIKE = (Decimal("0.5"), Decimal(2))
#: Bases that say that a figure may be held against the year's target as it is.
_OF_YEAR = (Basis.SNAPSHOT, Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS, Basis.ANNUAL)


def without_year_targets(
    rows: Iterable[MappedRow],
    layout: CouncilLayout,
    period: Quarter,
    file: str,
    findings: list[Finding],
) -> Iterator[MappedRow]:
    """Yield the measures; one whose figures are a part of its year's target is without it.

    Args:
        rows: The measures.
        layout: The layout.
        period: The quarter.
        file: The workbook's name, for messages.
        findings: The list that a finding on them is added to.
    """
    doubted: list[MappedRow] = []
    for row in rows:
        if _serves_all_quarters(row, layout) and _is_part(row, layout, period):
            doubted.append(row)
            cells = {r: c for r, c in row.cells.items() if r not in ("target", "year_target")}
            yield replace(row, cells=cells, target_doubted=True)
        else:
            yield row
    if doubted:
        findings.append(_finding(doubted, file))


def _serves_all_quarters(row: MappedRow, layout: CouncilLayout) -> bool:
    """Return True for a target that the layout or its heading says is the year's.

    So is one whose heading is of no quarter, next to figures that have a column a quarter.
    """
    if "target" not in row.cells and "year_target" in answers_of(layout, row.ref):
        return True
    if "target" in row.joined:
        return False
    role = "target" if "target" in row.cells else "year_target"
    heading = row.table.columns.get(role, "")
    if not heading or role not in row.cells or names_quarter(heading):
        return False
    return _is_of_year(heading) or _has_column_a_quarter(row.table)


def _is_of_year(heading: str) -> bool:
    words = heading.casefold().replace("-", " ").split()
    kinds = {mention.kind for mention in mentions_in(heading)}
    return names_year(heading) or kinds == {"year"} or any(word in words for word in _YEARLY)


def _has_column_a_quarter(table: TableLayout) -> bool:
    return names_quarter(table.columns.get("actual", "")) and not names_quarter(
        table.sheet + table.title
    )


def _is_part(row: MappedRow, layout: CouncilLayout, period: Quarter) -> bool:
    """Return True if a measure's figures are as large as a quarter's part of its target."""
    said = answers_of(layout, row.ref)
    if any(role.startswith("target") for role in said):
        return False
    read = Row("", "", cells_under_headings(row, layout), [], own_words=words_of(layout))
    basis, unit = basis_in(read), read.counted_in()
    if basis in _OF_YEAR or basis is Basis.CUMULATIVE:
        return False
    if unit is not None and unit.unit not in ADDING:  # a share, an average or a rate
        return False
    if own.TARGET not in read.cells:  # the role is the year's, and has no heading of ours
        return False
    target, actual, previous, outturn = (
        _number(read, heading)
        for heading in (own.TARGET, own.ACTUAL, own.PREVIOUS, own.LAST_OUTTURN)
    )
    if not target or not actual or target < 0 or actual < 0:
        return False
    before = previous if period.number > 1 else None
    if outturn and not _LIKE[0] <= outturn / target <= _LIKE[1]:
        outturn = None
    return _is_flow(actual, before, target, outturn) or _is_running(
        actual, before, target, outturn, period.number
    )


def _number(row: Row, heading: str) -> Decimal | None:
    try:
        return row.figure(heading, row.counted_in()).value
    except KpibookError:
        return None


def _is_flow(
    actual: Decimal, before: Decimal | None, target: Decimal, outturn: Decimal | None
) -> bool:
    """Return True for figures of a quarter each, this one or the one before."""
    if before and _PART[0] <= before / target <= _PART[1]:
        return _PART_IF_BEFORE[0] <= actual / target <= _PART_IF_BEFORE[1]
    parts = [actual / target, *([before / target] if before else [])]
    parts += [actual / outturn] if outturn else []
    return all(_PART[0] <= part <= _PART[1] for part in parts)


def _is_running(
    actual: Decimal,
    before: Decimal | None,
    target: Decimal,
    outturn: Decimal | None,
    number: int,
) -> bool:
    """Return True for a total that runs through the year, by its pace since the quarter before."""
    if number not in (2, 3) or not before:
        return False
    share = Decimal(number) / 4
    growth = before / actual * number / (number - 1)
    paces = [actual / target / share, *([actual / outturn / share] if outturn else [])]
    return _GROWS[0] <= growth <= _GROWS[1] and all(abs(pace - 1) <= _NEAR for pace in paces)


def _finding(rows: list[MappedRow], file: str) -> Finding:
    role = "target" if "target" in rows[0].cells else "year_target"
    place = rows[0].place_of(role if role in rows[0].cells else "actual")
    ref = rows[0].ref
    its, their = ("its", "its figures are") if len(rows) == 1 else ("their", "their figures are")
    return Finding(
        "layout-target-of-year",
        f"the target of {counted(len(rows), 'measure')} looks like that of the whole year, as "
        f"{their} about a quarter's part of it: {listed([row.ref for row in rows], _NAMED)}.",
        Location(place.file or file, place.sheet, place.address),
        # TOML quotes a key as JSON does.
        f"Write in the layout, under `[measure.{json.dumps(ref, ensure_ascii=False)}]`, the "
        "targets of the quarters as `target_q1` to `target_q4`; or "
        '`basis = "cumulative"` if the figures add up through the year; or '
        '`basis = "snapshot"` if each quarter has this target.',
        f"Until then {its} figures are not rated.",
        ref if len(rows) == 1 else "",
    )
