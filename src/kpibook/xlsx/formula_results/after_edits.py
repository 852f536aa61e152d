"""Results of the formulas that read cells an edit changed: worked out, or no longer stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError, Location
from kpibook.on_use.regex import regex
from kpibook.xlsx.calculation.calculate import Calculator
from kpibook.xlsx.calculation.dependants import dependants
from kpibook.xlsx.calculation.source import Place
from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.calculation.values import Value, rounded_to_digits
from kpibook.xlsx.cells.reader import Cell, ReadValue
from kpibook.xlsx.cells.values import Stored, stored_result
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.worksheet.edits import Results

if TYPE_CHECKING:
    from kpibook.xlsx.formula_results.owner import ResultsOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet

_MOST_SEARCHED = 32 * 1024 * 1024
_FORMULA = regex(rb"<(?:[\w.\-]{1,40}:)?f[\s/>]")
_OVERLAP = 48


def results_after_edits(
    book: ResultsOwner, vouched_for: Iterable[Place]
) -> dict[str, Results] | None:
    """Return the results of all formulas that read changed cells, where they are not stored yet.

    In a workbook that was not calculated, every formula of a sheet with edits that can be worked
    out gets its result: else the figures that were rated would differ from those in the cells.

    Args:
        book: The workbook, with pending edits.
        vouched_for: Cells whose stored results are right whatever changed, as the caller knows.

    Returns:
        By sheet name. None if the workbook is too large for every formula in it to be looked at.
    """
    cells = WorkbookCells(book)
    try:
        stale = stale_formulas(book, cells, vouched_for)
        others = set() if book.calculation.trusted else _on_edited_sheets(book, cells)
        others -= stale | set(vouched_for) | set(_with_result(book))
    except NotPlain:
        return None
    calculator = Calculator(cells)
    names = {entry.name.casefold(): entry.name for entry in book.entries}
    results: dict[str, Results] = {}
    for place in sorted(stale | others):
        sheet = book.sheet(names[place[0]])
        present = cells.cell(*place)
        result = calculator.result(*place)
        is_known = result.is_known and book.calculation.exact
        if place in others and not is_known:
            continue
        stored = _stored(result.value, sheet, book) if is_known else Stored("", b"")
        if present is not None and not _is_stored(present, result.value, stored):
            rows = results.setdefault(sheet.name, {})
            rows.setdefault(place[1], {})[place[2]] = stored
    return results


def stale_formulas(
    book: ResultsOwner, cells: WorkbookCells, vouched_for: Iterable[Place] = ()
) -> set[Place]:
    """Return the formulas whose stored results may be of cells as they were before the edits.

    Raises:
        NotPlain: A sheet that holds formulas is too large or damaged.
    """
    changed = set(_changed(book))
    replaced = {name.casefold() for name in book.replaced_sheets}
    if not changed and not replaced:
        return set()
    seen_to = set(vouched_for)
    formulas: dict[Place, str] = {}
    for sheet in _sheets_with_formulas(book):
        formulas.update(item for item in cells.formulas(sheet) if item[0] not in seen_to)
    stale = dependants(formulas, changed, cells, replaced)
    edited = {place for place in changed if place in formulas}
    return (stale | edited) - set(_with_result(book))


def _on_edited_sheets(book: ResultsOwner, cells: WorkbookCells) -> set[Place]:
    """Return the formulas on sheets with edits.

    Raises:
        NotPlain: A sheet is too large or damaged.
    """
    edited = {sheet.name for sheet in book.edited_sheets}
    with_formulas = edited.intersection(_sheets_with_formulas(book)) if edited else ()
    return {place for sheet in with_formulas for place, _ in cells.formulas(sheet)}


def _changed(book: ResultsOwner) -> Iterator[Place]:
    for sheet in book.edited_sheets:
        for row, columns in sheet.edits.cells.items():
            for column in columns:
                yield sheet.name.casefold(), row, column


def _with_result(book: ResultsOwner) -> Iterator[Place]:
    """Yield the formulas that were written together with their results."""
    for sheet in book.edited_sheets:
        for row, columns in sheet.edits.cells.items():
            for column, edit in columns.items():
                if edit.formula and edit.has_result:
                    yield sheet.name.casefold(), row, column


def _sheets_with_formulas(book: ResultsOwner) -> Iterator[str]:
    """Yield the names of the sheets that hold a formula, or may hold one."""
    with_new = {
        sheet.name
        for sheet in book.edited_sheets
        if any(edit.formula for columns in sheet.edits.cells.values() for edit in columns.values())
    }
    for entry in book.entries:
        if entry.kind != sheets.WORKSHEET or not entry.part:
            continue
        if entry.name in with_new or _may_hold_formula(book.container, entry.part):
            yield entry.name


def _may_hold_formula(container: OpcPackage, part: str) -> bool:
    """Return False only if it is certain that a sheet holds no formula.

    A sheet beyond the bound is not searched.
    """
    if container.size(part) > _MOST_SEARCHED:
        return True
    before = b""
    try:
        for piece in container.stream(part):
            text = before + bytes(piece)
            if _FORMULA.search(text):
                return True
            before = text[-_OVERLAP:]  # a tag may be cut between two pieces
    except KpibookError as error:
        raise NotPlain(f"a sheet is damaged: {error.what}") from error
    return False


def _stored(value: Value, sheet: Sheet, book: ResultsOwner) -> Stored:
    """Return a result as a cell stores it; no result for an error that cannot be written."""
    number = 0.0 if value is None else value
    try:
        return stored_result(
            number, sheet.prefix, epoch_1904=book.epoch_1904, where=Location(book.name, sheet.name)
        )
    except KpibookError:
        return Stored("", b"")


def _is_stored(cell: Cell, value: Value, stored: Stored) -> bool:
    """Return True if a cell stores that result already."""
    if not stored.content:
        return cell.kind == "blank"
    if cell.kind == "date" and isinstance(value, float):
        return True  # the same number, read as a day because of its format
    number = 0.0 if value is None else value
    return cell.kind != "blank" and _comparable(cell.value) == _comparable(number)


def _comparable(value: ReadValue | Value) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return rounded_to_digits(float(value))
    return value
