"""Part of the material: what is for a committee, or has a name that a person gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.report.material import Material
from kpibook.domain.reporting.part import part_of
from kpibook.domain.wording import counted
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.replacing import replace


def part_for(material: Material, name: str, includes: Sequence[str] = ()) -> Material:
    """Return what is for a committee, priority, service or directorate, or a single measure.

    It comes before any counting: a committee's counts are of its measures alone. A workbook that
    does not have the name has no part in it.

    Args:
        material: The rows to choose from.
        name: The name, as the report gives it.
        includes: What is chosen, by names and references; empty chooses by `name` itself.

    Raises:
        WorkbookError: ``part-unknown`` if no workbook has one of the names; ``part-ambiguous``.
    """
    chosen: set[tuple[str, str]] = set()
    for each in includes or (name,):
        chosen |= _places(material, each)
    rows = [row for row in material.rows if _place(row) in chosen]
    sentence = (
        f"This is only what is for {name}: "
        f"{len(rows):,} of {counted(len(material.rows), 'measure')}."
    )
    return material.only(rows, sentence)


def _places(material: Material, name: str) -> set[tuple[str, str]]:
    """Return workbook and key of the measures that a name chooses."""
    key = ref_key(name)
    if places := {_place(row) for row in material.rows if row.rated.measure.key == key}:
        return places
    unknown: list[WorkbookError] = []
    for source in material.sources:
        rows = [row for row in material.rows if row.source == source.name]
        try:
            keys = _keys(material, rows, name)
        except WorkbookError as error:
            if error.code != "part-unknown":
                raise
            unknown.append(error)
        else:
            places |= {(source.name, each) for each in keys}
    if not places and unknown:
        raise _unknown(material, name)
    return places


def _keys(material: Material, rows: Iterable[ConsolidatedRow], name: str) -> frozenset[str]:
    rows = list(rows)
    measures = [replace(row.rated.measure, directorate=row.directorate) for row in rows]
    committee = material.committees.get(rows[0].source, "") if rows else ""
    where = Location(rows[0].source) if rows else ""
    return part_of(measures, name, committee=committee, where=where).keys


def _unknown(material: Material, name: str) -> WorkbookError:
    """Return the error for a name that no workbook has, with the names that they have together."""
    measures = [replace(row.rated.measure, directorate=row.directorate) for row in material.rows]
    where = material.sources[0].name if len(material.sources) == 1 else ""
    try:
        part_of(measures, name, committee=material.committee, where=Location(where))
    except WorkbookError as error:
        return error
    return WorkbookError(f"no measure is for '{name[:40]}'.", code="part-unknown", where=where)


def _place(row: ConsolidatedRow) -> tuple[str, str]:
    return row.source, row.rated.measure.key
