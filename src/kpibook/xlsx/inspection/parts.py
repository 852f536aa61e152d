"""What the parts of a workbook say of it: features, links, macros, document properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kpibook.xlsx.inspection.facts import Feature, Link, Macros
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.opc.relationships import Relationship
from kpibook.xlsx.workbook_part import sheets as sheetlist
from kpibook.xlsx.xml import elements as xml

_KINDS = {
    "chart": "charts",
    "chartEx": "charts",
    "pivotTable": "pivot tables",
    "slicer": "slicers",
    "timeline": "timelines",
    "threadedComment": "threaded comments",
    "ctrlProp": "form controls",
    "control": "ActiveX controls",
    "printerSettings": "printer settings",
    "queryTable": "query tables",
    "tableSingleCells": "cells mapped to XML",
    "diagramData": "SmartArt",
    "customProperty": "sheet properties of add-ins",
    "customXml": "custom XML",
    "connections": "connections",
    "powerPivotData": "data model",
    "xmlMaps": "XML maps",
    "externalLink": "links to other workbooks",
    "webextensiontaskpanes": "web add-ins",
    "ui": "ribbon changes",
    "extensibility": "ribbon changes",
    "userShapes": "shapes in charts",
    "revisionHeaders": "change history",
    "rdRichValue": "rich data types",
    "volatileDependencies": "live data",
    "keyMapCustomizations": "keyboard changes",
    "attachedToolbars": "toolbars",
    "labelInfo": "sensitivity labels",
    "FeaturePropertyBag": "check boxes in cells",
}
"""Last words of relationship types, and what people call what they lead to."""

_DRAWN = {"pic": "pictures", "sp": "shapes", "cxnSp": "shapes", "grpSp": "grouped shapes"}
_LINKED = {
    "hyperlink": "web page or file",
    "externalLinkPath": "workbook",
    "externalLinkLongPath": "workbook",
    "image": "linked picture",
    "oleObject": "linked object",
    "pivotCacheDefinition": "source of a pivot table",
}
_CORE = {
    "creator": "author", "lastModifiedBy": "last modified by", "title": "title",
    "subject": "subject", "keywords": "keywords", "description": "comments",
    "category": "category", "contentStatus": "status", "created": "created",
    "modified": "modified", "lastPrinted": "last printed",
}  # fmt: skip
_APP = {"Company": "company", "Manager": "manager", "HyperlinkBase": "base of links"}
_SECRET = re.compile(
    r"(?<=//)[^/@\s]*@|(?<=password=)[^&;\s]+|(?<=pwd=)[^&;\s]+|(?<=sig=)[^&;\s]+|(?<=token=)[^&;\s]+",
    re.IGNORECASE,
)
_LONGEST = 200
_SIGNATURES = ("vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3")
_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")


class Features:
    """Counts what there is of each kind, and on which sheets."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._sheets: dict[str, list[str]] = {}

    def add(self, kind: str, count: int = 1, sheet: str = "") -> None:
        """Count so many more of a kind."""
        if not count:
            return
        self._counts[kind] += count
        places = self._sheets.setdefault(kind, [])
        if sheet and sheet not in places:
            places.append(sheet)

    def result(self) -> tuple[Feature, ...]:
        """Each kind once, by name."""
        return tuple(
            Feature(kind, self._counts[kind], tuple(self._sheets[kind]))
            for kind in sorted(self._counts)
        )


def sheet_features(container: OpcPackage, entry: sheetlist.SheetEntry, features: Features) -> None:
    """Count what a sheet leads to: drawings and all that is in them, comments, printer settings."""
    for source, one in reached(container, entry.part):
        if one.kind in _KINDS:
            features.add(_KINDS[one.kind], 1, entry.name)
        elif one.kind in ("oleObject", "package") and not one.external:
            # The sheet's own elements are counted already.
            continue
        elif one.kind == "drawing" and one.target in container:
            _drawn(container, one.target, entry.name, features)
        elif one.kind == "comments" and one.target in container:
            text = xml.clean(container.read(one.target), part=one.target)
            features.add("comments", sum(1 for _ in xml.tags(text, "comment")), entry.name)
        elif one.kind == "image" and "vmldrawing" in source.lower():
            features.add("pictures in headers or controls", 1, entry.name)


def _drawn(container: OpcPackage, part: str, sheet: str, features: Features) -> None:
    text = xml.clean(container.read(part), part=part, file=container.name)
    for local, kind in _DRAWN.items():
        features.add(kind, sum(1 for _ in xml.tags(text, local)), sheet)


def workbook_features(container: OpcPackage, workbook: str, features: Features) -> None:
    """Count what belongs to no sheet: connections, custom XML, web add-ins and so on."""
    for part in (relationships.PACKAGE, workbook):
        for one in relationships.of(container, part).values():
            if one.kind in _KINDS and not one.external:
                features.add(_KINDS[one.kind])
    text = sheetlist.source(container, workbook)
    views = xml.child(text, "customWorkbookViews")
    if views is not None:
        features.add("custom views", len(xml.children(text, views.tag)))


