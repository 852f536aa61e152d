"""Formats of a workbook, each made once: title, header, and every kind of cell."""

from __future__ import annotations

from datetime import date

import xlsxwriter
from xlsxwriter.format import Format

from kpibook.outputs.csv_table import harmless
from kpibook.outputs.page import PageCell
from kpibook.workbook.layout import FilledBy
from kpibook.workbook.sizes.look import ACCENT, CELL, FONT, RULE, SLATE, WHITE

_BORDER = {"border": 1, "border_color": RULE}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_LARGER = 6  # points; the sizes of titles and sections are those of headings


class Pen:
    """Formats of `book`, for text of `size` points."""

    def __init__(self, book: xlsxwriter.Workbook, size: int) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._cells: dict[tuple[object, ...], Format] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self.size = size
        self.title_points = size + 4
        self.section_points = size + 2
        self.title = self._format(bold=True, font_size=self.title_points, font_color=ACCENT)
        self.line = self._format()
        self.header = self._header()
        self.number_header = self._header(align="right")

    def marked_title(self, mark: int) -> Format:
        """Return the format of a title, with a number that a text does not show; 0 for none."""
        if not mark:
            return self.title
        # Of the four sections of a format the last is for text, and the title is text.
        form = f'"{mark}";"";"";@'
        return self._format(
            bold=True, font_size=self.title_points, font_color=ACCENT, num_format=form
        )

    def section(self) -> Format:
        """Return the format of a heading inside a sheet."""
        return self._format(bold=True, font_size=self.section_points, font_color=ACCENT)

    def link(self) -> Format:
        """Return the format of a line with a link."""
        return self._format(font_color=ACCENT, underline=1)

    def ruled_header(self, *, over_figures: bool) -> Format:
        """Return the format of a heading on a printed sheet: no fill, a rule below."""
        return self._format(
            bold=True,
            text_wrap=True,
            valign="bottom",
            align="right" if over_figures else "left",
            indent=1,
            font_color=ACCENT,
            bottom=2,
            bottom_color=ACCENT,
        )

    def cell(
        self, cell: PageCell, *, wrap: bool = True, total: bool = False, ruled: bool = False
    ) -> Format:
        """Return the format of a table cell.

        Args:
            cell: The cell; a status or direction has its own colours.
            wrap: True if long text wraps over several lines.
            total: True for a cell in the totals row.
            ruled: True for a rule below in place of a border around.
        """
        value = cell.value
        text = is_marked(value)
        links, choice = bool(cell.link), bool(cell.choices)
        emphasis = (cell.bold, cell.right, cell.large)
        key = (type(value), text, cell.number_format, links, choice, cell.look, *emphasis,
               wrap, total, ruled)  # fmt: skip
        cell_format = self._cells.get(key)
        if cell_format is None:
            cell_format = self._cells[key] = self._cell(cell, wrap=wrap, total=total, ruled=ruled)
        return cell_format

    def number(self, cell: PageCell, *, wrap: bool, ruled: bool) -> int:
        """Return the number of a table cell's style in the file, assigned at its first use.

        Args:
            cell: As in `cell`.
            wrap: As in `cell`.
            ruled: As in `cell`.
        """
        value = cell.value
        key = (value.__class__, is_marked(value), cell.number_format, not cell.link, cell.look,
               not cell.choices, cell.bold, cell.right, cell.large, wrap, ruled)  # fmt: skip
        number = self._numbers.get(key)
        if number is None:
            look = self.cell(cell, wrap=wrap, ruled=ruled)
            number = self._numbers[key] = int(look._get_xf_index())  # noqa: SLF001
        return number

    def _cell(self, cell: PageCell, *, wrap: bool, total: bool, ruled: bool) -> Format:
        number = cell.right or not isinstance(cell.value, str)
        kind: dict[str, object] = {
            "text_wrap": wrap,
            "valign": "top",
            "align": "right" if number else "left",
            "indent": 1,
            **({"bottom": 1, "bottom_color": RULE} if ruled else _BORDER),
        }
        if cell.bold or cell.large:
            kind["bold"] = True
        if cell.large:
            kind["font_size"] = self.size + _LARGER
        if cell.number_format:
            kind["num_format"] = cell.number_format
        elif isinstance(cell.value, date):
            kind["num_format"] = "dd/mm/yyyy"
        if is_marked(cell.value):
            # Marked as text, or Excel reads it as a formula when a person edits the cell.
            kind["quote_prefix"] = True
        if cell.link:
            # A link is underlined: colour alone would not show it.
            kind |= {"font_color": ACCENT, "underline": 1}
        if cell.choices:
            kind["bg_color"] = CELL[FilledBy.BY_OFFICER].fill
        if cell.look is not None:
            kind |= {"bold": True, "font_color": cell.look.colour}
            if not ruled or cell.look.fill.upper() != WHITE:
                kind["bg_color"] = cell.look.fill
        if total:
            kind |= {"bold": True, "top": 2, "top_color": SLATE}
        return self._format(**kind)

    def _header(self, **more: object) -> Format:
        return self._format(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            indent=1,
            bg_color=ACCENT,
            font_color=WHITE,
            border=1,
            border_color=ACCENT,
            **more,
        )

    def _format(self, **kind: object) -> Format:
        key = tuple(sorted(kind.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_name": FONT, "font_size": self.size, **kind}
            )
        return self._made[key]


def is_marked(value: object) -> bool:
    """Return True if a value is a text that Excel would read as a formula."""
    # The first character decides nearly every text, in a tenth of the time.
    return isinstance(value, str) and value[:1] in _RISKY and harmless(value) != value
