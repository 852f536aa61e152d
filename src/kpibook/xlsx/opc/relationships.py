"""The relationships of a part: what it refers to by id, within the file and outside it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from kpibook.xlsx.opc import content_types
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.xml import elements as xml

PACKAGE = ""
"""The part name that stands for the package itself, whose relationships name the workbook."""

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part.

    `target` is a part name without leading slash, or for an `external` one whatever the file says
    (a web address, another workbook's path).
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Last word of the type, the same in strict files.

        >>> Relationship("rId1", TYPES + "/worksheet", "xl/worksheets/sheet1.xml").kind
        'worksheet'
        """
        return self.type.rsplit("/", 1)[-1]


def part_name(part: str) -> str:
    """Name of the part that holds the relationships of `part`.

    >>> part_name("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    >>> part_name(PACKAGE)
    '_rels/.rels'
    """
    folder, name = posixpath.split(normalised(part))
    return posixpath.join(folder, "_rels", name + ".rels")


def source_name(relationships_part: str) -> str:
    """Name of the part whose relationships `relationships_part` holds.

    >>> source_name("xl/_rels/workbook.xml.rels")
    'xl/workbook.xml'
    """
    folder, name = posixpath.split(normalised(relationships_part))
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def of(container: OpcPackage, part: str) -> dict[str, Relationship]:
    """The relationships of a part by id; none when it has no relationships part."""
    name = part_name(part)
    if name not in container:
        return {}
    source = xml.clean(container.read(name), part=name, file=container.name)
    found: dict[str, Relationship] = {}
    for tag in xml.tags(source, "Relationship"):
        given = tag.attributes
        external = given.get("TargetMode") == "External"
        target = given.get("Target", "")
        if not external:
            target = _resolved(container, part, target)
        one = Relationship(given.get("Id", ""), given.get("Type", ""), target, external)
        found[one.id] = one
    return found


def target_of(container: OpcPackage, part: str, kind: str) -> str | None:
    """Part name of the first relationship of that kind whose part exists, or None."""
    return next(
        (
            r.target
            for r in of(container, part).values()
            if r.kind == kind and r.target in container
        ),
        None,
    )


def sources(container: OpcPackage) -> list[str]:
    """Every part that has relationships, the package itself among them, in the file's order."""
    return [source_name(name) for name in container.names() if name.lower().endswith(".rels")]


def add(container: OpcPackage, part: str, kind: str, target: str, *, external: bool = False) -> str:
    """Add a relationship and give its new id.

    Args:
        container: The package.
        part: The part that refers.
        kind: The type, whole or its last word (``"worksheet"``); a word becomes the type that the
            file's other relationships are of, strict or not.
        target: Part name, or with `external` an address.
        external: Whether the target is outside the package.
    """
    name = part_name(part)
    source = _source(container, name)
    present = of(container, part)
    identifier = free_id(present)
    whole = kind if "/" in kind else type_like(present, kind)
    said = target if external else relative(part, target)
    above = xml.root(source, part=name, file=container.name)
    fragment = b"<%bRelationship Id=%b Type=%b Target=%b%b/>" % (
        above.prefix,
        xml.quoted(identifier),
        xml.quoted(whole),
        xml.quoted(said),
        b' TargetMode="External"' if external else b"",
    )
    write(container, part, xml.spliced(source, [xml.append_child(source, fragment)]))
    return identifier


def write(container: OpcPackage, part: str, source: bytes) -> None:
    """Give a part its relationships, as the source of the part that holds them."""
    name = part_name(part)
    container.write(name, source)
    # LibreOffice up to 6 names each relationships part and says nothing of the extension.
    content_types.declare(container, name, CONTENT_TYPE)


def remove(container: OpcPackage, part: str, identifier: str) -> None:
    """Take a relationship out; one that is not there is no matter."""
    name = part_name(part)
    if name not in container:
        return
    source = _source(container, name)
    cuts = [
        (found.start, found.end, b"")
        for found in xml.elements(source, "Relationship")
        if found.tag.get("Id") == identifier
    ]
    if cuts:
        container.write(name, xml.spliced(source, cuts))


def free_id(present: dict[str, Relationship]) -> str:
    """An id that none of `present` has, in whatever case."""
    taken = {identifier.lower() for identifier in present}
    number = len(taken) + 1
    while f"rid{number}" in taken:
        number += 1
    return f"rId{number}"


def type_like(present: dict[str, Relationship], kind: str) -> str:
    """The whole type for its last word, strict when the relationships present are strict."""
    strict = any(r.type.startswith(STRICT_TYPES) for r in present.values())
    return f"{STRICT_TYPES if strict else TYPES}/{kind}"


def relative(part: str, target: str) -> str:
    """How `part` writes the part name `target`, as Excel does.

    >>> relative("xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml")
    '../drawings/drawing1.xml'
    """
    return posixpath.relpath("/" + normalised(target), posixpath.dirname("/" + normalised(part)))


def _resolved(container: OpcPackage, part: str, target: str) -> str:
    said = target.replace("\\", "/").partition("#")[0]
    whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(normalised(part)), said))
    name = normalised(whole)
    # Some writers escape a space in the relationship and not in the name of the member.
    return unquote(name) if name not in container and unquote(name) in container else name


def _source(container: OpcPackage, name: str) -> bytes:
    if name in container:
        return xml.clean(container.read(name), part=name, file=container.name)
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="'
        + NAMESPACE.encode()
        + b'"/>'
    )
