"""The sign-offs that a workbook keeps, read from its two tables; most workbooks have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.canonical import Marks
from kpibook.domain.sign_off.sign_off import SignOff, Standing, current
from kpibook.errors import KpibookError, Location
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.xlsx import Cell

#: Cells that every template leaves blank, above the settings and their echoes.
AGREEMENT_LINES = ((layout.COVER, "A2"), (layout.SETTINGS, "A3"))
CALLED_AGREED = "Agreed by "

_STANDINGS = {each.value: each for each in Standing}


def sign_offs_in(book: Book, period: Quarter) -> tuple[SignOff, ...]:
    """Read the sign-offs; that of the quarter has the hashes of its measures.

    A row that cannot be read agrees nothing: the return is a draft then.

    Args:
        book: The workbook.
        period: Its quarter.
    """
    table = book.table(layout.SIGN_OFF_TABLE)
    if table is None:
        return ()
    sheet = Location(book.name, table.sheet)
    read = tuple(filter(None, (_sign_off(row, sheet) for row in table.filled_rows())))
    held = current(read, period)
    if held is None:
        return read
    marks = tuple(_marks(book))
    return tuple(replace(each, marks=marks) if each is held else each for each in read)


def called_agreed_in(book: Book) -> Iterator[Location]:
    """Yield the cells of Cover and Settings that call the return agreed.

    Args:
        book: The workbook.
    """
    for sheet, address in AGREEMENT_LINES:
        if sheet in book.sheet_names:
            value = book.cell(sheet, address).value
            if isinstance(value, str) and value.startswith(CALLED_AGREED):
                yield Location(book.name, sheet, address)


def _sign_off(row: Mapping[str, Cell], sheet: Location) -> SignOff | None:
    by, on = _text(row, layout.AGREED_BY), _day(row)
    standing = _STANDINGS.get(_text(row, layout.STANDING))
    if not by or on is None or standing is None:
        return None
    try:
        period = Quarter.parse(_text(row, layout.PERIOD))
    except KpibookError:
        return None
    where = replace(sheet, cell=row[layout.AGREED_BY].address)
    version, sha256 = _text(row, layout.VERSION), _text(row, layout.HASH)
    return SignOff(period, by, on, version, sha256, standing, where=where)


def _marks(book: Book) -> Iterator[Marks]:
    table = book.table(layout.SIGN_OFF_HASHES_TABLE)
    rows: Iterable[Mapping[str, Cell]] = () if table is None else table.filled_rows()
    for row in rows:
        ref = _text(row, layout.REF)
        key = "" if ref == layout.NO_MEASURE else ref_key(ref)
        yield Marks(key, tuple(_text(row, part.value.capitalize()) for part in AgreedPart))


def _day(row: Mapping[str, Cell]) -> date | None:
    cell = row.get(layout.AGREED_ON)
    if cell is None or cell.value is None:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    try:
        return parse_date(cell.value) if isinstance(cell.value, str) else None
    except KpibookError:
        return None


def _text(row: Mapping[str, Cell], heading: str) -> str:
    cell = row.get(heading)
    return "" if cell is None or cell.value is None else str(cell.value).strip()
