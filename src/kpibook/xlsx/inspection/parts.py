"""Facts from the parts of a workbook: features, links, macros, document properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kpibook.on_use.regex import regex
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
"""Last words of relationship types, with the users' words for their targets."""

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
# A link may hold a user name and password, or the key of a shared file in sig= or token=.
_SECRET = regex(
    r"(?<=//)[^/@\s]*@|(?<=password=)[^&;\s]+|(?<=pwd=)[^&;\s]+|(?<=sig=)[^&;\s]+|(?<=token=)[^&;\s]+",
    re.IGNORECASE,
)
_LONGEST = 200
# Excel signs a VBA project in up to three ways: legacy, agile and V3.
_SIGNATURES = ("vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3")
_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")


class Features:
    """Counts of features by kind, with the sheets they are on."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._sheets: dict[str, list[str]] = {}

    def add(self, kind: str, count: int = 1, sheet: str = "") -> None:
        """Add to the count of a kind."""
        if not count:
            return
        self._counts[kind] += count
        sheets = self._sheets.setdefault(kind, [])
        if sheet and sheet not in sheets:
            sheets.append(sheet)

    def result(self) -> tuple[Feature, ...]:
        """Return each kind once, by name."""
        return tuple(
            Feature(kind, self._counts[kind], tuple(self._sheets[kind]))
            for kind in sorted(self._counts)
        )


def sheet_features(container: OpcPackage, entry: sheetlist.SheetEntry, features: Features) -> None:
    """Count the features that a sheet refers to: drawings and their content, comments, printers."""
    for source, relationship in reached(container, entry.part):
        if relationship.kind in _KINDS:
            features.add(_KINDS[relationship.kind], 1, entry.name)
        elif relationship.kind in ("oleObject", "package") and not relationship.external:
            # The sheet's own elements are counted elsewhere.
            continue
        elif relationship.kind == "drawing" and relationship.target in container:
            _drawn(container, relationship.target, entry.name, features)
        elif relationship.kind == "comments" and relationship.target in container:
            text = xml.clean(container.read(relationship.target), part=relationship.target)
            features.add("comments", sum(1 for _ in xml.tags(text, "comment")), entry.name)
        elif relationship.kind == "image" and "vmldrawing" in source.lower():
            features.add("pictures in headers or controls", 1, entry.name)


def _drawn(container: OpcPackage, part: str, sheet: str, features: Features) -> None:
    text = xml.clean(container.read(part), part=part, file=container.name)
    for local, kind in _DRAWN.items():
        features.add(kind, sum(1 for _ in xml.tags(text, local)), sheet)


def workbook_features(container: OpcPackage, workbook: str, features: Features) -> None:
    """Count the features that belong to no sheet: connections, custom XML, web add-ins."""
    for part in (relationships.PACKAGE, workbook):
        for relationship in relationships.of(container, part).values():
            if relationship.kind in _KINDS and not relationship.external:
                features.add(_KINDS[relationship.kind])
    text = sheetlist.source(container, workbook)
    views = xml.child(text, "customWorkbookViews")
    if views is not None:
        features.add("custom views", len(xml.children(text, views.tag)))


def reached(container: OpcPackage, part: str) -> Iterator[tuple[str, Relationship]]:
    """Yield every relationship of a part and of the parts it leads to, with its source part."""
    visited, to_visit = {part.lower()}, [part]
    while to_visit:
        source = to_visit.pop(0)
        for relationship in relationships.of(container, source).values():
            yield source, relationship
            is_part = not relationship.external and relationship.target in container
            if is_part and relationship.target.lower() not in visited:
                visited.add(relationship.target.lower())
                to_visit.append(relationship.target)


def links(container: OpcPackage, workbook: str) -> tuple[Link, ...]:
    """Return the references to anything outside the file, each once."""
    owners = _owners(container, workbook)
    counts: Counter[tuple[str, str]] = Counter()
    sheets: dict[tuple[str, str], list[str]] = {}
    for part, kind, target in _outside(container, workbook):
        key = (kind, _SECRET.sub("", target)[:_LONGEST])
        counts[key] += 1
        sheet_names = sheets.setdefault(key, [])
        sheet_names += [name for name in owners.get(part.lower(), ()) if name not in sheet_names]
    return tuple(Link(*key, counts[key], tuple(sheets[key])) for key in sorted(counts))


def _owners(container: OpcPackage, workbook: str) -> dict[str, list[str]]:
    """Return the sheets that lead to each part."""
    owners: dict[str, list[str]] = {}
    for entry in sheetlist.entries(container, workbook):
        parts = {entry.part.lower()} if entry.part else set()
        parts |= {
            relationship.target.lower()
            for _, relationship in reached(container, entry.part)
            if entry.part
        }
        for part in parts:
            owners.setdefault(part, []).append(entry.name)
    return owners


def _outside(container: OpcPackage, workbook: str) -> Iterator[tuple[str, str, str]]:
    """Yield part, kind and target of each reference to something outside."""
    for part in relationships.sources(container):
        for relationship in relationships.of(container, part).values():
            if relationship.external:
                yield part, _LINKED.get(relationship.kind, relationship.kind), relationship.target
    for relationship in relationships.of(container, workbook).values():
        if relationship.target not in container:
            continue
        if relationship.kind == "externalLink":
            yield from _live(container, relationship.target)
        elif relationship.kind == "connections":
            text = xml.clean(container.read(relationship.target), part=relationship.target)
            for tag in xml.tags(text, "connection", prefix=xml.root(text).prefix):
                # Never the connection string, which may hold a password.
                yield relationship.target, "connection", tag.get("name")


def _live(container: OpcPackage, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield a link to another program's data (DDE), if the part is such a link."""
    text = xml.clean(container.read(part), part=part, file=container.name)
    dde_link = xml.first_tag(text, "ddeLink")
    if dde_link is not None:
        yield part, "DDE", f"{dde_link.get('ddeService')}|{dde_link.get('ddeTopic')}"


