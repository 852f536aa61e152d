"""Worksheet of XlsxWriter that writes each row of a long table as a single text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from heapq import merge
from typing import Any, NamedTuple

from xlsxwriter.worksheet import Worksheet

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import column_name

# Text that XlsxWriter has to escape, to mark or to take apart.
_SPECIAL = regex(r'["&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$')
# Text that XlsxWriter marks or takes apart; what it only escapes is left out.
_ODD = regex(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x|^\s|\s$|^<r>")
_FORMULAS = 64
_LONGEST = 16_383  # characters; a longer text may have to be cut

#: Content of a cell, and the number of its style in the workbook.
DrawnCell = tuple[str | float, int]

#: Cell of a sparkline, the cells that it is drawn from, and the ends of its scale.
DrawnSparkline = tuple[str, str, float, float]


class _WholeRow(NamedTuple):
    """All cells of a row as text, in the place of the first cell of a sheet in memory.

    Attributes:
        text: The cells.
        columns: Number of the cells.
        format: None: each cell names its own style. XlsxWriter asks every cell.
    """

    text: str
    columns: int
    format: None = None


class QuickSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with a short way for text, numbers and blanks that are written row by row.

    Rows and columns are numbers here, never "A1". All other cells are left to XlsxWriter. The
    bytes written are the same.
    """

    def __init__(self) -> None:
        super().__init__()
        #: True for a sheet in memory whose rows hold their texts, and not their places among the
        #: shared strings.
        self.holds_texts = False
        self._numbered = 0  # rows above this one have styles with numbers
        #: Row, column, cell that it leads to and text of each link of `note_link`, in that order.
        self._noted: list[tuple[int, int, str, str]] = []
        self._sparklines: Sequence[DrawnSparkline] = ()
        self.fh: Any
        # Dozens of patterns for each formula, and a table has the same formula in every row.
        self._prepare_formula = lru_cache(_FORMULAS)(super()._prepare_formula)

    # XlsxWriter's own methods first test if the row is an address such as "A1".

    def write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> int:
        """Write a text; see XlsxWriter."""
        return int(self._write_string(row, col, string, cell_format))

    def write_number(self, row: int, col: int, number: float, cell_format: Any = None) -> int:
        """Write a number; see XlsxWriter."""
        return int(self._write_number(row, col, number, cell_format))

    def write_blank(self, row: int, col: int, blank: None, cell_format: Any = None) -> int:
        """Write a cell with a format and nothing in it; see XlsxWriter."""
        return int(self._write_blank(row, col, blank, cell_format))

    def begin_row(self, row: int) -> bool:
        """Write out the rows above one that `end_row` will write; False if rows cannot be."""
        if self.holds_texts:
            self._number_styles(row)
            return True
        if not self.constant_memory or row <= self.previous_row:
            return False
        self._write_single_row(row)
        return True

    def _number_styles(self, end: int) -> None:
        """Give the styles of the rows above `end` their numbers, in the order of the cells."""
        for row in range(self._numbered, end):
            for _, cell in sorted(self.table.get(row, {}).items()):
                if cell.format is not None:
                    cell.format._get_xf_index()  # noqa: SLF001
        self._numbered = end

    def end_row(self, row: int, cells: Sequence[DrawnCell], height: float | None) -> None:
        """Write a row that `begin_row` has begun, from its first column on.

        Args:
            row: The row, counted from 0.
            cells: Its cells; the contents must be `easy`.
            height: In points; None leaves it to Excel.
        """
        number = row + 1
        text = "".join(
            [
                _cell_text(f'<c r="{column}{number}" s="{look}"', value)
                for column, (value, look) in zip(column_letters(len(cells)), cells, strict=True)
            ]
        )
        self.write_drawn(row, text, len(cells), height)

    def write_drawn(self, row: int, text: str, columns: int, height: float | None) -> None:
        """Write a row that `begin_row` has begun, with its cells as text.

        Args:
            row: The row, counted from 0.
            text: Its cells, from its first column on.
            columns: Number of its cells.
            height: In points; None leaves it to Excel.
        """
        if height is not None:
            self.set_row(row, height)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, columns - 1)
        if self.holds_texts:
            self.table[row] = {0: _WholeRow(text, columns)}
            return
        # What XlsxWriter still knows of a row it would write once more, as an empty row.
        self._write_row(row, None, self.row_info.pop(row, None))
        self.fh.write(text)
        self._xml_end_tag("row")

    def note_link(self, row: int, column: int, link: str, text: str) -> None:
        """Make a cell lead to a place of this workbook; its content is written apart.

        It is called in the order of the cells.
        """
        # As plain values: there are tens of thousands, and XlsxWriter's take ten times the room.
        self.hlink_count += 1
        self._noted.append((row, column, link, text))

    def serial(self, value: date) -> float:
        """Return a date as the number that a cell holds."""
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return float(self._convert_date_time(moment))

    def set_print_areas(self, areas: Sequence[str]) -> None:
        """Print these areas, each from a new page on; XlsxWriter knows a single area.

        Args:
            areas: Such as "'Data'!$A$1:$H$40".
        """
        self.print_area_range = ",".join(areas)

    def _calculate_spans(self) -> None:
        if not self.holds_texts:
            super()._calculate_spans()
            return
        ends: dict[int, tuple[int, int]] = {}  # of the cells of sixteen rows, as XlsxWriter has it
        for row, cells in self.table.items():
            if cells:
                low, high = ends.get(row // 16, (min(cells), 0))
                last = max(cells)
                if type(cells[last]) is _WholeRow:
                    last = cells[last].columns - 1
                ends[row // 16] = min(low, *cells), max(high, last)
        self.row_spans = {block: f"{low + 1}:{high + 1}" for block, (low, high) in ends.items()}

    def _write_hyperlinks(self) -> None:
        if not self._noted:
            super()._write_hyperlinks()
            return
        if self.external_hyper_links:
            raise TypeError("with noted links, a sheet has links within its workbook only")
        own = [
            (row, column, url._link, url._text)  # noqa: SLF001
            for row, urls in self.hyperlinks.items()
            for column, url in urls.items()
        ]
        self._xml_start_tag("hyperlinks")
        for row, column, link, text in merge(sorted(own), self._noted):
            address = f"{_letters(column)}{row + 1}"
            attributes = [("ref", address), ("location", link), ("display", text)]
            self._xml_empty_tag("hyperlink", attributes)
        self._xml_end_tag("hyperlinks")

    def add_sparklines_like(self, look: dict[str, Any], drawn: Sequence[DrawnSparkline]) -> None:
        """Add sparklines that look like one of XlsxWriter's; no other can be on the sheet.

        Args:
            look: As XlsxWriter keeps a sparkline.
            drawn: The sparklines.
        """
        self.sparklines = [look]
        self._sparklines = drawn

    def _write_ext_list_sparklines(self) -> None:
        if not self._sparklines:
            super()._write_ext_list_sparklines()
            return
        # XlsxWriter takes longer for each than for its row: its text of one is filled in.
        (look,) = self.sparklines
        names = {"max": "@max@", "min": "@min@", "ranges": ["@cells@"], "locations": ["@cell@"]}
        sheet, written = self.fh, io.StringIO()
        self.sparklines, self.fh = [{**look, **names}], written
        super()._write_ext_list_sparklines()
        text, self.fh = written.getvalue(), sheet
        start, end = text.index("<x14:sparklineGroup "), text.index("</x14:sparklineGroups>")
        group = text[start:end].replace("%", "%%")
        for name in ("@max@", "@min@", "@cells@", "@cell@"):  # as they follow each other
            group = group.replace(name, "%s")
        groups = [
            group % (high, low, self._escape_control_characters(self._escape_data(cells)), cell)
            for cell, cells, low, high in reversed(self._sparklines)
        ]
        self.fh.write(f"{text[:start]}{''.join(groups)}{text[end:]}")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if type(cell) is _WholeRow:
            self.fh.write(cell.text)
            return
        kind, look = type(cell).__name__, cell.format
        if look is None:
            super()._write_cell(row, col, cell)
            return
        start_tag = f'<c r="{_letters(col)}{row + 1}" s="{look._get_xf_index()}"'  # noqa: SLF001
        if kind == "String" and not self.constant_memory:
            self.fh.write(f'{start_tag} t="s"><v>{cell.string}</v></c>')  # its place in the list
        elif kind == "String" and _SPECIAL.search(cell.string) is None:
            self.fh.write(f'{start_tag} t="inlineStr"><is><t>{cell.string}</t></is></c>')
        elif kind == "Number":
            # The format that XlsxWriter uses, as the bytes must be the same.
            self.fh.write(f"{start_tag}><v>{cell.number:.16G}</v></c>")
        elif kind == "Blank":
            self.fh.write(f"{start_tag}/>")
        else:
            super()._write_cell(row, col, cell)


def easy(value: object) -> bool:
    """Return True if `QuickSheet.end_row` writes a value as XlsxWriter does."""
    if isinstance(value, str):
        return easy_text(value)
    if isinstance(value, bool):
        return False
    # Infinity less infinity is not a number, and so not zero.
    return isinstance(value, int) or (isinstance(value, float) and value - value == 0)


def easy_text(text: str) -> bool:
    """Return True if `QuickSheet.end_row` writes a text as XlsxWriter does."""
    return len(text) <= _LONGEST and not _is_odd(text)


def _is_odd(text: str) -> bool:
    # Of the characters that are printed a space alone is white: most texts need no pattern.
    if not text.isprintable():
        return _ODD.search(text) is not None
    return text[:1] == " " or text[-1:] == " " or "_x" in text or text.startswith("<r>")


def _cell_text(start_tag: str, value: str | float) -> str:
    """Return the element of a cell."""
    if not isinstance(value, str):
        # The format that XlsxWriter uses, as the bytes must be the same.
        return f"{start_tag}><v>{value:.16G}</v></c>"
    if not value:
        return f"{start_tag}/>"
    return f'{start_tag} t="inlineStr"><is><t>{escaped(value)}</t></is></c>'


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


@lru_cache(maxsize=64)
def column_letters(count: int) -> tuple[str, ...]:
    """Return the letters of the first columns."""
    return tuple(map(_letters, range(count)))


@lru_cache(maxsize=256)
def _letters(column: int) -> str:
    return column_name(column + 1)
