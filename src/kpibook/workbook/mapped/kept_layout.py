"""Layout that a council's workbook keeps in itself: the text of its file as custom XML."""

from __future__ import annotations

import re
from pathlib import Path

from kpibook.errors import PackageError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx import Workbook
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

NAMESPACE = "urn:kpibook:layout:1"
LARGEST = 4_000_000
"""Most bytes of the part; a layout has a few thousand."""
_ITEM = regex(r"customxml/item\d+\.xml", re.IGNORECASE)
_HEAD = 500  # bytes within which a part names its namespace
_STORE = "{6B706962-6F6F-6B00-8000-6C61796F7574}"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """Copy of a layout file in a workbook.

    Attributes:
        file: The name of the file it was copied from.
        text: The file's text.
    """

    file: str
    text: str


def kept_layout_in(path: Path) -> KeptLayout | None:
    """Return the layout that a workbook on disk keeps; None if it keeps none.

    None too for a file that cannot be opened: the command that opens it next says why.
    """
    try:
        package = OpcPackage.open(path)
    except PackageError:
        return None
    try:
        return kept_layout(package)
    finally:
        package.close()


def kept_layout(package: OpcPackage) -> KeptLayout | None:
    """Return the layout that a workbook keeps; None if it keeps none."""
    part = _part_of(package)
    if part is None:
        return None
    source = xml.clean(package.read(part), part=part, file=package.name)
    layout = xml.element(source, xml.root(source, part=part, file=package.name))
    return KeptLayout(layout.tag.get("file"), layout.text(source))


def keep_layout(workbook: Workbook, kept: KeptLayout) -> None:
    """Put a layout into a workbook, in the place of the one that it keeps; it is saved with it.

    Of the other parts only the lists of content types and of the workbook's relationships change,
    and those only the first time.
    """
    workbook.about_to_edit()
    package = workbook.container
    source = b'<?xml version="1.0" encoding="UTF-8"?>\n<layout xmlns="%b" file=%b>%b</layout>' % (
        NAMESPACE.encode(),
        xml.quoted(kept.file),
        xml.escape(kept.text.replace("\r\n", "\n")),
    )
    part = _part_of(package)
    if part is not None:
        package.write(part, source)
        return
    number = 1
    while f"customXml/item{number}.xml" in package:
        number += 1
    part, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.write(part, source)
    package.write(properties, _properties())
    content_types.declare(package, properties, _PROPERTIES_TYPE)
    content_types.declare(package, part, "application/xml")
    relationships.add(package, workbook.workbook_part, "customXml", part)
    relationships.add(package, part, "customXmlProps", properties)


def _part_of(package: OpcPackage) -> str | None:
    """Return the part that holds a layout; Excel may have given it another number."""
    for name in package.names():
        # A workbook without custom XML costs no more than its list of parts.
        if _ITEM.fullmatch(name) and package.size(name) <= LARGEST:
            source = package.read(name)
            if NAMESPACE.encode() in source[:_HEAD]:
                return name
    return None


def _properties() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_PROPERTIES_NAMESPACE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
