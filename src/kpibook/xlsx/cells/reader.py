"""Reader of cells: kind, value, formula and number format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from kpibook.errors import KpibookError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.origin import Origin
from kpibook.xlsx.cells.references import Area, address, area_or_none
from kpibook.xlsx.cells.row_scanner import (
    CellSpan,
    RowSpan,
    attributes_of,
    cell_after,
    column_of,
    patterns,
    rows_damaged,
    twice,
)
from kpibook.xlsx.cells.serial_dates import date_from
from kpibook.xlsx.cells.shared_formulas import Master
from kpibook.xlsx.cells.values import CellError, number_from, text_from
from kpibook.xlsx.xml import elements as xml

ReadValue = int | float | str | bool | dt.datetime | dt.time | CellError | None

_TEXT = regex(rb"<((?:[\w.\-]+:)?)t(?:\s[^>]*)?>([^<]*)</\1t\s*>")
# Python refuses to make a number of thousands of digits, and takes no exponent for a digit.
_TEXT_NUMBER = regex(r"\s*[0-9]{1,10}\s*")
_PHONETIC = regex(rb"<((?:[\w.\-]+:)?)rPh(?:\s[^>]*?)?(/?)>")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as stored.

    Attributes:
        address: Such as ``"H7"``.
        kind: ``blank``, ``number``, ``text``, ``bool``, ``date`` or ``error``; for a formula the
            kind of its stored result, ``blank`` when it has not been calculated yet.
        value: The value; for a formula its stored result. A number that Excel could not have
            written ("1_000") is text here, as spelled.
        formula: ``"=..."``, a shared formula as it reads in this cell; None for no formula.
        number_format: The format's code, such as ``"0.0%"``.
        style: Index of the cell's format in the workbook's list.
        origin: Where a formula's value comes from, if that was looked at; None if it was not.
    """

    address: str
    kind: str
    value: ReadValue
    formula: str | None = None
    number_format: str = "General"
    style: int = 0
    origin: Origin | None = None

    @property
    def cached(self) -> ReadValue:
        """Return a formula's stored result; None for no formula or a formula never calculated."""
        return self.value if self.formula is not None else None

    @property
    def is_blank(self) -> bool:
        """Return True if it holds neither a value nor a formula."""
        return self.value is None and self.formula is None

    @property
    def is_error(self) -> bool:
        """Return True if the value is an error value such as ``#DIV/0!``."""
        return self.kind == "error"


class Formats(Protocol):
    """The part of the workbook's styles that reading cells needs."""

    def number_format(self, xf: int) -> str:
        """Return the code of a format."""

    def is_date(self, xf: int) -> bool:
        """Return True if a format shows a number as a date or time."""


class Strings(Protocol):
    """The part of the workbook's shared strings that reading cells needs."""

    def text(self, index: int) -> str:
        """Return the string of that index."""

    def has(self, index: int) -> bool:
        """Return True if there is a string of that index."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reader of a sheet's cells, with the parts of the workbook that their source refers to."""

    prefix: bytes
    formats: Formats
    strings: Strings
    epoch_1904: bool
    file: str
    sheet: str

    def where(self, row: int, column: int) -> Location:
        """Return the location of a cell, for messages."""
        return Location(self.file, sheet=self.sheet, cell=address(row, column))

    def cells(
        self, block: bytes, row: RowSpan, masters: dict[bytes, Master]
    ) -> Iterator[tuple[int, Cell]]:
        """Yield the cells of a row by column; masters of shared formulas are added to `masters`."""
        # One expression reads a cell of the common form at once; reading piece by piece takes the
        # rest.
        plain = patterns(self.prefix).plain
        number, column, position = b"%d" % row.number, 0, row.open_end
        while position < row.inner_end:
            match = plain.match(block, position, row.inner_end)
            if match is not None and match[2] == number and column_of(match[1]):
                column, position = column_of(match[1]), match.end()
                yield column, self.plain_cell(row.number, match.groups())
            else:
                span = cell_after(block, row, self.prefix, position, column)
                if span is None:
                    return
                column, position = span.column, span.end
                yield column, self._cell(block, row.number, span, masters)

    def plain_cell(self, row: int, groups: Sequence[bytes | None]) -> Cell:
        """Return a cell of the plain form out of the groups of its expression."""
        letters, number, xf, text, stored_as, source = groups
        style = int(xf or 0)
        shown = self.formats.number_format(style)
        if text is None and source is None:
            return _blank(letters or b"", number or b"", style, shown)
        kind: str = "text"
        value: ReadValue
        if text is not None:
            value = text.decode("utf-8", "replace")
            if "&" in value or "_x" in value:
                value = text_from(xml.unescape(value))
        elif source is not None:
            column = column_of(letters or b"")
            kind, value = self._stored(stored_as or b"n", source, style, row, column)
        return Cell(f"{(letters or b'').decode()}{row}", kind, value, None, shown, style)

    def number_in(self, source: bytes, style: int) -> ReadValue:
        """Return what a cell holds that stores a number: the number, or a date by its format."""
        return self._number(xml.unescape(source.decode("utf-8", "replace")), style)[1]

    def blank_cell(self, row: int, column: int, style: int) -> Cell:
        """Return a blank cell of a format."""
        shown = self.formats.number_format(style)
        return Cell(address(row, column), "blank", None, None, shown, style)

    def _cell(self, block: bytes, row: int, span: CellSpan, masters: dict[bytes, Master]) -> Cell:
        attributes = attributes_of(span.attributes)
        style = _index(attributes.get(b"s", b"0"))
        inner = block[span.inner_start : span.inner_end]
        formula = None
        if b"f" in inner and (match := patterns(self.prefix).formula.search(inner)):
            formula = read_formula(match, row, span.column, masters)
            if patterns(self.prefix).formula.search(inner, match.end()):
                raise twice(f"the formula of {address(row, span.column)}")
        kind, value = "blank", None
        if inner:
            kind, value = self._value(attributes.get(b"t", b"n"), inner, style, row, span.column)
        shown = self.formats.number_format(style)
        return Cell(address(row, span.column), kind, value, formula, shown, style)

    def _value(
        self, stored_as: bytes, inner: bytes, style: int, row: int, column: int
    ) -> tuple[str, ReadValue]:
        if stored_as == b"inlineStr":
            return "text", rich_text(inner)
        match = patterns(self.prefix).value.search(inner)
        if match is None:
            return "blank", None
        if patterns(self.prefix).value.search(inner, match.end()):
            raise twice(f"the value of {address(row, column)}")
        return self._stored(stored_as, match[1], style, row, column)

    def _stored(
        self, stored_as: bytes, source: bytes, style: int, row: int, column: int
    ) -> tuple[str, ReadValue]:
        text = xml.unescape(source.decode("utf-8", "replace"))
        if stored_as == b"s":
            return "text", self._shared_text(text, row, column)
        if stored_as == b"n":
            return self._number(text, style)
        return _typed_value(stored_as, text)

    def _number(self, text: str, style: int) -> tuple[str, ReadValue]:
        number = number_from(text)
        if number is None:
            return ("text", text) if text.strip() else ("blank", None)
        if self.formats.is_date(style):
            # A date format over a number that is no date (below 0, past 9999): Excel shows ####, we
            # give the number.
            moment = date_from(number, epoch_1904=self.epoch_1904)
            if moment is not None:
                return "date", moment
        return "number", number

    def _shared_text(self, text: str, row: int, column: int) -> str:
        try:
            return self.strings.text(int(text) if _TEXT_NUMBER.fullmatch(text) else -1)
        except KpibookError as error:
            error.where = self.where(row, column)
            raise


