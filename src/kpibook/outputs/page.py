"""Description of a sheet for people: title, lines, one table. `drawing` draws it at the end.

Tests and `describe` read the description; `kpibook.outputs.drawing` turns it into a worksheet. Its
shape follows the Analysis Function's checklist: a title in A1, plain lines below it, one table at
the left edge with one header row, nothing after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, overload

from kpibook.domain.rules.scheme import Appearance
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.chart import PageChart, Sparklines
from kpibook.xlsx.cells.references import address, column_name

#: Value of a page's cell; "" leaves it blank, which no published table does.
Shown = str | float | int | date

_Item = TypeVar("_Item")


class PageCell(NamedTuple):
    """A cell of a page's table.

    A tuple, as there are hundreds for each measure of a workbook.

    Attributes:
        value: Text, number or date; never None. Of a formula, its result.
        number_format: Excel's code for a number or a date; "" for text.
        shown: The value as people read it, for text renderings and column widths.
        look: Colours of a status or direction word; None for an ordinary cell.
        formula: Formula of the value as stored in a file, without "="; "" for no formula.
        link: Cell of this workbook that a click leads to, such as "'Data'!H8"; "" for no link.
        choices: Texts that a person can choose in the cell, from a list; empty for no list.
        bold: True for bold type.
        right: True for a text that is aligned as a figure is.
        large: True for a figure to be seen first.
    """

    value: Shown
    number_format: str = ""
    shown: str = ""
    look: Appearance | None = None
    formula: str = ""
    link: str = ""
    choices: tuple[str, ...] = ()
    bold: bool = False
    right: bool = False
    large: bool = False

    def __str__(self) -> str:
        return self.shown or str(self.value)


def row_of(columns: Sequence[Sequence[str | PageCell]]) -> list[PageCell]:
    """Return the cells of a row, out of its columns, in which a plain text is an ordinary cell."""
    return [PageCell(cell) if isinstance(cell, str) else cell for (cell,) in columns]


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line in column A above the table that is more than plain text.

    Attributes:
        text: The line.
        link: Cell of this workbook that a click leads to; "" for no link.
        section: A heading of the second level, for a sheet in parts.
    """

    text: str
    link: str = ""
    section: bool = False

    def __str__(self) -> str:
        return self.text


class Rows(Sequence[Sequence[PageCell]], Generic[_Item]):
    """Rows of a table, each made when it is drawn, so that not all are in memory at once.

    Args:
        items: The items, one for each row.
        make: Function that makes the row of an item.
    """

    def __init__(self, items: Sequence[_Item], make: Callable[[_Item], Sequence[PageCell]]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Sequence[PageCell]]:
        return map(self._make, self._items)

    @overload
    def __getitem__(self, index: int) -> Sequence[PageCell]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[_Item]: ...
    def __getitem__(self, index: int | slice) -> Sequence[PageCell] | Rows[_Item]:
        if isinstance(index, slice):
            return Rows(self._items[index], self._make)
        return self._make(self._items[index])


@dataclass(frozen=True, slots=True)
class Fitted:
    """Sizes of a sheet that is printed for readers, worked out from its text.

    Attributes:
        points: Size of the font that they are for.
        heights: Height of each row of the table, in points.
        header_height: Height of its header row, in points.
        figures: Positions of the columns of figures, counted from 0, whose headings are aligned as
            the figures are.
        across: Number of columns on the first page across, the others being on a second; 0 for one
            page across.
        frozen: Number of columns that stay in sight on the screen.
        scale: Of the print, in percent; 0 makes the columns fit the page.
        parts: Columns, counted from 0, that each page across begins with, where there are more
            than two; each has the first column again. Empty for other sheets.
    """

    points: int
    heights: Sequence[float]
    header_height: float
    figures: frozenset[int] = frozenset()
    across: int = 0
    frozen: int = 0
    scale: int = 0
    parts: Sequence[int] = ()


class Ahead(Protocol):
    """Rows of a page's table that were drawn before their place in it was known."""

    def placing(self, sheet: Any, pen: Any, *, wrap: bool) -> Callable[[int, int], bool]:
        """Return the function that writes the next row of the table; False if it cannot.

        It takes the number of the row among those of the table, and its row in the sheet, both
        counted from 0, and is called for every row in turn.
        """


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet.

    Attributes:
        name: Name on its tab.
        title: Heading of the sheet, in A1.
        lines: Sentences in column A below the title; a `PageLine` for a link or a heading.
        table: Name of its table; "" for a sheet without a table.
        header: The table's header row; unique and not empty.
        widths: Width of each column in characters.
        rows: The table's rows.
        totals: The table's totals row, a formula or text for each column; empty for no totals.
        ledger: True for a long table to filter: rows of one line of text, and filter buttons.
        filtered: True for filter buttons over rows of wrapped text.
        charts: Charts at the side of the table, below it, or under the headings of the lines.
        sparklines: Sparklines in the cells of a column; None for no sparklines.
        breaks: Rows, counted from 1, below which a printed page ends; empty leaves it to Excel.
        mark: Number that tells the drawn sheet from one that a person changed; 0 for no number. It
            is in the title's number format, which no reader sees.
        fitted: Sizes worked out from the text, for which `widths` are exact; None leaves them to
            the drawing.
        ahead: Its rows where they are drawn already; None if none are.
    """

    name: str
    title: str
    lines: Sequence[str | PageLine] = ()
    table: str = ""
    header: Sequence[str] = ()
    widths: Sequence[float] = ()
    rows: Sequence[Sequence[PageCell]] = field(default_factory=list)
    totals: Sequence[PageCell] = ()
    ledger: bool = False
    filtered: bool = False
    charts: Sequence[PageChart] = ()
    sparklines: Sparklines | None = None
    breaks: Sequence[int] = ()
    mark: int = 0
    fitted: Fitted | None = None
    ahead: Ahead | None = None

    @property
    def top(self) -> int:
        """Return the row of the table's header, counted from 1 as Excel does."""
        return len(self.lines) + 2

    def address(self, row: int, heading: str) -> str:
        """Return the reference of a cell by table row (0 is first) and heading: "'Data'!H8"."""
        column = list(self.header).index(heading) + 1
        return f"{sheet_reference(self.name)}!{address(self.top + 1 + row, column)}"


def sheet_reference(name: str) -> str:
    """Return a sheet's name as references hold it.

    >>> sheet_reference("Children's")
    "'Children''s'"
    """
    # Always in quotes: a bare name such as Q1 would be read as a cell.
    return "'" + name.replace("'", "''") + "'"


def fixed(row: int, column: int) -> str:
    """Return the absolute address of a cell, rows and columns counted from 1.

    >>> fixed(7, 8)
    '$H$7'
    """
    return f"${column_name(column)}${row}"


def describe(pages: Sequence[Page]) -> str:
    """Return the pages as plain text, for a terminal, a test or a screen reader."""
    parts = []
    for page in pages:
        parts.append(
            f"== {page.name} ==\n{page.title}\n"
            + "".join(f"{line}\n" for line in page.lines if str(line))
        )
        for row in (*page.rows, *([page.totals] if page.totals else [])):
            cells = zip(page.header, row, strict=True)
            parts.append("\n".join(f"  {heading}: {cell}" for heading, cell in cells) + "\n")
        parts += [f"  [chart] {chart.alt_text}\n" for chart in page.charts]
    return "\n".join(parts)
