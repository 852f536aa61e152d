"""A sheet for people as a description: title, lines, one table. Drawn at the end, in one place.

The description is what tests and `describe` read; `kpibook.outputs.drawing` turns it into a
worksheet. It keeps to the Analysis Function's checklist by its shape: a title in A1, plain
lines below it, one table at the left edge with one header row, nothing after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, overload

from kpibook.domain.rules.scheme import Appearance
from kpibook.outputs.chart import PageChart, Sparklines
from kpibook.xlsx.cells.references import address, column_name

#: What a cell of a page holds; "" leaves it blank, which no published table does.
Shown = str | float | int | date

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a page's table.

    Attributes:
        value: Text, number or date; never None. Of a formula, its result.
        number_format: Excel's code for a number or a date; "" for text.
        shown: The value as people read it, for text renderings and column widths.
        look: Colours of a status or direction word; None for an ordinary cell.
        formula: What works the value out, in the form a file holds it, without "="; "" for none.
        link: The cell of this workbook that a click leads to, such as "'Data'!H8"; "" for none.
    """

    value: Shown
    number_format: str = ""
    shown: str = ""
    look: Appearance | None = None
    formula: str = ""
    link: str = ""

    def __str__(self) -> str:
        return self.shown or str(self.value)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line in column A above the table that is more than plain text.

    Attributes:
        text: The line.
        link: The cell of this workbook that a click leads to; "" for none.
        section: A heading of the second level, for a sheet in parts.
    """

    text: str
    link: str = ""
    section: bool = False

    def __str__(self) -> str:
        return self.text


class Rows(Sequence[Sequence[PageCell]], Generic[_Item]):
    """The rows of a table, each made when it is drawn: a hundred thousand are never all there.

    Args:
        items: What the rows are of.
        make: The row of one item.
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
class Page:
    """One sheet.

    Attributes:
        name: Its tab.
        title: In A1, as the sheet's heading.
        lines: In column A below the title, a sentence each; a `PageLine` where it is a link.
        table: Name of its table; "" for a sheet without one.
        header: The table's header row; unique and not empty.
        widths: Width of each column in characters.
        rows: The table's rows.
        totals: The table's totals row, a formula or a text a column; empty for none.
        ledger: A long table for filtering: one line of text a row, and filter buttons.
        charts: Drawn beside or below the table, or under the headings of the lines.
        sparklines: Small lines drawn in the cells of one column; None for none.
        breaks: Rows, counted from 1, below which a printed page ends; empty leaves it to Excel.
    """

    name: str
    title: str
    lines: Sequence[str | PageLine] = ()
    table: str = ""
    header: Sequence[str] = ()
    widths: Sequence[int] = ()
    rows: Sequence[Sequence[PageCell]] = field(default_factory=list)
    totals: Sequence[PageCell] = ()
    ledger: bool = False
    charts: Sequence[PageChart] = ()
    sparklines: Sparklines | None = None
    breaks: Sequence[int] = ()

    @property
    def top(self) -> int:
        """The row of the table's header, counted from 1 as Excel does."""
        return len(self.lines) + 2

    def address(self, row: int, heading: str) -> str:
        """The cell in a row of the table (0 is the first) under a heading, such as "'Data'!H8"."""
        column = list(self.header).index(heading) + 1
        return f"{sheet_reference(self.name)}!{address(self.top + 1 + row, column)}"


def sheet_reference(name: str) -> str:
    """A sheet's name as references hold it.

    >>> sheet_reference("Children's")
    "'Children''s'"
    """
    return "'" + name.replace("'", "''") + "'"


def fixed(row: int, column: int) -> str:
    """The address of a cell in a reference that does not move, rows and columns from 1.

    >>> fixed(7, 8)
    '$H$7'
    """
    return f"${column_name(column)}${row}"


def describe(pages: Sequence[Page]) -> str:
    """The pages as plain text, for a terminal, a test or a screen reader."""
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
