"""Sheets of the sign-offs, and the line on Cover and Settings that says who agreed the return."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from kpibook.domain.sign_off.sign_off import SignOff, current
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.past.sign_offs import AGREEMENT_LINES, CALLED_AGREED
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite

_OURS = ("Draft: not yet agreed", "Draft: changed since ", CALLED_AGREED)


def write_sign_offs(
    book: Book, workbook: PerformanceWorkbook, sign_offs: tuple[SignOff, ...]
) -> None:
    """Write the sign-offs and the hashes of the quarter's; sheets of the council's stay.

    Args:
        book: The workbook.
        workbook: Its contents.
        sign_offs: All its sign-offs.
    """
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.return_sheets.sign_off_pages import hashes_page, sign_offs_page

    held = current(sign_offs, workbook.settings.period)
    name = _sheet_name(book, layout.SIGN_OFF, layout.SIGN_OFF_TABLE)
    page = sign_offs_page(name, sign_offs)
    book.replace_sheet(name, draw([page], Document(page.title)))
    marks = () if held is None else held.marks
    if not marks and book.table_sheet(layout.SIGN_OFF_HASHES_TABLE) is None:
        return
    name = _sheet_name(book, layout.SIGN_OFF_HASHES, layout.SIGN_OFF_HASHES_TABLE)
    page = hashes_page(name, marks)
    book.replace_sheet(name, draw([page], Document(page.title)))


def show_agreement(book: Book, scorecard: Scorecard) -> None:
    """Write on Cover and Settings whether the return is agreed, and by whom.

    A workbook in which nothing was ever agreed is left as it is, and so is a cell in which a
    person has typed something.

    Args:
        book: The workbook.
        scorecard: All its measures, rated.
    """
    if scorecard.workbook.sign_offs:
        book.write(list(_lines(book, scorecard.agreement.sentence)))


def _lines(book: Book, sentence: str) -> Iterator[CellWrite]:
    for sheet, address in AGREEMENT_LINES:
        if sheet not in book.sheet_names:
            continue
        cell = book.cell(sheet, address)
        before = "" if cell.value is None else str(cell.value)
        is_ours = not before or before.startswith(_OURS)
        if is_ours and cell.formula is None and before != sentence:
            yield CellWrite(sheet, address, sentence)


def _sheet_name(book: Book, wanted: str, table: str) -> str:
    """Return the sheet of a table, or a name that no sheet has: it may be the council's own."""
    existing = book.table_sheet(table)
    if existing is not None:
        return existing
    taken = {name.casefold() for name in book.sheet_names}
    numbered = (f"{wanted} ({number})" for number in count(2))
    return next(n for n in chain([wanted], numbered) if n.casefold() not in taken)
