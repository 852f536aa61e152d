"""Cells as they are read: what kind of value, the value, the formula, the number format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kpibook.errors import KpibookError, Location
from kpibook.xlsx.cells.references import Area, address, area
from kpibook.xlsx.cells.row_scanner import (
    CellSpan,
    RowSpan,
    attributes_of,
    cell_after,
    column_of,
    patterns,
    rows_damaged,
)
from kpibook.xlsx.cells.serial_dates import date_from
from kpibook.xlsx.cells.shared_formulas import Master
from kpibook.xlsx.cells.values import CellError, number_from, text_from
from kpibook.xlsx.xml import elements as xml

ReadValue = int | float | str | bool | dt.datetime | dt.time | CellError | None

_TEXT = re.compile(rb"<((?:[\w.\-]+:)?)t(?:\s[^>]*)?>([^<]*)</\1t\s*>")
_PHONETIC = re.compile(rb"<((?:[\w.\-]+:)?)rPh(?:\s[^>]*?)?(/?)>")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as stored.

    Attributes:
        address: Such as ``"H7"``.
        kind: ``blank``, ``number``, ``text``, ``bool``, ``date`` or ``error``; for a formula the
            kind of its stored result, ``blank`` when it has not been calculated yet.
        value: The value; for a formula its stored result. A number that Excel could not have
            written ("1_000") is text here, as it stands.
        formula: ``"=..."``, shared formulas as they read in this cell; None without one.
        number_format: The format's code, such as ``"0.0%"``.
        style: Index of the cell's format in the workbook's list.
    """

    address: str
    kind: str
    value: ReadValue
    formula: str | None = None
    number_format: str = "General"
    style: int = 0

    @property
    def cached(self) -> ReadValue:
        """A formula's stored result; None without a formula or when never calculated."""
        return self.value if self.formula is not None else None

    @property
    def is_error(self) -> bool:
        """True when the value is an error value such as ``#DIV/0!``."""
        return self.kind == "error"


class Formats(Protocol):
    """What reading cells asks of the workbook's styles."""

    def number_format(self, xf: int) -> str:
        """Code of a format."""

    def is_date(self, xf: int) -> bool:
        """Whether a format shows a number as a date or time."""


class Strings(Protocol):
    """What reading cells asks of the workbook's shared strings."""

    def text(self, index: int) -> str:
        """The string of that index."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """What a cell's source means depends on the workbook around it."""

    prefix: bytes
    formats: Formats
    strings: Strings
    epoch_1904: bool
    file: str
    sheet: str

    def where(self, row: int, column: int) -> Location:
        """A cell's place, for messages."""
        return Location(self.file, sheet=self.sheet, cell=address(row, column))

    def cells(
        self, block: bytes, row: RowSpan, masters: dict[bytes, Master]
    ) -> Iterator[tuple[int, Cell]]:
        """The cells of a row by column; masters of shared formulas met are added to `masters`."""
        plain = patterns(self.prefix).plain
        number, column, position = b"%d" % row.number, 0, row.open_end
        while position < row.inner_end:
            cell = None
            found = plain.match(block, position, row.inner_end)
            if found is not None and found[2] == number:
                cell = self._plain(found, row.number)
            if found is not None and cell is not None:
                column, position = column_of(found[1]), found.end()
            else:
                span = cell_after(block, row, self.prefix, position, column)
                if span is None:
                    return
                column, position = span.column, span.end
                cell = self._cell(block, row.number, span, masters)
            yield column, cell

    def _plain(self, found: re.Match[bytes], row: int) -> Cell | None:
        """A cell of the plain form; None when it means more than its form says."""
        letters, number, xf, stored_as, source, text = found.groups()
        column, style = column_of(letters), int(xf or 0)
        inline = stored_as == b"inlineStr"
        if not column or (text is not None and not inline) or (source is not None and inline):
            return None
        kind: str = "blank"
        value: ReadValue = None
        if text is not None:
            kind, value = "text", text_from(xml.unescape(text.decode("utf-8", "replace")))
        elif source is not None:
            kind, value = self._stored(stored_as or b"n", source, style, row, column)
        address_text = (letters + number).decode("ascii")
        return Cell(address_text, kind, value, None, self.formats.number_format(style), style)

    def _cell(self, block: bytes, row: int, span: CellSpan, masters: dict[bytes, Master]) -> Cell:
        given = attributes_of(span.attributes)
        style = _index(given.get(b"s", b"0"))
        inner = block[span.inner_start : span.inner_end]
        formula = None
        if b"f" in inner and (found := patterns(self.prefix).formula.search(inner)):
            formula = read_formula(found, row, span.column, masters)
        kind, value = "blank", None
        if inner:
            kind, value = self._value(given.get(b"t", b"n"), inner, style, row, span.column)
        shown = self.formats.number_format(style)
        return Cell(address(row, span.column), kind, value, formula, shown, style)

    def _value(
        self, stored_as: bytes, inner: bytes, style: int, row: int, column: int
    ) -> tuple[str, ReadValue]:
        if stored_as == b"inlineStr":
            return "text", rich_text(inner)
        found = patterns(self.prefix).value.search(inner)
        if found is None:
            return "blank", None
        return self._stored(stored_as, found[1], style, row, column)

    def _stored(
        self, stored_as: bytes, source: bytes, style: int, row: int, column: int
    ) -> tuple[str, ReadValue]:
        text = xml.unescape(source.decode("utf-8", "replace"))
        if stored_as == b"s":
            return "text", self._shared_text(text, row, column)
        if stored_as == b"n":
            return self._number(text, style)
        return _other(stored_as, text)

    def _number(self, text: str, style: int) -> tuple[str, ReadValue]:
        number = number_from(text)
        if number is None:
            return ("text", text) if text.strip() else ("blank", None)
        if self.formats.is_date(style):
            moment = date_from(number, epoch_1904=self.epoch_1904)
            if moment is not None:
                return "date", moment
        return "number", number

    def _shared_text(self, text: str, row: int, column: int) -> str:
        try:
            return self.strings.text(int(text) if text.strip().isdigit() else -1)
        except KpibookError as error:
            error.where = self.where(row, column)
            raise


