"""Sheets listed in the workbook part, and the search for that part."""

from __future__ import annotations

from functools import lru_cache

from kpibook.errors import Location, RefusedEdit, RefusedFile, shown_name
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

WORKSHEET = "worksheet"

ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath",
    "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
"""Children of the workbook element in the schema's order."""

_MOST_SHEET_IDS = 65_534


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook part lists it.

    Attributes:
        name: As on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        sheet_id: The number that stays the same when sheets are moved.
        relationship: Id of the workbook's relationship to it.
        part: Its part name; empty if that part does not exist.
        kind: ``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``.
    """

    name: str
    state: str
    sheet_id: int
    relationship: str
    part: str
    kind: str


def find_workbook(container: OpcPackage) -> str:
    """Return the name of the workbook part.

    Raises:
        RefusedFile: ``not-a-workbook`` when the package has none, ``workbook-ambiguous`` when it
            has two.
    """
    # The part may have any name: some writers do not use xl/workbook.xml.
    parts = {
        related.target.lower(): related.target
        for related in relationships.of(container, relationships.PACKAGE).values()
        if related.kind == "officeDocument" and related.target in container
    }
    if len(parts) > 1:
        raise relationships.ambiguous(container.name, "the file holds two workbooks")
    part = next(iter(parts.values()), None)
    if part is None:
        raise RefusedFile(
            "the file is a package with no workbook in it.",
            code="not-a-workbook",
            where=container.name,
            fix="Open it in the program that made it and save it as .xlsx.",
        )
    return part


def source(container: OpcPackage, workbook: str) -> bytes:
    """Return the workbook part, cleaned."""
    return xml.clean(container.read(workbook), part=workbook, file=container.name)


def entries(container: OpcPackage, workbook: str) -> list[SheetEntry]:
    """Return the sheets, in the order of their tabs."""
    listed = _listed(source(container, workbook))
    if not listed:
        return []
    related = relationships.of(container, workbook)
    return [_entry(container, attributes, related) for attributes in listed]


@lru_cache(maxsize=4)  # a workbook is asked for its sheets at each step
def _listed(source: bytes) -> tuple[dict[str, str], ...]:
    """Return the attributes of each sheet, which are not to be changed."""
    sheet_list = xml.child(source, "sheets")
    elements = xml.children(source, sheet_list.tag) if sheet_list else []
    return tuple(element.tag.attributes for element in elements)


def _entry(
    container: OpcPackage,
    attributes: dict[str, str],
    related: dict[str, relationships.Relationship],
) -> SheetEntry:
    # The prefix of r:id is the writer's choice, so the attribute is known by its end.
    identifier = next((value for name, value in attributes.items() if name.endswith(":id")), "")
    relationship = related.get(identifier)
    part = relationship.target if relationship and relationship.target in container else ""
    number = attributes.get("sheetId", "")
    return SheetEntry(
        attributes.get("name", ""),
        attributes.get("state", "visible"),
        int(number) if number.isdigit() else 0,
        identifier,
        part,
        relationship.kind if relationship else "",
    )


def add(container: OpcPackage, workbook: str, name: str, part: str) -> SheetEntry:
    """Add a worksheet to the end of the list; its part may follow later.

    Args:
        container: The package.
        workbook: Name of the workbook part.
        name: For the tab; the caller makes sure that no other sheet has it.
        part: Name of its part.
    """
    present = entries(container, workbook)
    number = max((entry.sheet_id for entry in present), default=0) + 1
    # Excel reports a file with a higher id as damaged, so a free lower id is used.
    if number > _MOST_SHEET_IDS:
        number = min(set(range(1, _MOST_SHEET_IDS)) - {entry.sheet_id for entry in present})
    identifier = relationships.add(container, workbook, WORKSHEET, part)
    text = source(container, workbook)
    sheet_list = xml.child(text, "sheets")
    if sheet_list is None:
        raise xml.damaged(workbook, container.name)
    prefix, declared = _relationship_prefix(text)
    fragment = b'<%bsheet name=%b sheetId="%d"%b %bid=%b/>' % (
        sheet_list.tag.prefix,
        xml.quoted(name),
        number,
        declared,
        prefix,
        xml.quoted(identifier),
    )
    cut = xml.append_child(text, fragment, sheet_list.tag)
    container.write(workbook, xml.spliced(text, [cut]))
    return SheetEntry(name, "visible", number, identifier, part, WORKSHEET)


def _relationship_prefix(text: bytes) -> tuple[bytes, bytes]:
    """Return the prefix of relationship ids, and its declaration if the root has none."""
    workbook_tag = xml.root(text)
    prefix = xml.prefix_of(workbook_tag, (relationships.TYPES, relationships.STRICT_TYPES))
    if prefix:
        return prefix, b""
    return b"r:", b" xmlns:r=" + xml.quoted(relationships.TYPES)


def worksheet(entries: list[SheetEntry], name: str, file: str) -> SheetEntry:
    """Return the worksheet of that name; case does not matter.

    Raises:
        RefusedEdit: ``sheet-missing``, ``sheet-not-cells``, ``sheet-part-missing``.
        RefusedFile: ``workbook-ambiguous`` when two sheets have the name.
    """
    matches = [e for e in entries if e.name.lower() == name.lower()]
    if len(matches) > 1:
        raise relationships.ambiguous(file, f"two sheets have the name {shown_name(name)!r}")
    entry = matches[0] if matches else None
    if entry is None:
        listed = ", ".join(f"'{entry.name}'" for entry in entries[:10])
        raise RefusedEdit(
            f"there is no sheet named {name!r}.",
            code="sheet-missing",
            where=file,
            fix=f"The sheets are {listed}: rename one of them, or choose one.",
        )
    if entry.kind != WORKSHEET or not entry.part:
        raise _not_cells(entry, file)
    return entry


def _not_cells(entry: SheetEntry, file: str) -> RefusedEdit:
    where = Location(file, sheet=entry.name)
    if entry.kind == WORKSHEET:
        return RefusedEdit(
            "the file lists this sheet but does not hold it.",
            code="sheet-part-missing",
            where=where,
            fix="Open the workbook in Excel, let it repair the file, and save it again.",
        )
    return RefusedEdit(
        f"this is a {entry.kind or 'sheet of an unknown kind'}, which has no cells.",
        code="sheet-not-cells",
        where=where,
        fix="Choose a worksheet.",
    )
