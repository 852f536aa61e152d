"""The tables on a sheet that is put into a workbook: names and numbers that no other table has."""

from __future__ import annotations

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Merged
from kpibook.xlsx.xml import elements as xml

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_DXF_ATTRIBUTES = (
    "headerRowDxfId", "dataDxfId", "totalsRowDxfId",
    "headerRowBorderDxfId", "tableBorderDxfId", "totalsRowBorderDxfId",
)  # fmt: skip


def table_parts(container: OpcPackage) -> list[str]:
    """Part names of all tables of a package."""
    types = content_types.overrides(container)
    return [name for name in container.names() if types.get(name.lower()) == CONTENT_TYPE]


def _tables_of(container: OpcPackage, sheet: str) -> list[str]:
    related = relationships.of(container, sheet).values()
    return [one.target for one in related if one.kind == "table" and one.target in container]


def _attributes(container: OpcPackage, part: str) -> dict[str, str]:
    source = xml.clean(container.read(part), part=part, file=container.name)
    return xml.root(source, part=part, file=container.name).attributes


def _display_name(given: dict[str, str]) -> str:
    return (given.get("displayName") or given.get("name", "")).lower()


def check_tables(
    target: OpcPackage, scratch: OpcPackage, sheet: str, gone: tuple[str, ...], taken: set[str]
) -> None:
    """Refuse tables whose names another table or a defined name already has.

    Args:
        target: The package that the sheet goes into.
        scratch: The package it comes from.
        sheet: Its part name there.
        gone: Parts of `target` that the sheet's coming removes; their names are free.
        taken: Defined names of `target`, in lower case.

    Raises:
        RefusedEdit: ``table-name-taken``.
    """
    present = taken | {
        _display_name(_attributes(target, part)) for part in table_parts(target) if part not in gone
    }
    for part in _tables_of(scratch, sheet):
        given = _attributes(scratch, part)
        if _display_name(given) in present:
            raise RefusedEdit(
                f"there is already a table or a name {given.get('displayName')!r}.",
                code="table-name-taken",
                where=Location(target.name),
                why="Excel repairs a workbook with two tables of one name.",
                fix="Rename the table that is there, in Table Design, then try again.",
            )


def table_ids(
    target: OpcPackage, scratch: OpcPackage, sheet: str, gone: tuple[str, ...]
) -> dict[str, int]:
    """The id that each table of the sheet gets, by its part name in the scratch package.

    A table that replaces one of the same name keeps its id, because slicers refer to it by that.
    """
    present, leaving = set[int](), dict[str, int]()
    for part in table_parts(target):
        given = _attributes(target, part)
        number = int(given["id"]) if given.get("id", "").isdigit() else 0
        if part in gone:
            leaving[_display_name(given)] = number
        else:
            present.add(number)
    ids: dict[str, int] = {}
    for part in _tables_of(scratch, sheet):
        kept = leaving.get(_display_name(_attributes(scratch, part)), 0)
        number = kept if kept and kept not in present else max(present, default=0) + 1
        present.add(number)
        ids[part.lower()] = number
    return ids


def fitted_table(source: bytes, number: int, merged: Merged) -> bytes:
    """A table's source with its id in the target and its styles where they are there."""
    cuts = [
        (tag.start, tag.end, _restyled(tag.source(source), tag.attributes, merged))
        for tag in xml.tags(source, "tableColumn")
    ]
    above = xml.root(source)
    root = xml.set_attribute(above.source(source), "id", str(number))
    cuts.append((above.start, above.end, _restyled(root, above.attributes, merged)))
    return xml.spliced(source, cuts)


def _restyled(tag: bytes, given: dict[str, str], merged: Merged) -> bytes:
    for name in _DXF_ATTRIBUTES:
        index = given.get(name, "")
        if index.isdigit() and int(index) < len(merged.dxfs):
            tag = xml.set_attribute(tag, name, str(merged.dxfs[int(index)]))
    return tag