def macros(container: OpcPackage, workbook: str, names: list[str]) -> Macros:
    """Return the programs in a workbook; `names` are its defined names."""
    project = relationships.target_of(container, workbook, "vbaProject")
    signed = project is not None and any(
        relationships.target_of(container, project, kind) for kind in _SIGNATURES
    )
    entries = sheetlist.entries(container, workbook)
    sheets = tuple(entry.name for entry in entries if entry.kind == "xlMacrosheet")
    # Excel 4 macros run by name: Auto_Open, or _xlnm.Auto_Open, also with a suffix.
    automatic = tuple(n for n in names if n.lower().removeprefix("_xlnm.").startswith(_AUTOMATIC))
    return Macros(project is not None, signed, sheets, automatic)


def properties(container: OpcPackage) -> tuple[str, ...]:
    """Return the names of the document properties that are filled in; never their values."""
    names: list[str] = []
    for relationship in relationships.of(container, relationships.PACKAGE).values():
        if relationship.external or relationship.target not in container:
            continue
        if relationship.kind in ("core-properties", "coreProperties"):
            names += _filled(container, relationship.target, _CORE)
        elif (
            relationship.kind == "extended-properties" or relationship.kind == "extendedProperties"
        ):
            names += _filled(container, relationship.target, _APP)
        elif relationship.kind in ("custom-properties", "customProperties"):
            text = xml.clean(container.read(relationship.target), part=relationship.target)
            names += [f"custom: {tag.get('name')[:60]}" for tag in xml.tags(text, "property")]
        elif relationship.kind == "thumbnail":
            names.append("thumbnail")
    return tuple(dict.fromkeys(names))


def _filled(container: OpcPackage, part: str, labels: dict[str, str]) -> list[str]:
    text = xml.clean(container.read(part), part=part, file=container.name)
    return [
        # Values may be personal data, so only the labels are returned.
        labels[child.local]
        for child in xml.children(text)
        if child.local in labels and child.content(text).strip()
    ]


def written_by(container: OpcPackage) -> str:
    """Return the program that the document properties name; empty if they name none."""
    for relationship in relationships.of(container, relationships.PACKAGE).values():
        if (
            relationship.kind in ("extended-properties", "extendedProperties")
            and relationship.target in container
        ):
            text = xml.clean(container.read(relationship.target), part=relationship.target)
            application = xml.child(text, "Application")
            return application.text(text)[:60] if application else ""
    return ""


def signed(container: OpcPackage) -> bool:
    """Return True if the package has a digital signature."""
    signature_type = "digital-signature-xmlsignature+xml"
    types = content_types.overrides(container).values()
    return any(signature_type in content_type for content_type in types) or any(
        name.lower().startswith("_xmlsignatures/") for name in container.names()
    )
