"""Rows drawn before their place in a sheet is known: texts that go from process to process.

A row's number, and the numbers of its styles in the workbook, are left open. Which columns have a
text, a number or nothing, and how they look, is a pattern; most rows of a sheet share a few.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.page import PageCell
from kpibook.outputs.pen import is_marked
from kpibook.outputs.quick_sheet import easy, easy_text, escaped

#: Text of a row that cannot be drawn ahead: it is drawn in its place, cell by cell.
ODD = ""
#: Between rows, between the parts of a row, and between the parts of a record. No `easy` text has
#: such a character in it.
_ROW, _FIELD, _PART = "\x1e", "\x1f", "\x1d"
_SHORT = 64  # characters
_FIRST_OF_LOOK, _FIRST_OF_REST = map(PageCell._fields.index, ("look", "choices"))
_ORDINARY, _REST = PageCell("")[_FIRST_OF_LOOK:], PageCell("")[_FIRST_OF_REST:]
_ODD_LOOK = ""
_ODD_CELL = (_ODD_LOOK, "")
# Before March 1900 Excel counts a day that did not exist.
_DAY_0, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)

#: Colours of the text and of the fill of a status; None for an ordinary cell.
Colours: TypeAlias = "tuple[str, str] | None"
#: Look of a cell as text, as a pattern has it, and its content as XML has it; "" for a blank.
LooseCell: TypeAlias = "tuple[str, str]"


class Look(NamedTuple):
    """Kind of a cell, and its look as far as its style depends on it.

    Attributes:
        kind: "t" for text, "m" for text that is marked as such, "n" for a number, "b" for a blank.
        number_format: Excel's code; "" for text.
        colours: Those of a status.
        linked: True if a click leads somewhere.
    """

    kind: str
    number_format: str
    colours: Colours
    linked: bool


class Heights(NamedTuple):
    """Lines of the texts of a row.

    Attributes:
        lines: Of its highest text, the first column left out.
        certain: False if that holds only for the widths that the row is drawn for.
        first: Of the text in the first column.
    """

    lines: int = 1
    certain: bool = True
    first: int = 1


ONE_LINE = Heights()


class LooseRow(NamedTuple):
    """Row of a sheet without its place.

    Attributes:
        pattern: The looks of its cells, as text; see `looks_in`.
        heights: The lines of its texts.
        link_text: Text of the cell with a link; "" for a row without a link.
        values: The contents of the cells that are not blank, as XML has them.
    """

    pattern: str
    heights: Heights
    link_text: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LooseRows:
    """Rows of a sheet, drawn for a workbook and in its order.

    Attributes:
        assumed: The settings that they are drawn for; in a sheet with others they are odd.
        width: Width of the columns of figures that they are drawn for, in characters.
        patterns: The patterns that occur in them.
        rows: A text for each row, `ODD` where it has to be drawn in its place.
    """

    assumed: str
    width: int
    patterns: Sequence[str]
    rows: Sequence[str]

    def packed(self) -> bytes:
        """Return the rows as bytes, for `of`."""
        parts = (self.assumed, str(self.width), _ROW.join(self.patterns), _ROW.join(self.rows))
        return _PART.join(parts).encode("utf-8", "surrogatepass")

    @classmethod
    def of(cls, packed: bytes) -> LooseRows:
        """Return the rows of bytes from `packed`."""
        assumed, width, patterns, rows = packed.decode("utf-8", "surrogatepass").split(_PART)
        return cls(assumed, int(width), patterns.split(_ROW), rows.split(_ROW))

    def row(self, number: int) -> LooseRow | None:
        """Return a row by its number in the workbook; None for an odd row."""
        text = self.rows[number]
        if text == ODD:
            return None
        pattern, lines, first, link_text, *values = text.split(_FIELD)
        certain = not lines.startswith("-")
        heights = Heights(abs(int(lines)), certain, int(first))
        return LooseRow(self.patterns[int(pattern)], heights, link_text, tuple(values))


class RowDrawer:
    """Drawing of the rows of a sheet for a workbook."""

    def __init__(self) -> None:
        self._patterns: dict[tuple[str, ...], int] = {}

    def rows(
        self,
        columns: Sequence[Sequence[LooseCell]],
        heights: Iterable[Heights] = repeat(ONE_LINE),
        link_texts: Iterable[str] = repeat(""),
    ) -> list[str]:
        """Return rows as texts; `ODD` for a row with an odd cell.

        Args:
            columns: Their cells, each of `text_cell`, `number_cell` or `loose_columns`.
            heights: The lines of the texts of each row.
            link_texts: Text of each row's cell with a link; "" for a row without a link.
        """
        looks = zip(*(map(itemgetter(0), column) for column in columns), strict=True)
        contents = zip(*(map(itemgetter(1), column) for column in columns), strict=True)
        return list(map(self._row, looks, contents, heights, link_texts))

    def _row(
        self,
        looks: tuple[str, ...],
        contents: Iterable[str],
        heights: Heights,
        link_text: str,
    ) -> str:
        pattern = self._patterns.get(looks)
        if pattern is None:
            if _ODD_LOOK in looks:
                return ODD
            pattern = self._patterns[looks] = len(self._patterns)
        lines = heights.lines if heights.certain else -heights.lines
        first = (str(pattern), str(lines), str(heights.first), link_text)
        return _FIELD.join((*first, *filter(None, contents)))

    def packed(self, rows: Iterable[str], assumed: str = "", width: int = 0) -> bytes:
        """Return rows from `rows` as bytes, for `LooseRows.of`.

        Args:
            rows: The rows, in the workbook's order.
            assumed: As in `LooseRows`.
            width: As in `LooseRows`.
        """
        drawn = list(rows)  # which makes the patterns
        patterns = list(map(_pattern, self._patterns))
        return LooseRows(assumed, width, patterns, drawn).packed()


def rows_of_columns(columns: Sequence[Sequence[LooseCell]]) -> Iterator[LooseRow | None]:
    """Yield rows of one line without a link, out of their columns; None for an odd row."""
    for cells in zip(*columns, strict=True):
        looks, contents = zip(*cells, strict=True)
        if _ODD_LOOK in looks:
            yield None
        else:
            yield LooseRow(_pattern(looks), ONE_LINE, "", tuple(filter(None, contents)))


@lru_cache(maxsize=256)
def _pattern(looks: tuple[str, ...]) -> str:
    return f"[{','.join(looks)}]"


def looks_in(pattern: str) -> list[Look]:
    """Return the looks of a row's cells."""
    return [
        Look(kind, number_format, None if colours is None else tuple(colours), linked)
        for kind, number_format, colours, linked in json.loads(pattern)
    ]