def _typed_value(stored_as: bytes, text: str) -> tuple[str, ReadValue]:
    if stored_as == b"b":
        return "bool", text.strip() in ("1", "true")
    if stored_as == b"e":
        return "error", CellError(text.strip())
    if stored_as == b"d":
        try:
            # Strict files may hold dates as ISO 8601 text with t="d", which Excel also reads.
            moment = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            return "text", text
        return "date", moment.replace(tzinfo=None)
    return "text", text_from(text)


def read_formula(
    match: re.Match[bytes], row: int, column: int, masters: dict[bytes, Master]
) -> str:
    """Return the formula of an ``f`` element as it reads in its cell, with its ``=``.

    Raises:
        RefusedFile: ``rows-damaged`` if the text of a shared formula is missing.
    """
    attributes = attributes_of(match[1])
    text = xml.unescape((match[2] or b"").decode("utf-8", "replace"))
    if attributes.get(b"t") == b"dataTable":
        # A what-if data table has no formula text: Excel shows it as TABLE with its input cells.
        inputs = [attributes.get(name, b"").decode("ascii", "replace") for name in (b"r1", b"r2")]
        return "=TABLE({})".format(",".join(cell for cell in inputs if cell))
    if attributes.get(b"t") == b"shared":
        index = attributes.get(b"si", b"")
        if text:
            masters[index] = Master(text, row, column, _shared_area(attributes, row, column))
        elif index in masters:
            text = masters[index].at(row, column)
        else:
            raise rows_damaged("a shared formula has lost its text")
    return "=" + text


def _shared_area(attributes: dict[bytes, bytes], row: int, column: int) -> Area:
    reach = area_or_none(attributes.get(b"ref", b"").decode("ascii", "replace"))
    return reach or Area(row, column, row, column)


def rich_text(source: bytes) -> str:
    """Return the text of a string item: its runs joined, without phonetic hints."""
    if b"rPh" in source:
        source = _without_phonetics(source)
    # XML reads a literal CR LF as a line feed; a CR that is meant is stored as _x000D_.
    raw = b"".join(text for _, text in _TEXT.findall(source)).decode("utf-8", "replace")
    return text_from(xml.unescape(raw.replace("\r\n", "\n").replace("\r", "\n")))


def _without_phonetics(source: bytes) -> bytes:
    pieces: list[bytes] = []
    position = 0
    while match := _PHONETIC.search(source, position):
        pieces.append(source[position : match.start()])
        position = match.end()
        if not match[2]:
            end = source.find(b"</" + match[1] + b"rPh", position)
            position = end if end >= 0 else len(source)
    return b"".join((*pieces, source[position:]))


def _index(raw: bytes) -> int:
    text = raw.strip()
    return int(text) if text.isdigit() and len(text) < 8 else 0


@lru_cache(maxsize=8192)  # two of three cells of a register are blank, in each workbook the same
def _blank(letters: bytes, number: bytes, style: int, number_format: str) -> Cell:
    return Cell((letters + number).decode("ascii"), "blank", None, None, number_format, style)
