"""Measures of several tables joined: each has the cells that other tables have of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from kpibook.domain.finding import Finding
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import Location
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.council_layout import FIGURE_ROLES
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.periods.shifted import names_quarter, names_year
from kpibook.workbook.mapped.rows import joined_with, with_cells
from kpibook.xlsx import Cell

#: Roles that decide how a measure is rated, and so have to say the same in two tables.
_DECIDES = ("unit", "polarity", "basis", "tolerance", "frequency", *FIGURE_ROLES, "marker")
_What = TypeVar("_What")
_NAMED = 8  # references in a sentence


def joined(
    rows: Sequence[MappedRow], others: Sequence[MappedRow], findings: list[Finding], file: str
) -> Iterator[MappedRow]:
    """Yield the measures, each with what tables without figures say of it; each once.

    Args:
        rows: The measures of tables with figures.
        others: Those of tables without.
        findings: The list that problems are added to.
        file: The workbook's name, for messages.
    """
    twice: dict[str, list[tuple[MappedRow, MappedRow]]] = {}
    by_key = _without_figures(others, twice)
    seen: set[str] = set()
    for row in rows:
        if ref_key(row.ref) in seen:
            findings.append(_twice(row, file))
            continue
        seen.add(ref_key(row.ref))
        more = by_key.pop(f"ref {ref_key(row.ref)}", None)
        more = more or by_key.pop(f"measure {folded(row.title)}", None)
        if more is None:
            yield row
            continue
        measure = _with_year_target(row, more)
        for role in _contradicted(measure, more):
            twice.setdefault(role, []).append((measure, more))
        yield joined_with(measure, more)
    findings += (_two_figures(role, pairs, file) for role, pairs in twice.items())
    left = [row for row in by_key.values() if ref_key(row.ref) not in seen]
    yield from (row for row in left if row.title)
    if rows:  # else it is said why there is none
        findings += _of_no_measure([row for row in left if not row.title], file)


def _without_figures(
    rows: Sequence[MappedRow], twice: dict[str, list[tuple[MappedRow, MappedRow]]]
) -> dict[str, MappedRow]:
    """Return what tables without figures say of each measure; `twice` gets contradictions."""
    by_key: dict[str, MappedRow] = {}
    for row in rows:
        key = _key(row)
        earlier = by_key.get(key)
        for role in _contradicted(earlier, row) if earlier is not None else ():
            twice.setdefault(role, []).append((earlier or row, row))
        by_key[key] = row if earlier is None else with_cells(earlier, row.cells, row.places)
    return by_key


def _of_no_measure(rows: Sequence[MappedRow], file: str) -> Iterator[Finding]:
    """Yield a finding on rows that belong to no measure: what they say is not used."""
    if rows:
        place = next(iter(rows[0].places.values()))
        be = "is" if len(rows) == 1 else "are"
        yield Finding(
            "layout-row-unmatched",
            f"{counted(len(rows), 'row')} of a table that says more about the measures {be} of "
            f"no measure with figures: {listed([row.ref for row in rows], _NAMED)}.",
            Location(place.file or file, place.sheet, place.address),
            "Correct the reference, there or in the workbook; or remove the row.",
            "What it says, such as a target, is not used.",
        )


def _with_year_target(row: MappedRow, more: MappedRow) -> MappedRow:
    """Return a measure whose target is the year's, where another table has the quarter's."""
    heading = row.table.columns.get("target", "")
    of_quarter = names_quarter(more.table.columns.get("target", ""))
    if not (of_quarter and names_year(heading) and "target" in more.cells):
        return row
    return replace(row, cells=_renamed(row.cells), places=_renamed(row.places))


def _renamed(by_role: Mapping[str, _What]) -> dict[str, _What]:
    return {"year_target" if role == "target" else role: what for role, what in by_role.items()}


def _contradicted(row: MappedRow, more: MappedRow) -> Iterator[str]:
    for role in _DECIDES:
        one, other = row.cells.get(role), more.cells.get(role)
        if one is not None and other is not None and _said(one) != _said(other):
            yield role


def _said(cell: Cell) -> object:
    return folded(cell.value) if isinstance(cell.value, str) else cell.value


def _two_figures(role: str, pairs: Sequence[tuple[MappedRow, MappedRow]], file: str) -> Finding:
    row, more = pairs[0]
    place, other = row.place_of(role), more.place_of(role)
    where = Location(other.file, other.sheet, other.address)
    refs = listed([row.ref for row, _ in pairs], _NAMED)
    return Finding(
        "layout-said-twice",
        f"the {role.replace('_', ' ')} of {counted(len(pairs), 'measure')} is in two tables of "
        f"the layout, which do not say the same: {refs}. The other is in {where}, and is not used.",
        Location(place.file or file, place.sheet, place.address),
        "Take its line out of the [[table]] whose column is not meant; docs/own-workbook.md says "
        "how targets of the year and of its quarters go together.",
        ref=pairs[0][0].ref if len(pairs) == 1 else "",
    )


def _key(row: MappedRow) -> str:
    if row.table.join == "measure" or "ref" not in row.cells:
        return f"measure {folded(row.title)}"
    return f"ref {ref_key(row.ref)}"


def _twice(row: MappedRow, file: str) -> Finding:
    place = next(iter(row.places.values()))
    return Finding(
        "layout-ref-twice",
        f"{quoted(row.ref)} is there twice; the first row is read.",
        Location(place.file or file, place.sheet, place.address),
        "Leave one of the rows out with where, or correct the reference.",
        ref=row.ref,
    )
