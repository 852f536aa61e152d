"""Inspection of a workbook for the person who has to trust it; nothing is run or changed."""

from __future__ import annotations

import os

from kpibook.xlsx.inspection import parts
from kpibook.xlsx.inspection.facts import Inspection, NameFacts, SheetFacts, TableFacts
from kpibook.xlsx.inspection.risky_functions import Tally
from kpibook.xlsx.inspection.worksheets import scan
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.tables.table_part import TablePart, read_tables
from kpibook.xlsx.workbook import Workbook
from kpibook.xlsx.workbook_part import defined_names, file_kind
from kpibook.xlsx.workbook_part import sheets as sheetlist
from kpibook.xlsx.xml import elements as xml

_LONGEST = 200
NAMES = "defined names"
"""The place of a risky function in a defined name."""


def inspect_file(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Inspect a workbook file.

    Raises:
        PackageError, RefusedFile: As `Workbook.open`.
    """
    with Workbook.open(path, limits=limits) as book:
        return inspect(book)


def inspect(book: Workbook) -> Inspection:
    """Inspect an open workbook as it was opened, without unsaved edits.

    Every sheet is read once in pieces, so memory does not grow with it.
    """
    container, workbook = book.container, book.workbook_part
    text = sheetlist.source(container, workbook)
    entries = sheetlist.entries(container, workbook)
    names = defined_names.read(text)
    tally, features = Tally(), parts.Features()
    sheets = tuple(_sheet(container, entry, tally, features) for entry in entries)
    parts.workbook_features(container, workbook, features)
    for name in names:
        # Names hold macros' entry points and hidden formulas, which no sheet shows.
        tally.see(name.text, NAMES, name.name)
    protection = xml.child(text, "workbookProtection")
    locked = protection is not None and protection.tag.get("lockStructure") in ("1", "true")
    return Inspection(
        file=container.name,
        kind=file_kind.ending_of(container, workbook),
        parts=len(container.names()),
        size=sum(container.size(name) for name in container.names()),
        written_by=parts.written_by(container),
        strict=_is_strict(container),
        epoch_1904=book.epoch_1904,
        structure_locked=locked,
        signed=parts.signed(container),
        sheets=sheets,
        tables=tuple(_table(table) for table in read_tables(container, workbook)),
        names=tuple(_name(name, entries) for name in names),
        features=features.result(),
        links=parts.links(container, workbook),
        macros=parts.macros(container, workbook, [name.name for name in names]),
        risky=tally.result(),
        properties=parts.properties(container),
    )


def _is_strict(container: OpcPackage) -> bool:
    # The package's own relationships tell the form of the file, before any part is read.
    related = relationships.of(container, relationships.PACKAGE).values()
    return any(relationship.type.startswith(relationships.STRICT_TYPES) for relationship in related)


def _sheet(
    container: OpcPackage,
    entry: sheetlist.SheetEntry,
    tally: Tally,
    features: parts.Features,
) -> SheetFacts:
    if not entry.part:
        return SheetFacts(entry.name, entry.state, entry.kind)
    parts.sheet_features(container, entry, features)
    if entry.kind not in (sheetlist.WORKSHEET, "xlMacrosheet"):
        return SheetFacts(entry.name, entry.state, entry.kind)
    scanned = scan(container, entry, tally)
    for kind, count in scanned.features.items():
        features.add(kind, count, entry.name)
    return scanned.facts


def _table(table: TablePart) -> TableFacts:
    headings = tuple(column.heading for column in table.columns)
    return TableFacts(table.name, table.sheet, str(table.area), headings, table.fed_by)


def _name(name: defined_names.DefinedName, entries: list[sheetlist.SheetEntry]) -> NameFacts:
    sheet = ""
    if name.sheet is not None and name.sheet < len(entries):
        sheet = entries[name.sheet].name
    means = "=" + name.text[:_LONGEST]
    return NameFacts(name.name, means, sheet, name.hidden, "#REF!" in name.text)
