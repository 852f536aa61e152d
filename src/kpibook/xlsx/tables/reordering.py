"""Rows of a table put into another order, with everything that belongs to them or reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells.array_formulas import array_formulas
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.row_scanner import cells_in, rows_in
from kpibook.xlsx.opc import content_types
from kpibook.xlsx.tables.dependent_ranges import CHARTS
from kpibook.xlsx.tables.ordered_tail import move_notes, ordered_tail
from kpibook.xlsx.tables.row_order import RowOrder
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.worksheet.protected_areas import Regions
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.tables.owner import TableOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet

_FORMULA = regex(rb"(<(?:[\w.\-]+:)?f>)([^<]+)(<)")


def put_in_order(book: TableOwner, table: str, order: RowOrder) -> None:
    """Put rows of a sheet into another order, each with its cells, height and notes.

    Formulas, names, charts, formats and validations that refer to a row refer to it at its new
    place. Stored results stay: no formula reads another figure than before.

    Args:
        book: The workbook.
        table: The table whose rows they are.
        order: The rows that change places.

    Raises:
        RefusedEdit: ``row-order-refused`` if something cannot follow, and those of `Sheet.put`.
            Nothing is changed then.
    """
    if not order.moves:
        return
    book.about_to_edit()
    entries = sheets.entries(book.container, book.workbook_part)
    worksheets = [book.sheet(e.name) for e in entries if e.kind == sheets.WORKSHEET and e.part]
    home = book.sheet(order.sheet)
    _refuse_neighbours(book, home, table, order)
    with _all_or_nothing(book, worksheets):
        for sheet in worksheets:
            _follow_in_sheet(book, sheet, order, at_home=sheet is home)
        _move_rows(book, home, order)
        move_notes(book.container, home.part, order)
        _follow_elsewhere(book, order)
        book.formulas_moved()


@contextmanager
def _all_or_nothing(book: TableOwner, worksheets: list[Sheet]) -> Iterator[None]:
    edits, parts = [sheet.edits.copy() for sheet in worksheets], book.container.checkpoint()
    try:
        with book.styles.all_or_nothing():
            yield
    except BaseException:
        book.container.roll_back(parts)
        book.rebase_all()
        for sheet, before in zip(worksheets, edits, strict=True):
            sheet.undo_to(before)
        raise


def _refuse_neighbours(book: TableOwner, home: Sheet, table: str, order: RowOrder) -> None:
    """Refuse to move rows that another table or a pivot table has cells in."""
    regions = Regions.of(book.container, home.part)
    others = [t.area for t in regions.tables if t.name.casefold() != table.casefold()]
    for area in (*others, *regions.pivots):
        if any(area.first_row <= row <= area.last_row for row in order.moves):
            raise order.refusal(f"there is another table in {area}", area.anchor)


def _follow_in_sheet(book: TableOwner, sheet: Sheet, order: RowOrder, *, at_home: bool) -> None:
    """Rewrite the formulas of a sheet that read a row that moves, at their present places.

    The edits that are pending stay pending, with their formulas rewritten likewise.
    """
    pending = _with_formulas(sheet.edits, order, at_home=at_home)
    tail = ordered_tail(sheet.tail(), order, at_home=at_home)
    is_new = tail != sheet.tail()
    sheet.undo_to(Edits())
    changed = dict(_changed_formulas(sheet, order, at_home=at_home))
    _refuse_arrays(sheet, set(changed), order, at_home=at_home)
    if changed:
        for (row, column), (text, cell) in changed.items():
            sheet.put(row, column, None, formula=text, cached=cell.cached)
        book.container.write(sheet.part, b"".join(sheet.patched()))
        book.rebase(sheet.part)
    sheet.undo_to(pending)
    if is_new:
        sheet.set_tail(tail)


def _changed_formulas(
    sheet: Sheet, order: RowOrder, *, at_home: bool
) -> Iterator[tuple[tuple[int, int], tuple[str, Cell]]]:
    """Yield the formulas to be written: those that change, and all in the rows that move.

    A formula that is shared between cells is relative to the first of them, so that in a row that
    moves it is written out.
    """
    for number, cells in sheet.rows_with_formulas():
        for column, cell in cells.items():
            if cell.formula is None:
                continue
            new = order.formula(cell.formula, at_home=at_home)
            if new != cell.formula or (at_home and number in order.moves):
                yield (number, column), (new, cell)


def _refuse_arrays(
    sheet: Sheet, changed: set[tuple[int, int]], order: RowOrder, *, at_home: bool
) -> None:
    """Refuse array formulas and what-if data tables that would change or move."""
    if not changed and not at_home:
        return
    for formula in array_formulas(b"".join(sheet.patched()), sheet.prefix):
        area = formula.area
        moves = at_home and any(area.first_row <= row <= area.last_row for row in order.moves)
        if moves or any(place in area for place in changed):
            raise order.refusal(f"there is an array formula in '{sheet.name}'!{area}")


def _with_formulas(edits: Edits, order: RowOrder, *, at_home: bool) -> Edits:
    """Return pending edits whose formulas follow the rows."""

    def content(edit: Edit) -> Edit:
        if not edit.formula:
            return edit
        return replace(edit, content=_FORMULA.sub(rewritten, edit.content))

    def rewritten(match: re.Match[bytes]) -> bytes:
        text = xml.unescape(match[2].decode("utf-8", "replace"))
        new = order.formula(text, at_home=at_home)
        return match[0] if new == text else match[1] + xml.escape(new) + match[3]

    followed = edits.copy()
    followed.cells = {
        row: {column: content(edit) for column, edit in columns.items()}
        for row, columns in edits.cells.items()
    }
    return followed


def _move_rows(book: TableOwner, home: Sheet, order: RowOrder) -> None:
    part = home.part
    source = xml.clean(book.container.read(part), part=part, file=book.name)
    prefix = home.prefix
    data = xml.first_element(source, "sheetData", prefix=prefix)
    if data is not None and not data.tag.empty:
        inner = _ordered_rows(data.content(source), prefix, order)
        book.container.write(part, xml.spliced(source, [(data.inner, data.inner_end, inner)]))
        book.rebase(part)
    edits = home.edits.copy()
    edits.cells = {order.row(row): columns for row, columns in edits.cells.items()}
    edits.looks = {order.row(row): columns for row, columns in edits.looks.items()}
    edits.heights = {order.row(row): points for row, points in edits.heights.items()}
    edits.models = {order.row(row): order.row(like) for row, like in edits.models.items()}
    home.undo_to(edits)


def _ordered_rows(block: bytes, prefix: bytes, order: RowOrder) -> bytes:
    rows: list[tuple[int, bytes]] = []
    for row in rows_in(block, prefix, 0):
        written = block[row.start : row.end]
        if row.number in order.moves:
            number = order.moves[row.number]
            cuts = [(row.start, row.open_end, _tag(block[row.start : row.open_end], "r", number))]
            for cell in cells_in(block, row, prefix):
                tag = block[cell.start : cell.inner_start]
                place = address(number, cell.column)
                cuts.append((cell.start, cell.inner_start, xml.set_attribute(tag, "r", place)))
            shifted = [(a - row.start, b - row.start, new) for a, b, new in cuts]
            rows.append((number, xml.spliced(written, shifted)))
        else:
            rows.append((row.number, _numbered(written, row.number, row.open_end - row.start)))
    return b"".join(source for _, source in sorted(rows, key=lambda row: row[0]))


def _tag(tag: bytes, name: str, number: int) -> bytes:
    return xml.set_attribute(tag, name, str(number))


def _numbered(row: bytes, number: int, open_end: int) -> bytes:
    """Return a row with its number, which a row without a number has only by its place."""
    if b" r=" in row[:open_end]:
        return row
    return _tag(row[:open_end], "r", number) + row[open_end:]


def _follow_elsewhere(book: TableOwner, order: RowOrder) -> None:
    container, workbook = book.container, book.workbook_part
    source = sheets.source(container, workbook)
    new = defined_names.rewritten(source, lambda name: order.formula(name.text, at_home=False))
    if new is not source:
        container.write(workbook, new)
    types = content_types.overrides(container)
    for part in container.names():
        if types.get(part.lower()) not in CHARTS:
            continue
        chart = xml.clean(container.read(part), part=part, file=container.name)
        cuts = [
            (element.inner, element.inner_end, xml.escape(text))
            for element in xml.elements(chart, "f")
            if (text := order.formula(element.text(chart), at_home=False)) != element.text(chart)
        ]
        if cuts:
            container.write(part, xml.spliced(chart, cuts))
