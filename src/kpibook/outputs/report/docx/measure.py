"""A measure in Word: its heading, figures, directions, chart, commentary and action."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kpibook.docx.tables import Cell, TableLook, shared_out, table
from kpibook.domain.report.block import Block
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.printed import BlockPrinted, of_block, of_figure
from kpibook.domain.report.words.labels import Labels
from kpibook.on_use.regex import regex
from kpibook.outputs.report.docx.chart import chart
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import Kind

# Widths in twentieths of a point, those of wide fonts such as Verdana: of characters of a figure at
# 13 points in bold, of letters at 11, and of the margins of a cell.
_CHARACTER, _NARROW, _WIDE = 182, 98, 265
_LETTER = 138
_MARGINS = 230
_STATUS = 1500
_NARROW_ONES, _WIDE_ONES = ",.:;'() ", "%"
#: Space between the table and what follows, in points.
_AFTER_TABLE = 8
_WORDS = regex(r"[^\s-]+")


def measure(pen: Pen, block: Block, labels: Labels, width: int, *, with_chart: bool) -> str:
    """Return a measure.

    Args:
        pen: The pen.
        block: The measure.
        labels: The fixed words.
        width: Width of the text in twentieths of a point.
        with_chart: True for a chart, if there are enough figures for one.
    """
    sentences = of_block(block)
    drawn = with_chart and block.trend.has_chart
    parts = (
        pen.text(Kind.HEADING_3, f"{block.name.ref} {block.name.title}"),
        *_about(pen, block, labels),
        _figures(pen, block, labels, sentences, width),
        *_said(pen, block, labels, sentences),
        *(_trend(pen, block, labels, width) if drawn else ()),
        *(pen.printed(Kind.NOTE, note, label=labels.note) for note in sentences.notes),
        *_written(pen, block, labels),
    )
    return "".join(parts)


def _about(pen: Pen, block: Block, labels: Labels) -> Iterator[str]:
    owner = f"{labels.owner} {block.owner}" if block.owner else ""
    if about := ". ".join(filter(None, [block.service, owner])):
        yield pen.text(Kind.NOTE, about, keep_next=True)


def _said(pen: Pen, block: Block, labels: Labels, sentences: BlockPrinted) -> Iterator[str]:
    """Yield directions, forecast and reason, on one page with what follows.

    A direction has no symbol: an arrow up for "improved" next to "down from 12%" is read as "up".
    """
    for number, item in enumerate(sentences.directions):
        yield pen.printed(
            Kind.TEXT,
            item,
            label=labels.direction,
            keep_next=True,
            before=_AFTER_TABLE if number == 0 else None,
        )
    if block.forecast is not None and sentences.forecast_status is not None:
        figure, word = of_figure(block.forecast.figure), block.forecast.status
        yield pen.printed(Kind.TEXT, figure, label=labels.forecast, keep_next=True)
        yield pen.printed(Kind.TEXT, sentences.forecast_status, word=word, keep_next=True)
    if sentences.why is not None and block.is_explained:
        yield pen.printed(Kind.TEXT, sentences.why, keep_next=True)


def _trend(pen: Pen, block: Block, labels: Labels, width: int) -> Iterator[str]:
    yield chart(pen, block, labels, width)
    if block.trend.has_break:
        yield pen.text(Kind.NOTE, labels.year_begins)


def _written(pen: Pen, block: Block, labels: Labels) -> Iterator[str]:
    """Yield what the officer wrote."""
    yield pen.text(Kind.HEADING_4, labels.commentary)
    yield pen.texts(Kind.TEXT, block.commentary or (labels.no_commentary,))
    if block.action or block.urgency:
        yield pen.text(Kind.HEADING_4, labels.action)
        yield pen.texts(Kind.TEXT, block.action or (labels.no_action,))


def _figures(pen: Pen, block: Block, labels: Labels, sentences: BlockPrinted, width: int) -> str:
    """Return the table of figures: next to each other, or below each other if they are wide."""
    positions = block.positions(labels)
    caption = f"{block.name.ref} {block.name.title}"
    names = [heading for heading, _ in positions]
    needs = [_need(heading, figure) for heading, figure in positions]
    status_needs = max(_longest(block.status_words), _STATUS)
    widths = shared_out([*needs, status_needs], width)
    about = f"{', '.join([*names, labels.status])}: {block.period}"

    def figure(shown: Figure) -> Cell:
        comparison = block.comparison
        is_compared = comparison is not None and shown is comparison.figure
        # In bold the figure of the quarter is found among the others, as on the other pages.
        kind = Kind.FIGURE if shown is block.actual else Kind.OTHER_FIGURE
        cell = pen.cell(of_figure(shown), kind=kind, keep_next=True)
        if not is_compared or sentences.against is None:
            return cell
        return Cell(cell.paragraphs + pen.printed(Kind.CELL, sentences.against, keep_next=True))

    if widths is not None:
        header = pen.headings([*names, labels.status])
        row = [figure(shown) for _, shown in positions]
        row.append(pen.word_cell(sentences.status, block.status, keep_next=True))
        return table(caption, about, header, [row], TableLook(pen.styles.table, widths))
    rows = [[Cell(pen.text(Kind.CELL_HEADING, name)), figure(shown)] for name, shown in positions]
    # The heading first: the pen numbers paragraphs as they are drawn.
    heading = Cell(pen.text(Kind.CELL_HEADING, labels.status))
    rows.append([heading, pen.word_cell(sentences.status, block.status, keep_next=True)])
    look = TableLook(pen.styles.table, [width // 2, width - width // 2], first_column=True)
    return table(caption, about, (), rows, look)


@lru_cache(maxsize=1024)
def _longest_figure(text: str) -> int:
    return max(sum(map(_width, word)) for word in _WORDS.findall(text) or ("",))


def _need(heading: str, figure: Figure) -> int:
    return max(_longest(heading), _longest_figure(figure.text) + _MARGINS)


def _width(character: str) -> int:
    if character in _NARROW_ONES:
        return _NARROW
    return _WIDE if character in _WIDE_ONES else _CHARACTER


@lru_cache(maxsize=256)
def _longest(text: str) -> int:
    """Return the width of the longest word of a text in its cell."""
    return max((len(word) for word in _WORDS.findall(text)), default=1) * _LETTER + _MARGINS
