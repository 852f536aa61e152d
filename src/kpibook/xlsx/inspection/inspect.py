"""What is in a workbook, for the person who has to trust it; nothing of it is run or changed."""

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
"""The place of a risky function that stands in a defined name."""


def inspect_file(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Look through a workbook file.

    Raises:
        PackageError, RefusedFile: As `Workbook.open`.
    """
    with Workbook.open(path, limits=limits) as book:
        return inspect(book)


def inspect(book: Workbook) -> Inspection:
    """Look through an open workbook as it was opened; edits not saved are not seen.

    Every sheet is read once in pieces, so memory stays small.
    """
    container, workbook = book.container, book.workbook_part
    text = sheetlist.source(container, workbook)
    listed = sheetlist.entries(container, workbook)
    defined = defined_names.read(text)
    tally, features = Tally(), parts.Features()
    sheets = tuple(_sheet(container, entry, tally, features) for entry in listed)
    parts.workbook_features(container, workbook, features)
    for name in defined:
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
        tables=tuple(_table(one) for one in read_tables(container, workbook)),
        names=tuple(_name(one, listed) for one in defined),
        features=features.result(),
        links=parts.links(container, workbook),
        macros=parts.macros(container, workbook, [name.name for name in defined]),
        risky=tally.result(),
        properties=parts.properties(container),
    )


def _is_strict(container: OpcPackage) -> bool:
    related = relationships.of(container, relationships.PACKAGE).values()
    return any(one.type.startswith(relationships.STRICT_TYPES) for one in related)


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
    found = scan(container, entry, tally)
    for kind, count in found.features.items():
        features.add(kind, count, entry.name)
    return found.facts


def _table(one: TablePart) -> TableFacts:
    headings = tuple(column.heading for column in one.columns)
    return TableFacts(one.name, one.sheet, str(one.area), headings, one.fed_by)


def _name(one: defined_names.DefinedName, listed: list[sheetlist.SheetEntry]) -> NameFacts:
    sheet = ""
    if one.sheet is not None and one.sheet < len(listed):
        sheet = listed[one.sheet].name
    means = "=" + one.text[:_LONGEST]
    return NameFacts(one.name, means, sheet, one.hidden, "#REF!" in one.text)
