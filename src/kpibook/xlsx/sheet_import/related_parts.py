"""Parts related to a sheet: copied with a new sheet, removed with the sheet it replaces."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from kpibook.on_use.regex import regex
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.sheet_import.table_names import fitted_table
from kpibook.xlsx.sheet_import.worksheet_source import made_strict
from kpibook.xlsx.styles.cell_formats import Merged
from kpibook.xlsx.xml import elements as xml

_NUMBERED = regex(r"(.*?)(\d*)(\.[^.]*)$")


def orphans(container: OpcPackage, part: str) -> tuple[str, ...]:
    """Return the parts that nothing would refer to if `part` referred to nothing."""
    reachable = _reached(container, [part]) - {part.lower()}
    # A chart or picture may be used by another sheet as well, and then it has to stay.
    used = {
        target
        for source in relationships.sources(container)
        if source.lower() not in reachable and source.lower() != part.lower()
        for target in _targets(container, source)
    }
    still_used = _reached(container, reachable & used)
    return tuple(name for name in container.names() if name.lower() in reachable - still_used)


def remove_parts(container: OpcPackage, parts: Iterable[str]) -> None:
    """Remove parts with their relationships and content types."""
    for part in parts:
        content_types.remove_override(container, part)
        remove_relationships(container, part)
        container.remove(part)


def remove_relationships(container: OpcPackage, part: str) -> None:
    """Remove the part that holds a part's relationships."""
    name = relationships.part_name(part)
    if name in container:
        content_types.remove_override(container, name)
        container.remove(name)


class Parts:
    """Copier of a sheet's parts from a package into another, under names that are free there.

    Args:
        target: The package to write to.
        scratch: The package to read from.
        merged: Its format indexes in `target`.
        tables: New ids of its tables, by part name in lower case.
        strict: True if `target` is a strict file (ISO 29500 strict).
    """

    def __init__(
        self,
        target: OpcPackage,
        scratch: OpcPackage,
        merged: Merged,
        tables: dict[str, int],
        *,
        strict: bool,
    ) -> None:
        self.target, self.scratch = target, scratch
        self.merged, self.tables, self.strict = merged, tables, strict
        self.names: dict[str, str] = {}
        self.written: list[str] = []

    def free(self, part: str) -> str:
        """Return the name that a part of the scratch package gets in the target."""
        match = _NUMBERED.match(normalised(part))
        stem, ending = (match[1], match[3]) if match else (part, "")
        number = 1
        while (name := f"{stem}{number}{ending}") in self.target:
            number += 1
        return name

    def copy(self, part: str, new: str, content: bytes | None = None) -> None:
        """Write a part under its new name, and then all parts that it refers to.

        Args:
            part: Its name in the scratch package.
            new: Its name in the target.
            content: New content in place of that in the scratch package; None to copy it.
        """
        # Set first, because parts may refer to each other in a circle.
        self.names[part.lower()] = new
        self.written.append(new)
        self.target.write(new, self._content(part) if content is None else self._dialect(content))
        self._declare(part, new)
        related = relationships.of(self.scratch, part)
        for relationship in related.values():
            is_copied = not relationship.external and relationship.target in self.scratch
            if is_copied and relationship.target.lower() not in self.names:
                self.copy(relationship.target, self.free(relationship.target))
        self._relate(part, new)

    def _content(self, part: str) -> bytes:
        source = self.scratch.read(part)
        # Pictures and other binary parts hold no namespaces or ids.
        if not part.lower().endswith(".xml"):
            return source
        source = xml.clean(source, part=part, file=self.scratch.name)
        if part.lower() in self.tables:
            source = fitted_table(source, self.tables[part.lower()], self.merged)
        return self._dialect(source)

    def _dialect(self, source: bytes) -> bytes:
        return made_strict(source) if self.strict else source

    def _declare(self, part: str, new: str) -> None:
        content_type = content_types.type_of(self.scratch, part)
        extension = posixpath.splitext(new)[1][1:].lower()
        # An "xml" default would give every part without an override this type.
        if extension != "xml" and content_types.add_default(self.target, extension, content_type):
            return
        content_types.declare(self.target, new, content_type)

    def _relate(self, part: str, new: str) -> None:
        """Write the relationships of a copied part; their ids stay, as the part refers to them."""
        relationships_part = relationships.part_name(part)
        if relationships_part not in self.scratch:
            remove_relationships(self.target, new)
            return
        source = xml.clean(
            self.scratch.read(relationships_part), part=relationships_part, file=self.scratch.name
        )
        related = relationships.of(self.scratch, part)
        cuts = [
            (tag.start, tag.end, self._retargeted(tag.source(source), related[tag.get("Id")], new))
            for tag in xml.tags(source, "Relationship")
        ]
        relationships.write(self.target, new, xml.spliced(source, cuts))

    def _retargeted(self, tag: bytes, relationship: relationships.Relationship, new: str) -> bytes:
        target = self.names.get(relationship.target.lower())
        if target is not None and not relationship.external:
            tag = xml.set_attribute(tag, "Target", relationships.relative(new, target))
        if self.strict and relationship.type.startswith(relationships.TYPES):
            kind = relationship.type.removeprefix(relationships.TYPES)
            tag = xml.set_attribute(tag, "Type", relationships.STRICT_TYPES + kind)
        return tag


def _targets(container: OpcPackage, part: str) -> set[str]:
    related = relationships.of(container, part).values()
    return {relationship.target.lower() for relationship in related if not relationship.external}


def _reached(container: OpcPackage, parts: Iterable[str]) -> set[str]:
    """Return the parts and all parts that their relationships lead to, in lower case."""
    reached: set[str] = set()
    to_visit = [part.lower() for part in parts]
    while to_visit:
        part = to_visit.pop()
        if part not in reached and part in container:
            reached.add(part)
            to_visit += _targets(container, part)
    return reached
