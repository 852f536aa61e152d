"""The record of a commit: what each cell held before it, and what it holds now."""

from __future__ import annotations

from kpibook.addin.excel.cell_values import Content
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that a commit changed.

    Attributes:
        sheet: The sheet's name.
        address: The cell, such as "H7".
        before: Its content before the commit.
        after: Its content as read back after it.
        format_before: Its number format before; None if the commit left it as it was.
        format_after: Its number format now; None likewise.
    """

    sheet: str
    address: str
    before: Content
    after: Content
    format_before: str | None = None
    format_after: str | None = None


@dataclass(frozen=True, slots=True)
class ColourChange:
    """A cell to which a commit gave other colours, each as RGB.

    Attributes:
        sheet: The sheet's name.
        address: The cell.
        fill_before: Its fill before; "" for none.
        font_before: The colour of its text before; "" for black.
        fill_after: Its fill now.
        font_after: The colour of its text now.
    """

    sheet: str
    address: str
    fill_before: str
    font_before: str
    fill_after: str
    font_after: str


@dataclass(frozen=True, slots=True)
class TableGrowth:
    """A table that a commit made longer.

    Attributes:
        table: The table's name.
        sheet: Its sheet.
        before: Its cells before, headings included, such as "A5:T59".
        after: Its cells now.
    """

    table: str
    sheet: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CommitRecord:
    """Record of the changes that a commit made to a workbook.

    Attributes:
        cells: The cells whose content or number format is another now, sheet by sheet.
        tables: The tables that got rows.
        added: Names of sheets that were not there before.
        replaced: Names of sheets that were made again whole. `cells` has what they hold; their
            formats are not recorded.
        colours: The single cells whose colours are others now.
    """

    cells: tuple[CellChange, ...] = ()
    tables: tuple[TableGrowth, ...] = ()
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    colours: tuple[ColourChange, ...] = ()

    def __bool__(self) -> bool:
        return any((self.cells, self.tables, self.added, self.replaced, self.colours))
