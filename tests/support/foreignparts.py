"""A workbook file changed part by part by hand, and a record of what was put into it."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKBOOK = "xl/workbook.xml"

#: The order that the standard asks of a sheet's and of a workbook's elements, as far as needed.
ORDER = (
    "fileVersion", "workbookPr", "bookViews", "sheets", "externalReferences", "definedNames",
    "calcPr", "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
    "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "hyperlinks", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing",
    "AlternateContent", "tableParts", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship, its target as a part name, or as written when it leads outside."""

    source: str
    id: str
    kind: str
    target: str


@dataclass
class Editor:
    """The parts of a workbook, and what `add`, `relate` and `insert` have put there."""

    parts: dict[str, bytes]
    added: dict[str, bytes] = field(default_factory=dict)
    fragments: list[tuple[str, str]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path) -> Editor:
        return cls(parts_of(path))

    def save(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2021, 11, 2, 9, 15, 0)), content)
        return path

    def text(self, part: str) -> str:
        return self.parts[part].decode()

    def replace(self, part: str, old: str, new: str) -> None:
        """Change source that is there exactly once."""
        assert self.text(part).count(old) == 1, (part, old, self.text(part).count(old))
        self.parts[part] = self.text(part).replace(old, new).encode()

    def add(self, part: str, content: str | bytes, content_type: str = "") -> None:
        """A new part; without a content type it goes by its ending."""
        raw = content if isinstance(content, bytes) else (DECLARATION + content).encode()
        assert part not in self.parts
        self.parts[part] = self.added[part] = raw
        if content_type:
            said = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
            self.replace("[Content_Types].xml", "</Types>", f"{said}</Types>")

    def default_type(self, ending: str, content_type: str) -> None:
        said = f'<Default Extension="{ending}" ContentType="{content_type}"/>'
        if said not in self.text("[Content_Types].xml"):
            self.replace("[Content_Types].xml", '<Default Extension="xml"', f"{said}<Default "
                         'Extension="xml"')  # fmt: skip

    def relate(self, source: str, target: str, kind: str, *, external: bool = False) -> str:
        """A relationship from a part to another part, or to something outside; its id."""
        part = relationships_part(source)
        if part not in self.parts:
            empty = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'
            self.parts[part] = empty.encode()
        number = self.text(part).count("<Relationship ") + 1
        written = target if external else posixpath.relpath(target, posixpath.dirname(source))
        mode = ' TargetMode="External"' if external else ""
        said = f'<Relationship Id="rId{number}" Type="{kind}" Target="{written}"{mode}/>'
        self.replace(part, "</Relationships>", f"{said}</Relationships>")
        self.relations.append(Relation(source, f"rId{number}", kind, target))
        return f"rId{number}"

    def insert(self, part: str, fragment: str) -> None:
        """An element among a sheet's or workbook's own, where the standard wants it."""
        name = _local(fragment[1:].replace(">", " ").split()[0].rstrip("/"))
        before = ORDER[ORDER.index(name) + 1 :]
        raw = self.parts[part]
        at = next(offset for child, offset in _children(raw) if child in (*before, ""))
        self.parts[part] = raw[:at] + fragment.encode() + raw[at:]
        self.fragments.append((part, fragment))

    def insert_into(self, part: str, holder: str, fragment: str) -> None:
        """An element last in a list such as ``extLst``, which is made when there is none."""
        if holder not in [name for name, _ in _children(self.parts[part])]:
            self.insert(part, f"<{holder}></{holder}>")
            self.fragments.pop()
        before, end, after = self.text(part).rpartition(f"</{holder}>")
        self.parts[part] = (before + fragment + end + after).encode()
        self.fragments.append((part, fragment))


def parts_of(path: Path) -> dict[str, bytes]:
    """The content of every part, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relationships_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(parts: dict[str, bytes]) -> list[Relation]:
    """Every relationship of a package, read with the standard library alone."""
    found = []
    for name, content in parts.items():
        folder, rels = posixpath.split(name)
        if not rels.endswith(".rels"):
            continue
        source = posixpath.join(posixpath.dirname(folder), rels.removesuffix(".rels"))
        for one in ElementTree.fromstring(content):
            target = one.attrib["Target"]
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(source), target)
                ).lstrip("/")
            found.append(Relation(source, one.attrib["Id"], one.attrib["Type"], target))
    return found


def content_type(parts: dict[str, bytes], part: str) -> str:
    """What a package says a part is, read with the standard library alone."""
    ending = part.rpartition(".")[2].lower()
    default = ""
    for one in ElementTree.fromstring(parts["[Content_Types].xml"]):
        if one.get("PartName", "").lower() == f"/{part}".lower():
            return one.attrib["ContentType"]
        if one.get("Extension", "").lower() == ending:
            default = one.attrib["ContentType"]
    return default


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _children(raw: bytes) -> list[tuple[str, int]]:
    """The root's children with where each starts; last, under "", where the root ends."""
    found: list[tuple[str, int]] = []
    depth = 0
    parser = expat.ParserCreate()

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == 1:
            found.append((_local(name), parser.CurrentByteIndex))
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        if not depth:
            found.append(("", parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(raw, True)
    return found
