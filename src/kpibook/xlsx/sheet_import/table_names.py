"""Tables of an imported sheet: names and ids that no other table of the workbook has."""

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
    """Return the part names of all tables of a package."""
    types = content_types.overrides(container)
    return [name for name in container.names() if types.get(name.lower()) == CONTENT_TYPE]


def _tables_of(container: OpcPackage, sheet: str) -> list[str]:
    related = relationships.of(container, sheet).values()
    return [
        relationship.target
        for relationship in related
        if relationship.kind == "table" and relationship.target in container
    ]


def _attributes(container: OpcPackage, part: str) -> dict[str, str]:
    source = xml.clean(container.read(part), part=part, file=container.name)
    return xml.root(source, part=part, file=container.name).attributes


def _display_name(attributes: dict[str, str]) -> str:
    return (attributes.get("displayName") or attributes.get("name", "")).lower()


def check_tables(
    target: OpcPackage,
    scratch: OpcPackage,
    sheet: str,
    removed: tuple[str, ...],
    used_names: set[str],
) -> None:
    """Refuse tables whose names another table or a defined name already has.

    Args:
        target: The package that the sheet goes into.
        scratch: The package it comes from.
        sheet: Its part name there.
        removed: Parts of `target` that the import removes; their names are free.
        used_names: Defined names of `target`, in lower case.

    Raises:
        RefusedEdit: ``table-name-taken``.
    """
    # Excel has a single set of names for tables and defined names, without regard to case.
    present = used_names | {
        _display_name(_attributes(target, part))
        for part in table_parts(target)
        if part not in removed
    }
    for part in _tables_of(scratch, sheet):
        attributes = _attributes(scratch, part)
        if _display_name(attributes) in present:
            raise RefusedEdit(
                f"there is already a table or a name {attributes.get('displayName')!r}.",
                code="table-name-taken",
                where=Location(target.name),
                why="Excel repairs a workbook with two tables of one name.",
                fix="Rename the table that is there, in Table Design, then try again.",
            )


def table_ids(
    target: OpcPackage, scratch: OpcPackage, sheet: str, removed: tuple[str, ...]
) -> dict[str, int]:
    """Return the id for each table of the sheet, by its part name in the scratch package.

    A table that replaces a table of the same name takes over its id, because slicers refer to the
    id.
    """
    present, removed_ids = set[int](), dict[str, int]()
    for part in table_parts(target):
        attributes = _attributes(target, part)
        number = int(attributes["id"]) if attributes.get("id", "").isdigit() else 0
        if part in removed:
            removed_ids[_display_name(attributes)] = number
        else:
            present.add(number)
    ids: dict[str, int] = {}
    for part in _tables_of(scratch, sheet):
        old_id = removed_ids.get(_display_name(_attributes(scratch, part)), 0)
        number = old_id if old_id and old_id not in present else max(present, default=0) + 1
        present.add(number)
        ids[part.lower()] = number
    return ids


def fitted_table(source: bytes, number: int, merged: Merged) -> bytes:
    """Return a table's source with its id and its format indexes in the target."""
    cuts = [
        (tag.start, tag.end, _restyled(tag.source(source), tag.attributes, merged))
        for tag in xml.tags(source, "tableColumn")
    ]
    table_tag = xml.root(source)
    root = xml.set_attribute(table_tag.source(source), "id", str(number))
    cuts.append((table_tag.start, table_tag.end, _restyled(root, table_tag.attributes, merged)))
    return xml.spliced(source, cuts)


def _restyled(tag: bytes, attributes: dict[str, str], merged: Merged) -> bytes:
    for name in _DXF_ATTRIBUTES:
        index = attributes.get(name, "")
        if index.isdigit() and int(index) < len(merged.dxfs):
            tag = xml.set_attribute(tag, name, str(merged.dxfs[int(index)]))
    return tag
