"""The parts that a sheet brings along, and those that go with the sheet it replaces."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from kpibook.xlsx.sheet_import.table_names import fitted_table
from kpibook.xlsx.sheet_import.worksheet_source import made_strict
from kpibook.xlsx.styles.cell_formats import Merged
from kpibook.xlsx.xml import elements as xml

_NUMBERED = re.compile(r"(.*?)(\d*)(\.[^.]*)$")


def orphans(container: OpcPackage, part: str) -> tuple[str, ...]:
    """The parts that would be left without a use if `part` referred to nothing."""
    mine = _reached(container, [part]) - {part.lower()}
    used = {
        target
        for source in relationships.sources(container)
        if source.lower() not in mine and source.lower() != part.lower()
        for target in _targets(container, source)
    }
    kept = _reached(container, mine & used)
    return tuple(name for name in container.names() if name.lower() in mine - kept)


def remove_parts(container: OpcPackage, parts: Iterable[str]) -> None:
    """Take parts out with their relationships and what is said of their content."""
    for part in parts:
        content_types.remove_override(container, part)
        remove_relationships(container, part)
        container.remove(part)


def remove_relationships(container: OpcPackage, part: str) -> None:
    """Take out the part that holds a part's relationships."""
    name = relationships.part_name(part)
    if name in container:
        content_types.remove_override(container, name)
        container.remove(name)


class Parts:
    """Copies a sheet's parts from one package into another under names that are free there.

    Args:
        target: The package to write to.
        scratch: The package to read from.
        merged: Where its styles are in `target`.
        tables: The ids its tables get, by part name in lower case.
        strict: Whether `target` speaks the strict dialect.
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
        """The name that a part of the scratch package can have in the target."""
        found = _NUMBERED.match(normalised(part))
        stem, ending = (found[1], found[3]) if found else (part, "")
        number = 1
        while (name := f"{stem}{number}{ending}") in self.target:
            number += 1
        return name

    def copy(self, part: str, new: str, content: bytes | None = None) -> None:
        """Write a part under its new name, and then all that it leads to.

        Args:
            part: Its name in the scratch package.
            new: Its name in the target.
            content: What to write in place of what the scratch package holds.
        """
        self.names[part.lower()] = new
        self.written.append(new)
        self.target.write(new, self._content(part) if content is None else self._dialect(content))
        self._declare(part, new)
        related = relationships.of(self.scratch, part)
        for one in related.values():
            inside = not one.external and one.target in self.scratch
            if inside and one.target.lower() not in self.names:
                self.copy(one.target, self.free(one.target))
        self._relate(part, new)

    def _content(self, part: str) -> bytes:
        source = self.scratch.read(part)
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
        if extension != "xml" and content_types.add_default(self.target, extension, content_type):
            return
        content_types.declare(self.target, new, content_type)

    def _relate(self, part: str, new: str) -> None:
        """Write the relationships of a copied part; their ids stay, for its source has them."""
        theirs = relationships.part_name(part)
        if theirs not in self.scratch:
            remove_relationships(self.target, new)
            return
        source = xml.clean(self.scratch.read(theirs), part=theirs, file=self.scratch.name)
        related = relationships.of(self.scratch, part)
        cuts = [
            (tag.start, tag.end, self._retargeted(tag.source(source), related[tag.get("Id")], new))
            for tag in xml.tags(source, "Relationship")
        ]
        relationships.write(self.target, new, xml.spliced(source, cuts))

    def _retargeted(self, tag: bytes, one: relationships.Relationship, new: str) -> bytes:
        target = self.names.get(one.target.lower())
        if target is not None and not one.external:
            tag = xml.set_attribute(tag, "Target", relationships.relative(new, target))
        if self.strict and one.type.startswith(relationships.TYPES):
            kind = one.type.removeprefix(relationships.TYPES)
            tag = xml.set_attribute(tag, "Type", relationships.STRICT_TYPES + kind)
        return tag


def _targets(container: OpcPackage, part: str) -> set[str]:
    related = relationships.of(container, part).values()
    return {one.target.lower() for one in related if not one.external}


def _reached(container: OpcPackage, parts: Iterable[str]) -> set[str]:
    """The parts, and all that their relationships lead to, in lower case."""
    found: set[str] = set()
    waiting = [part.lower() for part in parts]
    while waiting:
        part = waiting.pop()
        if part not in found and part in container:
            found.add(part)
            waiting += _targets(container, part)
    return found