def reached(container: OpcPackage, part: str) -> Iterator[tuple[str, Relationship]]:
    """Every relationship of a part and of what it leads to, with the part it starts from."""
    seen, waiting = {part.lower()}, [part]
    while waiting:
        source = waiting.pop(0)
        for one in relationships.of(container, source).values():
            yield source, one
            inside = not one.external and one.target in container
            if inside and one.target.lower() not in seen:
                seen.add(one.target.lower())
                waiting.append(one.target)


def links(container: OpcPackage, workbook: str) -> tuple[Link, ...]:
    """Everything outside the file that it refers to, each once."""
    owners = _owners(container, workbook)
    counts: Counter[tuple[str, str]] = Counter()
    sheets: dict[tuple[str, str], list[str]] = {}
    for part, kind, target in _outside(container, workbook):
        key = (kind, _SECRET.sub("", target)[:_LONGEST])
        counts[key] += 1
        places = sheets.setdefault(key, [])
        places += [name for name in owners.get(part.lower(), ()) if name not in places]
    return tuple(Link(*key, counts[key], tuple(sheets[key])) for key in sorted(counts))


def _owners(container: OpcPackage, workbook: str) -> dict[str, list[str]]:
    """The sheets that lead to each part."""
    owners: dict[str, list[str]] = {}
    for entry in sheetlist.entries(container, workbook):
        parts = {entry.part.lower()} if entry.part else set()
        parts |= {one.target.lower() for _, one in reached(container, entry.part) if entry.part}
        for part in parts:
            owners.setdefault(part, []).append(entry.name)
    return owners


def _outside(container: OpcPackage, workbook: str) -> Iterator[tuple[str, str, str]]:
    """Part, kind and target of each reference to something outside."""
    for part in relationships.sources(container):
        for one in relationships.of(container, part).values():
            if one.external:
                yield part, _LINKED.get(one.kind, one.kind), one.target
    for one in relationships.of(container, workbook).values():
        if one.target not in container:
            continue
        if one.kind == "externalLink":
            yield from _live(container, one.target)
        elif one.kind == "connections":
            text = xml.clean(container.read(one.target), part=one.target)
            for tag in xml.tags(text, "connection", prefix=xml.root(text).prefix):
                # Never the connection string, which may hold a password.
                yield one.target, "connection", tag.get("name")


def _live(container: OpcPackage, part: str) -> Iterator[tuple[str, str, str]]:
    """A link to another program's data."""
    text = xml.clean(container.read(part), part=part, file=container.name)
    found = xml.first_tag(text, "ddeLink")
    if found is not None:
        yield part, "DDE", f"{found.get('ddeService')}|{found.get('ddeTopic')}"


def macros(container: OpcPackage, workbook: str, names: list[str]) -> Macros:
    """The programs in a workbook; `names` are its defined names."""
    project = relationships.target_of(container, workbook, "vbaProject")
    signed = project is not None and any(
        relationships.target_of(container, project, kind) for kind in _SIGNATURES
    )
    listed = sheetlist.entries(container, workbook)
    sheets = tuple(entry.name for entry in listed if entry.kind == "xlMacrosheet")
    automatic = tuple(n for n in names if n.lower().removeprefix("_xlnm.").startswith(_AUTOMATIC))
    return Macros(project is not None, signed, sheets, automatic)


def properties(container: OpcPackage) -> tuple[str, ...]:
    """The document properties that say something, by name; never what they say."""
    found: list[str] = []
    for one in relationships.of(container, relationships.PACKAGE).values():
        if one.external or one.target not in container:
            continue
        if one.kind in ("core-properties", "coreProperties"):
            found += _filled(container, one.target, _CORE)
        elif one.kind == "extended-properties" or one.kind == "extendedProperties":
            found += _filled(container, one.target, _APP)
        elif one.kind in ("custom-properties", "customProperties"):
            text = xml.clean(container.read(one.target), part=one.target)
            found += [f"custom: {tag.get('name')[:60]}" for tag in xml.tags(text, "property")]
        elif one.kind == "thumbnail":
            found.append("thumbnail")
    return tuple(dict.fromkeys(found))


def _filled(container: OpcPackage, part: str, wanted: dict[str, str]) -> list[str]:
    text = xml.clean(container.read(part), part=part, file=container.name)
    return [
        wanted[child.local]
        for child in xml.children(text)
        if child.local in wanted and child.content(text).strip()
    ]


def written_by(container: OpcPackage) -> str:
    """The program that the document properties name; empty when they name none."""
    for one in relationships.of(container, relationships.PACKAGE).values():
        if one.kind in ("extended-properties", "extendedProperties") and one.target in container:
            text = xml.clean(container.read(one.target), part=one.target)
            found = xml.child(text, "Application")
            return found.text(text)[:60] if found else ""
    return ""


def signed(container: OpcPackage) -> bool:
    """Whether the package carries a digital signature."""
    wanted = "digital-signature-xmlsignature+xml"
    types = content_types.overrides(container).values()
    return any(wanted in one for one in types) or any(
        name.lower().startswith("_xmlsignatures/") for name in container.names()
    )
