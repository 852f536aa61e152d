"""A sheet for people as a description: title, lines, one table. Drawn at the end, in one place.

The description is what tests and `describe` read; `kpibook.outputs.drawing` turns it into a
worksheet. It keeps to the Analysis Function's checklist by its shape: a title in A1, plain
lines below it, one table at the left edge with one header row, nothing after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kpibook.domain.scheme import Appearance
from kpibook.errors import Location

#: What a cell of a page holds; there are no blanks in a published table.
Shown = str | float | int


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a page's table.

    Attributes:
        value: Text or number; never None.
        number_format: Excel's code for a number; "" for text.
        shown: The value as people read it, for text renderings and column widths.
        look: Colours of a status or direction word; None for an ordinary cell.
        link: The cell that text leads to, of the workbook the page goes into (its sheet, and A1
            without a cell); None leads nowhere. The text itself says where it leads.
    """

    value: Shown
    number_format: str = ""
    shown: str = ""
    look: Appearance | None = None
    link: Location | None = None

    def __str__(self) -> str:
        return self.shown or str(self.value)


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet.

    Attributes:
        name: Its tab.
        title: In A1, as the sheet's heading.
        lines: In column A below the title, a sentence each.
        table: Name of its table; "" for a sheet without one.
        header: The table's header row; unique and not empty.
        widths: Width of each column in characters.
        rows: The table's rows.
    """

    name: str
    title: str
    lines: Sequence[str] = ()
    table: str = ""
    header: Sequence[str] = ()
    widths: Sequence[int] = ()
    rows: Sequence[Sequence[PageCell]] = field(default_factory=list)


def describe(pages: Sequence[Page]) -> str:
    """The pages as plain text, for a terminal, a test or a screen reader."""
    parts = []
    for page in pages:
        parts.append(
            f"== {page.name} ==\n{page.title}\n" + "".join(f"{line}\n" for line in page.lines)
        )
        for row in page.rows:
            cells = zip(page.header, row, strict=True)
            parts.append("\n".join(f"  {heading}: {cell}" for heading, cell in cells) + "\n")
    return "\n".join(parts)
