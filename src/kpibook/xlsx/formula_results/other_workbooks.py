"""Other workbooks that formulas take figures from, by the numbers that stand for them."""

from __future__ import annotations

from urllib.parse import unquote

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml


def other_workbooks(container: OpcPackage, workbook: str) -> dict[str, str]:
    """Return the file names of other workbooks, without their folders, by number.

    Formulas in a file say ``[1]Sheet1!A1`` for the first workbook in its list.

    Args:
        container: The parts.
        workbook: Name of the part that lists the sheets.
    """
    source = sheets.source(container, workbook)
    listed = xml.child(source, "externalReferences")
    if listed is None:
        return {}
    related = relationships.of(container, workbook)
    names: dict[str, str] = {}
    for number, element in enumerate(xml.children(source, listed.tag), 1):
        attributes = element.tag.attributes
        identifier = next((v for name, v in attributes.items() if name.endswith(":id")), "")
        link = related.get(identifier)
        names[str(number)] = _name_in(container, link.target) if link else ""
    return names


def _name_in(container: OpcPackage, part: str) -> str:
    if part not in container:
        return ""
    for related in relationships.of(container, part).values():
        if related.kind.startswith("externalLink"):
            path = unquote(related.target).replace("\\", "/")
            return path.rsplit("/", 1)[-1]
    return ""