def _other(stored_as: bytes, text: str) -> tuple[str, ReadValue]:
    if stored_as == b"b":
        return "bool", text.strip() in ("1", "true")
    if stored_as == b"e":
        return "error", CellError(text.strip())
    if stored_as == b"d":
        try:
            moment = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            return "text", text
        return "date", moment.replace(tzinfo=None)
    return "text", text_from(text)


def read_formula(
    found: re.Match[bytes], row: int, column: int, masters: dict[bytes, Master]
) -> str:
    """The formula of an ``f`` element as it reads in its cell, with its ``=``.

    Raises:
        RefusedFile: ``rows-damaged`` when a shared formula's text is not where it should be.
    """
    given = attributes_of(found[1])
    text = xml.unescape((found[2] or b"").decode("utf-8", "replace"))
    if given.get(b"t") == b"dataTable":
        inputs = [given.get(name, b"").decode("ascii", "replace") for name in (b"r1", b"r2")]
        return "=TABLE({})".format(",".join(one for one in inputs if one))
    if given.get(b"t") == b"shared":
        index = given.get(b"si", b"")
        if text:
            masters[index] = Master(text, row, column, _shared_area(given, row, column))
        elif index in masters:
            text = masters[index].at(row, column)
        else:
            raise rows_damaged("a shared formula has lost its text")
    return "=" + text


def _shared_area(given: dict[bytes, bytes], row: int, column: int) -> Area:
    try:
        return area(given.get(b"ref", b"").decode("ascii", "replace"))
    except KpibookError:
        return Area(row, column, row, column)


def rich_text(source: bytes) -> str:
    """The text of a string item: its runs joined, phonetic hints left out."""
    if b"rPh" in source:
        source = _without_phonetics(source)
    raw = b"".join(text for _, text in _TEXT.findall(source)).decode("utf-8", "replace")
    return text_from(xml.unescape(raw.replace("\r\n", "\n").replace("\r", "\n")))


def _without_phonetics(source: bytes) -> bytes:
    kept: list[bytes] = []
    position = 0
    while found := _PHONETIC.search(source, position):
        kept.append(source[position : found.start()])
        position = found.end()
        if not found[2]:
            end = source.find(b"</" + found[1] + b"rPh", position)
            position = end if end >= 0 else len(source)
    return b"".join((*kept, source[position:]))


def _index(raw: bytes) -> int:
    text = raw.strip()
    return int(text) if text.isdigit() and len(text) < 8 else 0
