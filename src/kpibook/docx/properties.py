"""Properties of a Word document: its title, author and language."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.docx.markup import content
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

_PART = "docProps/core.xml"
_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONSHIP = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def set_properties(package: OpcPackage, properties: Mapping[str, str]) -> None:
    """Set properties of a document; the others stay as they are.

    Args:
        package: Its parts.
        properties: The texts by name: "title", "creator", "language". "" leaves a property alone.
    """
    part = relationships.target_of(package, relationships.PACKAGE, "core-properties")
    if part is None:
        part = _PART
        package.write(part, _EMPTY)
        content_types.declare(package, part, _TYPE)
        relationships.add(package, relationships.PACKAGE, _RELATIONSHIP, part)
    source = xml.clean(package.read(part), part=part, file=package.name)
    for name, text in properties.items():
        if text:
            source = _with(source, name, text)
    package.write(part, source)


def _with(source: bytes, name: str, text: str) -> bytes:
    old = [child for child in xml.children(source) if child.local == name]
    # Bound to its namespace here, as the part may not declare the prefix.
    element = f'<dc:{name} xmlns:dc="{_DUBLIN_CORE}">{content(text)}</dc:{name}>'.encode()
    cuts = [(each.start, each.end, b"") for each in old]
    return xml.spliced(source, [*cuts, xml.append_child(source, element)])
