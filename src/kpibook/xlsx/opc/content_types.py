"""Content types of parts: the part [Content_Types].xml."""

from __future__ import annotations

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.xml import elements as xml

PART = "[Content_Types].xml"

MOST_ENTRIES = 80_000
"""Entries of a list of types or relationships. Excel opens a sheet with at most 65,530 links."""


def type_of(container: OpcPackage, part: str) -> str:
    """Return the content type of a part: its override, else its extension's default, else ""."""
    source = _source(container)
    part_key = "/" + normalised(part).lower()
    for tag in xml.tags(source, "Override"):
        attributes = tag.attributes
        if _part(attributes.get("PartName", "")) == part_key:
            return attributes.get("ContentType", "")
    return defaults(container).get(_extension(part), "")


def overrides(container: OpcPackage) -> dict[str, str]:
    """Return the overrides: content type by part name, in lower case without its leading slash."""
    attributes = (tag.attributes for tag in xml.tags(_source(container), "Override"))
    return {
        _part(override.get("PartName", ""))[1:]: override.get("ContentType", "")
        for override in attributes
    }


def defaults(container: OpcPackage) -> dict[str, str]:
    """Return the defaults: content type by extension, in lower case without the dot."""
    attributes = (tag.attributes for tag in xml.tags(_source(container), "Default"))
    return {
        default.get("Extension", "").lower(): default.get("ContentType", "")
        for default in attributes
    }


def add_override(container: OpcPackage, part: str, content_type: str) -> None:
    """Add an override for a part, in place of an override that it has."""
    remove_override(container, part)
    source = _source(container)
    fragment = b"<%bOverride PartName=%b ContentType=%b/>" % (
        xml.root(source, part=PART, file=container.name).prefix,
        xml.quoted("/" + normalised(part)),
        xml.quoted(content_type),
    )
    container.write(PART, xml.spliced(source, [xml.append_child(source, fragment)]))


def add_default(container: OpcPackage, extension: str, content_type: str) -> bool:
    """Add a default for an extension, unless the extension has a default already.

    Returns:
        True if the extension's default is now `content_type`; if False, the type has to be added
        part by part with `add_override`.
    """
    present = defaults(container).get(extension.lower())
    if present is not None:
        return present == content_type
    source = _source(container)
    types_tag = xml.root(source, part=PART, file=container.name)
    fragment = b"<%bDefault Extension=%b ContentType=%b/>" % (
        types_tag.prefix,
        xml.quoted(extension.lower()),
        xml.quoted(content_type),
    )
    # Excel writes the defaults before the overrides, so the new default goes first.
    cut = (types_tag.end, types_tag.end, fragment)
    container.write(PART, xml.spliced(source, [cut]))
    return True


def remove_override(container: OpcPackage, part: str) -> None:
    """Remove the override of a part; do nothing if it has no override."""
    source = _source(container)
    part_key = "/" + normalised(part).lower()
    cuts = [
        (override.start, override.end, b"")
        for override in xml.elements(source, "Override")
        if _part(override.tag.get("PartName")) == part_key
    ]
    if cuts:
        container.write(PART, xml.spliced(source, cuts))


def declare(container: OpcPackage, part: str, content_type: str) -> None:
    """Give `part` a content type; an override is added only if its default differs."""
    if type_of(container, part) != content_type:
        add_override(container, part, content_type)


def _part(name: str) -> str:
    return "/" + normalised(name).lower()


def _extension(part: str) -> str:
    return normalised(part).rpartition("/")[2].rpartition(".")[2].lower()


def _source(container: OpcPackage) -> bytes:
    source = xml.clean(container.read(PART), part=PART, file=container.name)
    check_number(source, PART, container.name)
    return source


def check_number(source: bytes, part: str, file: str) -> None:
    """Refuse a list of content types or relationships that is longer than any program writes.

    Raises:
        RefusedFile: ``too-many-entries``.
    """
    if source.count(b"<") > MOST_ENTRIES:
        raise RefusedFile(
            f"the part {part!r} lists more than the {MOST_ENTRIES:,} entries that are read.",
            code="too-many-entries",
            where=file,
            fix="Do not open it unless you know who made it. If you do, save it again in Excel, or "
            "ask the person who looks after kpibook.",
        )
