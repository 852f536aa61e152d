"""Sheet Return of the officer's own workbook: all measures in one table, figures then words.

It is one sheet with one table, not a sheet for each priority: the officer filters and sorts it,
looks a measure up by its reference, and finds a single tab to keep or to rename. It prints two
pages across, each with reference and title: columns that are repeated in print would repeat the
beginning of every line above the table too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from zlib import crc32

from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.report.return_lines import (
    about_lines,
    attention_line,
    notes_of,
    off_target_first,
    shorthand_line,
    title_with_owner,
)
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.on_use.replacing import replace
from kpibook.outputs.page import Fitted, Page, PageCell
from kpibook.outputs.print_setup import page_starts
from kpibook.outputs.return_sheets.cells import name_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import OFFICER, sized, widths_of
from kpibook.outputs.return_sheets.measure_columns import Part, parts_of, trends_in
from kpibook.outputs.text_fit import PAGE
from kpibook.workbook import layout

_FROZEN = 2  # reference and title
_SMALLEST = 91  # percent: 10 points are still 9
_TOO_SMALL = 85
#: A column's width counts digits of the workbook's usual font. The template's (Arial 11) are 8
#: pixels wide, and those that sheets are drawn for (Calibri 11) are 7.
_UNIT = 7 / 8
#: Pixels left free: the digits of a font in the place of Arial may be 9 pixels wide.
_FREE = PAGE // 9
_USUAL = ReturnWording()


def officer_page(
    report: Report,
    name: str,
    lines: Sequence[str] = (),
    chosen: ReturnWording = _USUAL,
    *,
    table: str = layout.RETURN_TABLE,
    in_template: bool = True,
) -> Page:
    """Return the sheet, with the measures by priority and those off target first in each.

    Args:
        report: The report.
        name: Name of the sheet.
        lines: Lines to put first.
        chosen: The council's choice of columns.
        table: Name of its table.
        in_template: True for a workbook in the template's font, which is wider than most.
    """
    labels = report.labels
    blocks = [block for group in report.groups for block in off_target_first(group.blocks)]
    priorities = {b.name.id: group.priority for group in report.groups for b in group.blocks}
    parts = parts_of(report, blocks, chosen)
    figures = [
        Column(labels.ref, 8),
        Column(labels.measure, 24),
        Column(layout.PRIORITY, 13),
        *(part.column for part in parts),
    ]
    words = [
        *(Column(labels.about, 22), Column(labels.why, 22), Column(labels.commentary, 42)),
        *(Column(labels.action, 28), Column(labels.notes, 20)),
    ]
    columns = _distinct([*figures, *words])
    figures, words = columns[: len(figures)], columns[len(figures) :]
    rows = [_row(block, priorities[block.name.id], parts, labels) for block in blocks]
    title, _, rest = report.title.partition(" – ")
    page = Page(
        name=name,
        title=title,
        lines=(*([rest] if rest else []), *lines, *_lines(report, rows)),
        table=table,
        header=[column.heading for column in columns],
        rows=rows,
    )
    pixels = [
        *widths_of(figures, [row[: len(figures)] for row in rows], OFFICER, _FREE),
        *widths_of(words, [row[len(figures) :] for row in rows], OFFICER, _FREE),
    ]
    trend = trends_in(columns, parts, blocks, labels)
    drawn = sized(page, columns, pixels, OFFICER, labels, trend)
    return _across(drawn, pixels, len(figures), _UNIT if in_template else 1)


def _distinct(columns: Sequence[Column]) -> list[Column]:
    """Return the columns under headings that differ, as those of a table have to."""
    taken: dict[str, int] = {}
    distinct = []
    for column in columns:
        key = column.heading.casefold()
        taken[key] = number = taken.get(key, 0) + 1
        heading = column.heading if number == 1 else f"{column.heading} {number}"
        distinct.append(replace(column, heading=heading))
    return distinct


def _lines(report: Report, rows: Sequence[Sequence[PageCell]]) -> list[str]:
    return [
        *about_lines(report),
        *report.scope,
        *(sentence.text for sentence in report.summary.sentences),
        attention_line(report),
        *report.rules,
        *shorthand_line(report, (str(cell) for row in rows for cell in row)),
    ]


def _row(block: Block, priority: str, parts: Sequence[Part], labels: Labels) -> list[PageCell]:
    return [
        name_cell(block.name.ref),
        PageCell(block.name.title),
        PageCell(priority),
        *(part.cell(block) for part in parts),
        PageCell(f"{block.name.ref} {title_with_owner(block, labels)}"),
        PageCell(block.why),
        PageCell("\n".join(block.commentary) or labels.no_commentary),
        PageCell("\n".join(block.action) or labels.no_action),
        PageCell("\n".join(notes_of(block))),
    ]


def _across(page: Page, pixels: Sequence[int], figures: int, unit: float) -> Page:
    """Return the page with its print settings: two pages across, figures and words."""
    widest = max(sum(pixels[:figures]), sum(pixels[figures:]))
    if page.fitted is None:
        return page
    fitted = replace(page.fitted, frozen=_FROZEN)
    if PAGE * 100 // widest < _TOO_SMALL:
        fitted = replace(fitted, parts=_starts(pixels, figures), scale=_SMALLEST)
        return _drawn(page, fitted, pixels, unit)
    scale = max(min(100, PAGE * 100 // (widest + _FREE)), min(PAGE * 100 // widest, _SMALLEST))
    return _drawn(page, replace(fitted, across=figures, scale=scale), pixels, unit)


def _starts(pixels: Sequence[int], figures: int) -> list[int]:
    """Return the columns that pages begin with where figures and words need more than one each."""
    room = PAGE * 100 / _SMALLEST
    words = page_starts([pixels[0], *pixels[figures:]], 1, room)
    return [*page_starts(pixels[:figures], 1, room), figures, *(figures + n - 1 for n in words[1:])]


def _drawn(page: Page, fitted: Fitted, pixels: Sequence[int], unit: float) -> Page:
    widths = [(px * unit - 5) / 7 for px in pixels]
    return replace(page, fitted=fitted, widths=widths, mark=mark_of(_values(page)))


def _values(page: Page) -> list[object]:
    cells = [page.title, *map(str, page.lines), *page.header]
    return [*cells, *(cell.value for row in page.rows for cell in row)]


def mark_of(values: Sequence[object]) -> int:
    """Return a number that changes if a text or a figure of a sheet is changed, not if rows move.

    Args:
        values: What the cells of the sheet hold.
    """
    # Each text once, as many rows say the same; numbers that are equal may be written in two ways.
    texts = Counter(value if type(value) is str else _plain(value) for value in values)
    plain = ((_plain(text), times) for text, times in texts.items())
    return sum(times * crc32(text.encode()) for text, times in plain if text) % 2**32


def _plain(value: object) -> str:
    if isinstance(value, (int, float, Decimal)):
        return f"{value:.10g}"
    return "" if value is None else " ".join(str(value).split())
