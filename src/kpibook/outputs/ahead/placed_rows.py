"""Rows that were drawn ahead, put in their places in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kpibook.domain.rules.scheme import Appearance
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.ahead.loose_rows import Heights, Look, LooseRow, looks_in
from kpibook.outputs.cell_drawing import MOST_LINKS
from kpibook.outputs.page import PageCell
from kpibook.outputs.pen import Pen
from kpibook.outputs.quick_sheet import QuickSheet, column_letters
from kpibook.workbook.sizes.look import height_of

_NUMBER = "\0"  # in the place of a row's number
_TALLEST = 409  # points; Excel's limit
#: A value of each kind of cell, for its style; a mark makes a text of what reads as a formula.
_LIKE: dict[str, str | int] = {"t": "", "b": "", "m": "=", "n": 0}

#: A row with the width of the columns of figures that it is drawn for; None for an odd row.
Drawn = tuple[LooseRow, int] | None


@dataclass(frozen=True, slots=True)
class AheadRows:
    """Rows of a page that were drawn ahead, as `kpibook.outputs.page.Ahead`.

    Attributes:
        drawn: Returns the rows in the order of the page.
        width: Width of the columns of figures of the page.
        link: Returns the cell that a row's link leads to, by the row's number in the page.
        skip: Number of first columns that the page does not have.
    """

    drawn: Callable[[], Iterable[Drawn]]
    width: int = 0
    link: Callable[[int], str] | None = None
    skip: int = 0

    def placing(self, sheet: QuickSheet, pen: Pen, *, wrap: bool) -> Callable[[int, int], bool]:
        """Return the function that writes the next row; see `kpibook.outputs.page.Ahead`."""
        return _Placing(sheet, pen, self, iter(self.drawn()), wrap=wrap).place


class _Placing:
    """Placing of the rows of a page in its sheet, which is written row by row."""

    def __init__(
        self, sheet: QuickSheet, pen: Pen, ahead: AheadRows, drawn: Iterator[Drawn], *, wrap: bool
    ) -> None:
        self._sheet, self._pen, self._ahead = sheet, pen, ahead
        self._drawn, self._wrap = drawn, wrap
        self._templates: dict[str, _Template] = {}

    def place(self, number: int, row: int) -> bool:
        """Write the next row; return False for an odd row."""
        drawn, sheet, ahead = next(self._drawn), self._sheet, self._ahead
        if drawn is None:
            return False
        loose, width = drawn
        if self._wrap and not loose.heights.certain and width != ahead.width:
            return False
        if not sheet.begin_row(row):
            return False
        template = self._templates.get(loose.pattern)
        if template is None:
            template = self._templates[loose.pattern] = self._template(looks_in(loose.pattern))
        if template.linked is not None and ahead.link and sheet.hlink_count < MOST_LINKS:
            sheet.note_link(row, template.linked, ahead.link(number), loose.link_text)
        text = template.text.replace(_NUMBER, str(row + 1)) % loose.values[template.skip :]
        height = self._height(loose.heights) if self._wrap else None
        sheet.write_drawn(row, text, template.columns, height)
        return True

    def _height(self, heights: Heights) -> float:
        lines = heights.lines if self._ahead.skip else max(heights.lines, heights.first)
        return min(height_of(lines, self._pen.size), _TALLEST)

    def _template(self, looks: Sequence[Look]) -> _Template:
        skipped, shown = looks[: self._ahead.skip], looks[self._ahead.skip :]
        cells = [
            _cell(f"{letters}{_NUMBER}", self._style(look), look.kind)
            for letters, look in zip(column_letters(len(shown)), shown, strict=True)
        ]
        linked = [column for column, look in enumerate(shown) if look.linked]
        return _Template(
            "".join(cells),
            len(shown),
            linked[0] if linked else None,
            sum(look.kind != "b" for look in skipped),
        )

    def _style(self, look: Look) -> int:
        """Return the number of a style, assigned at its first use: so in the order of the cells."""
        cell = PageCell(
            _LIKE[look.kind],
            look.number_format,
            look=None if look.colours is None else _appearance(look.colours),
            link="linked" if look.linked else "",
        )
        return self._pen.number(cell, wrap=self._wrap, ruled=False)


@dataclass(frozen=True, slots=True)
class _Template:
    """Text of the rows of a pattern.

    Attributes:
        text: With `_NUMBER` for the row's number and %s for each content.
        columns: Number of its cells.
        linked: The column with a link; None for no link.
        skip: Number of first contents that are not shown.
    """

    text: str
    columns: int
    linked: int | None
    skip: int


def _cell(address: str, style: int, kind: str) -> str:
    if kind == "b":
        return f'<c r="{address}" s="{style}"/>'
    if kind == "n":
        return f'<c r="{address}" s="{style}"><v>%s</v></c>'
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t>%s</t></is></c>'


@lru_cache(maxsize=64)
def _appearance(colours: tuple[str, str]) -> Appearance:
    colour, fill = colours
    return Appearance("", colour=colour, fill=fill)
