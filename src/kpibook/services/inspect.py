"""Contents of a workbook in words, for the person who has to trust it."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.wording import counted, listed
from kpibook.xlsx.inspection.facts import Inspection, NameFacts, SheetFacts


def in_words(inspection: Inspection) -> Iterator[tuple[str, list[str]]]:
    """Yield the inspection as headed lists of lines, for people; empty lists are left out."""
    for heading, lines in (
        ("File", list(_file(inspection))),
        ("Sheets", [_sheet(sheet) for sheet in inspection.sheets]),
        ("Tables", [f"{t.name} on '{t.sheet}' {t.ref}{_fed(t.fed_by)}" for t in inspection.tables]),
        ("Names", [_name(name) for name in inspection.names]),
        ("Features", [f"{f.kind}: {f.count}{_on(f.sheets)}" for f in inspection.features]),
        ("Links to outside", [f"{n.kind}: {n.target}{_on(n.sheets)}" for n in inspection.links]),
        ("Macros", list(_macros(inspection))),
        (
            "Functions to look at",
            [
                f"{r.function} {r.why}: {counted(r.count, 'formula')} in '{r.place}', "
                f"such as {listed(r.cells)}"
                for r in inspection.risky
            ],
        ),
        ("Formulas without a value", list(_uncalculated(inspection))),
    ):
        if lines:
            yield heading, lines


def _file(inspection: Inspection) -> Iterator[str]:
    parts = counted(inspection.parts, "part")
    yield f"{inspection.kind}, {parts}, {inspection.size:,} bytes uncompressed"
    if inspection.written_by:
        yield f"written by {inspection.written_by}"
    for holds, words in (
        (inspection.strict, "in the strict dialect of the format"),
        (inspection.epoch_1904, "dates count from 1904"),
        (inspection.structure_locked, "its structure is locked: sheets cannot be added or removed"),
        (inspection.signed, "digitally signed: a change breaks the signature"),
    ):
        if holds:
            yield words
    if inspection.properties:
        yield f"document properties filled in: {listed(inspection.properties)}"


def _sheet(sheet: SheetFacts) -> str:
    parts = [f"'{sheet.name}'"]
    if sheet.kind != "worksheet":
        parts.append(sheet.kind)
    if sheet.state != "visible":
        parts.append({"veryHidden": "hidden from Excel's menus"}.get(sheet.state, sheet.state))
    if sheet.protected:
        parts.append("protected")
    parts.append(f"{sheet.used}, {counted(sheet.cells, 'cell')}" if sheet.used else "empty")
    if sheet.formulas:
        parts.append(counted(sheet.formulas, "formula", "formulas"))
    if sheet.errors:
        parts.append(f"{counted(sheet.errors, 'cell')} showing an error")
    if sheet.hidden_rows or sheet.hidden_columns:
        rows = counted(sheet.hidden_rows, "hidden row")
        parts.append(f"{rows}, {counted(sheet.hidden_columns, 'hidden column')}")
    return ", ".join(parts)


def _name(name: NameFacts) -> str:
    marks = [f"of '{name.sheet}'"] if name.sheet else []
    marks += [word for word, holds in (("hidden", name.hidden), ("broken", name.broken)) if holds]
    return f"{name.name} = {name.means.lstrip('=')[:80]}" + (f" ({listed(marks)})" if marks else "")


def _macros(inspection: Inspection) -> Iterator[str]:
    macros = inspection.macros
    if macros.vba:
        yield "a VBA project, " + ("signed" if macros.signed else "not signed")
    if macros.sheets:
        yield f"Excel 4 macro sheets: {listed(macros.sheets)}"
    if macros.automatic:
        yield f"run when the workbook is opened or closed: {listed(macros.automatic)}"


def _uncalculated(inspection: Inspection) -> Iterator[str]:
    for sheet in inspection.sheets:
        if sheet.uncalculated:
            yield (
                f"'{sheet.name}': {counted(sheet.uncalculated, 'formula', 'formulas')} never "
                "calculated; open the workbook in Excel and save it"
            )


def _fed(source: str) -> str:
    return f", fed by {source}" if source else ""


def _on(sheets: tuple[str, ...]) -> str:
    quoted = [f"'{sheet}'" for sheet in sheets]
    return f", on {listed(quoted, 5)}" if sheets else ""
