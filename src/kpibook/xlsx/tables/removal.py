"""Removal of the tables from a workbook that kpibook has drawn; the cells stay as they are."""

from __future__ import annotations

import io

from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml


def without_tables(workbook: bytes, name: str) -> bytes:
    """Return a workbook with plain cells where it has tables.

    Args:
        workbook: A workbook as XlsxWriter draws it, with small sheets: each is held in memory.
        name: Its name, for messages.

    Raises:
        RefusedFile: As `xlsx.opc.guard.admit`.
    """
    with OpcPackage.from_bytes(workbook, name) as container:
        for entry in sheets.entries(container, sheets.find_workbook(container)):
            if entry.kind == sheets.WORKSHEET and entry.part:
                _remove_tables(container, entry.part)
        memory = io.BytesIO()
        container.dump(memory)
        return memory.getvalue()


def _remove_tables(container: OpcPackage, sheet: str) -> None:
    source = xml.clean(container.read(sheet), part=sheet, file=container.name)
    listed = xml.first_element(source, "tableParts")
    if listed is None:
        return
    container.write(sheet, xml.spliced(source, [(listed.start, listed.end, b"")]))
    for related in list(relationships.of(container, sheet).values()):
        if related.kind == "table":
            relationships.remove(container, sheet, related.id)
            content_types.remove_override(container, related.target)
            container.remove(related.target)
