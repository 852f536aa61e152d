"""[Content_Types].xml: what kind of content each part holds."""

from __future__ import annotations

from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.xml import elements as xml

PART = "[Content_Types].xml"


def type_of(container: OpcPackage, part: str) -> str:
    """The content type of a part: its own, else its extension's, else an empty string."""
    source = _source(container)
    wanted = "/" + normalised(part).lower()
    for tag in xml.tags(source, "Override"):
        given = tag.attributes
        if _part(given.get("PartName", "")) == wanted:
            return given.get("ContentType", "")
    return defaults(container).get(_extension(part), "")


def overrides(container: OpcPackage) -> dict[str, str]:
    """Content types that are given part by part, by part name in lower case without its slash."""
    given = (tag.attributes for tag in xml.tags(_source(container), "Override"))
    return {_part(one.get("PartName", ""))[1:]: one.get("ContentType", "") for one in given}


def defaults(container: OpcPackage) -> dict[str, str]:
    """Content types by extension, in lower case without the dot."""
    given = (tag.attributes for tag in xml.tags(_source(container), "Default"))
    return {one.get("Extension", "").lower(): one.get("ContentType", "") for one in given}


def add_override(container: OpcPackage, part: str, content_type: str) -> None:
    """Say what a part holds; a part that says so already is given the new type."""
    remove_override(container, part)
    source = _source(container)
    fragment = b"<%bOverride PartName=%b ContentType=%b/>" % (
        xml.root(source, part=PART, file=container.name).prefix,
        xml.quoted("/" + normalised(part)),
        xml.quoted(content_type),
    )
    container.write(PART, xml.spliced(source, [xml.append_child(source, fragment)]))


def add_default(container: OpcPackage, extension: str, content_type: str) -> bool:
    """Say what every part of an extension holds, unless something else is said of it already.

    Returns:
        Whether parts of that extension now hold `content_type`; if not, their type has to be
        given part by part with `add_override`.
    """
    present = defaults(container).get(extension.lower())
    if present is not None:
        return present == content_type
    source = _source(container)
    above = xml.root(source, part=PART, file=container.name)
    fragment = b"<%bDefault Extension=%b ContentType=%b/>" % (
        above.prefix,
        xml.quoted(extension.lower()),
        xml.quoted(content_type),
    )
    cut = (above.end, above.end, fragment)
    container.write(PART, xml.spliced(source, [cut]))
    return True


def remove_override(container: OpcPackage, part: str) -> None:
    """Say no more of a part by name; one of which nothing is said is no matter."""
    source = _source(container)
    wanted = "/" + normalised(part).lower()
    cuts = [
        (found.start, found.end, b"")
        for found in xml.elements(source, "Override")
        if _part(found.tag.get("PartName")) == wanted
    ]
    if cuts:
        container.write(PART, xml.spliced(source, cuts))


def declare(container: OpcPackage, part: str, content_type: str) -> None:
    """Make `part` be known to hold `content_type`, by its extension where that is enough."""
    if type_of(container, part) != content_type:
        add_override(container, part, content_type)


def _part(name: str) -> str:
    return "/" + normalised(name).lower()


def _extension(part: str) -> str:
    return normalised(part).rpartition("/")[2].rpartition(".")[2].lower()


def _source(container: OpcPackage) -> bytes:
    return xml.clean(container.read(PART), part=PART, file=container.name)