def text_cell(text: str) -> LooseCell:
    """Return a cell with a text, or a blank one."""
    # Most texts of a sheet are short, and there in many rows.
    return _short_text_cell(text) if len(text) <= _SHORT else _text_cell(text)


def number_cell(value: float | date, number_format: str) -> LooseCell:
    """Return a cell with a number or a date."""
    number = _serial(value) if isinstance(value, date) else value
    if not easy(number):
        return _ODD_CELL
    # The format that XlsxWriter uses, as the bytes must be the same.
    return _look("n", number_format), f"{number:.16G}"


def loose_columns(
    columns: Sequence[Sequence[str | PageCell]],
) -> tuple[list[list[LooseCell]], list[str]]:
    """Return the columns of a page, in which a plain text is an ordinary cell.

    With them the text of each row's cell with a link; "" for a row without a link.
    """
    link_texts = [""] * len(columns[0])
    return [_loose_column(column, link_texts) for column in columns], link_texts


def _loose_column(column: Sequence[str | PageCell], link_texts: list[str]) -> list[LooseCell]:
    loose: list[LooseCell] = []
    for row, cell in enumerate(column):
        if isinstance(cell, str):
            loose.append(text_cell(cell))
            continue
        value, form = cell[:2]
        drawn = text_cell(value) if isinstance(value, str) else number_cell(value, form)
        if cell[_FIRST_OF_LOOK:] != _ORDINARY:
            drawn = _with_look(cell, drawn)
            if cell.link:
                text = str(cell)
                # A second link, or one that XlsxWriter would write in another way.
                drawn = drawn if text and not link_texts[row] and easy_text(text) else _ODD_CELL
                link_texts[row] = text
        loose.append(drawn)
    return loose


def _with_look(cell: PageCell, drawn: LooseCell) -> LooseCell:
    """Return a cell with the colours and the link of the cell of a page."""
    look, content = drawn
    if look == _ODD_LOOK or cell.formula or cell[_FIRST_OF_REST:] != _REST:
        return _ODD_CELL
    colours = None if cell.look is None else (cell.look.colour, cell.look.fill)
    return _look_with(look, colours, linked=bool(cell.link)), content


@lru_cache(maxsize=1024)
def _look_with(look: str, colours: Colours, *, linked: bool) -> str:
    kind, number_format, _, _ = json.loads(look)
    return _look(kind, number_format, colours, linked=linked)


@lru_cache(maxsize=1024)
def _look(
    kind: str, number_format: str = "", colours: Colours = None, *, linked: bool = False
) -> str:
    return json.dumps((kind, number_format, colours, linked))


def _text_cell(text: str) -> LooseCell:
    if not text:
        return _look("b"), ""
    if not easy_text(text):
        return _ODD_CELL
    return _look("m" if is_marked(text) else "t"), escaped(text)


_short_text_cell = lru_cache(maxsize=4096)(_text_cell)


def _serial(value: date) -> float:
    """Return a date as the number that a cell holds; infinity where that is left to XlsxWriter."""
    if isinstance(value, datetime) or value < _FIRST_DAY:
        return float("inf")
    return float((value - _DAY_0).days)
