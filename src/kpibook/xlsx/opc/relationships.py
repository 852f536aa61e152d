"""Relationships of a part: its references by id, to other parts and outside the package."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import unquote

from kpibook.errors import RefusedFile
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import content_types
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.xml import elements as xml

PACKAGE = ""
"""Part name used for the package itself, whose relationships name the workbook part."""

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Relationship of a part.

    `target` is a part name without leading slash; with `external` it is the address as the file
    spells it (a web address, another workbook's path).
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type, the same in transitional and strict files.

        >>> Relationship("rId1", TYPES + "/worksheet", "xl/worksheets/sheet1.xml").kind
        'worksheet'
        """
        return self.type.rsplit("/", 1)[-1]


def part_name(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`.

    >>> part_name("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    >>> part_name(PACKAGE)
    '_rels/.rels'
    """
    folder, name = posixpath.split(normalised(part))
    return posixpath.join(folder, "_rels", name + ".rels")


def source_name(relationships_part: str) -> str:
    """Return the name of the part whose relationships `relationships_part` holds.

    >>> source_name("xl/_rels/workbook.xml.rels")
    'xl/workbook.xml'
    """
    folder, name = posixpath.split(normalised(relationships_part))
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def of(container: OpcPackage, part: str) -> dict[str, Relationship]:
    """Return the relationships of a part by id; empty if it has no relationships part."""
    name = part_name(part)
    if name not in container:
        return {}
    source = xml.clean(container.read(name), part=name, file=container.name)
    content_types.check_number(source, name, container.name)
    by_id: dict[str, Relationship] = {}
    for attributes in _listed(source):
        external = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        if not external:
            target = _resolved(container, part, target)
        relationship = Relationship(
            attributes.get("Id", ""), attributes.get("Type", ""), target, external
        )
        if by_id.setdefault(relationship.id, relationship) != relationship:
            raise ambiguous(
                container.name,
                f"the relationships of the part {part or 'for the whole file'} give one id twice",
            )
    return by_id


@lru_cache(maxsize=64)  # asked for again at every step, and seldom changed
def _listed(source: bytes) -> tuple[dict[str, str], ...]:
    """Return the attributes of each relationship, which are not to be changed."""
    return tuple(tag.attributes for tag in xml.tags(source, "Relationship"))


def ambiguous(file: str, what: str) -> RefusedFile:
    """Return the refusal for a file that two programs would read in two ways.

    Args:
        file: Its name.
        what: What is there twice, as the beginning of a sentence.
    """
    return RefusedFile(
        f"{what}.",
        code="workbook-ambiguous",
        where=file,
        why="Two programs would show two different workbooks.",
        fix="Open it in Excel, which repairs it, check that it is what you mean, and save it.",
    )


def target_of(container: OpcPackage, part: str, kind: str) -> str | None:
    """Return the part of the first relationship of that kind whose part exists, or None."""
    return next(
        (
            r.target
            for r in of(container, part).values()
            if r.kind == kind and r.target in container
        ),
        None,
    )


def sources(container: OpcPackage) -> list[str]:
    """Return every part that has relationships, the package included, in the file's order."""
    return [source_name(name) for name in container.names() if name.lower().endswith(".rels")]


def add(container: OpcPackage, part: str, kind: str, target: str, *, external: bool = False) -> str:
    """Add a relationship and return its new id.

    Args:
        container: The package.
        part: The part that refers.
        kind: The type, whole or its last word (``"worksheet"``); a word becomes the type that the
            file's other relationships are of, strict or not.
        target: Part name, or with `external` an address.
        external: True if the target is outside the package.
    """
    name = part_name(part)
    source = _source(container, name)
    present = of(container, part)
    identifier = free_id(present)
    full_type = kind if "/" in kind else type_like(present, kind)
    target_text = target if external else relative(part, target)
    root_tag = xml.root(source, part=name, file=container.name)
    fragment = b"<%bRelationship Id=%b Type=%b Target=%b%b/>" % (
        root_tag.prefix,
        xml.quoted(identifier),
        xml.quoted(full_type),
        xml.quoted(target_text),
        b' TargetMode="External"' if external else b"",
    )
    write(container, part, xml.spliced(source, [xml.append_child(source, fragment)]))
    return identifier


def write(container: OpcPackage, part: str, source: bytes) -> None:
    """Write the relationships part of a part, from its whole source."""
    name = part_name(part)
    container.write(name, source)
    # LibreOffice up to 6 writes an override for each relationships part and no default for "rels".
    content_types.declare(container, name, CONTENT_TYPE)


def remove(container: OpcPackage, part: str, identifier: str) -> None:
    """Remove a relationship; do nothing if the part has no such relationship."""
    name = part_name(part)
    if name not in container:
        return
    source = _source(container, name)
    cuts = [
        (element.start, element.end, b"")
        for element in xml.elements(source, "Relationship")
        if element.tag.get("Id") == identifier
    ]
    if cuts:
        container.write(name, xml.spliced(source, cuts))


def free_id(present: dict[str, Relationship]) -> str:
    """Return an id that `present` does not use, in upper or lower case."""
    used = {identifier.lower() for identifier in present}
    number = len(used) + 1
    while f"rid{number}" in used:
        number += 1
    return f"rId{number}"


def type_like(present: dict[str, Relationship], kind: str) -> str:
    """Return the full type for its last word, strict if relationships in `present` are strict."""
    strict = any(r.type.startswith(STRICT_TYPES) for r in present.values())
    return f"{STRICT_TYPES if strict else TYPES}/{kind}"


def relative(part: str, target: str) -> str:
    """Return the target `target` as Excel writes it in the relationships of `part`.

    >>> relative("xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml")
    '../drawings/drawing1.xml'
    """
    return posixpath.relpath("/" + normalised(target), posixpath.dirname("/" + normalised(part)))


def _resolved(container: OpcPackage, part: str, target: str) -> str:
    name = _absolute(part, target)
    # Some writers escape a space in the relationship and not in the name of the member.
    return unquote(name) if name not in container and unquote(name) in container else name


@lru_cache(maxsize=1024)
def _absolute(part: str, target: str) -> str:
    # A target can end in a fragment, such as "#Sheet1!A1", which is no part of the part name.
    path = target.replace("\\", "/").partition("#")[0]
    return normalised(
        posixpath.normpath(posixpath.join("/", posixpath.dirname(normalised(part)), path))
    )


def _source(container: OpcPackage, name: str) -> bytes:
    if name in container:
        return xml.clean(container.read(name), part=name, file=container.name)
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="'
        + NAMESPACE.encode()
        + b'"/>'
    )
