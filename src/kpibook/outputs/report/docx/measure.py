"""A measure in Word: its heading, figures, directions, chart, commentary and action."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.docx.tables import Cell, TableLook, shared_out, table
from kpibook.domain.report.block import Block
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.labels import Labels
from kpibook.domain.report.printed import BlockPrinted, of_block, of_figure
from kpibook.outputs.report.docx.chart import chart
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import Kind

# Widths in twentieths of a point: of a digit in the largest letters a figure has, on the wide side,
# and of the margins of a cell.
_DIGIT, _MARGINS = 150, 260
_LETTER = 128
#: Space between the table and what follows, in points.
_AFTER_TABLE = 8
_WORDS = re.compile(r"[^\s-]+")


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
    return "".join(_parts(pen, block, labels, sentences, width, with_chart=with_chart))


def _parts(
    pen: Pen,
    block: Block,
    labels: Labels,
    sentences: BlockPrinted,
    width: int,
    *,
    with_chart: bool,
) -> Iterator[str]:
    yield pen.text(Kind.HEADING_3, f"{block.name.ref} {block.name.title}")
    if about := _about(block, labels):
        yield pen.text(Kind.NOTE, about, keep_next=True)
    yield _figures(pen, block, labels, sentences, width)
    for number, item in enumerate(sentences.directions):
        word, before = block.directions[number].word, _AFTER_TABLE if number == 0 else None
        yield pen.printed(Kind.TEXT, item, label=labels.direction, word=word, before=before)
    if block.forecast is not None and sentences.forecast_status is not None:
        yield pen.printed(Kind.TEXT, of_figure(block.forecast.figure), label=labels.forecast)
        yield pen.printed(Kind.TEXT, sentences.forecast_status, word=block.forecast.status)
    if sentences.why is not None and block.is_explained:
        yield pen.printed(Kind.TEXT, sentences.why)
    for note in sentences.notes:
        yield pen.printed(Kind.NOTE, note, label=labels.note)
    if with_chart and block.trend.has_chart:
        yield chart(pen, block, labels, width)
        if block.trend.has_break:
            yield pen.text(Kind.NOTE, labels.year_begins)
    yield pen.text(Kind.HEADING_4, labels.commentary)
    yield pen.texts(Kind.TEXT, block.commentary or (labels.no_commentary,))
    if block.action or block.urgency:
        yield pen.text(Kind.HEADING_4, labels.action)
        yield pen.texts(Kind.TEXT, block.action or (labels.no_action,))


def _about(block: Block, labels: Labels) -> str:
    owner = f"{labels.owner} {block.owner}" if block.owner else ""
    return ". ".join(filter(None, [block.service, owner]))


def _figures(pen: Pen, block: Block, labels: Labels, sentences: BlockPrinted, width: int) -> str:
    """Return the table of figures: next to each other, or below each other if they are wide."""
    positions = block.positions(labels)
    caption = f"{block.name.ref} {block.name.title}"
    names = [heading for heading, _ in positions]
    needs = [_need(heading, figure) for heading, figure in positions]
    status_needs = max(_longest(block.status_words, _LETTER), 2000)
    widths = shared_out([*needs, status_needs], width)
    about = f"{', '.join([*names, labels.status])}: {block.period}"

    def figure(shown: Figure) -> Cell:
        comparison = block.comparison
        is_compared = comparison is not None and shown is comparison.figure
        cell = pen.cell(of_figure(shown), kind=Kind.FIGURE, keep_next=True)
        if not is_compared or sentences.against is None:
            return cell
        return Cell(cell.paragraphs + pen.printed(Kind.CELL, sentences.against, keep_next=True))

    if widths is not None:
        header = pen.headings([*names, labels.status])
        row = [figure(shown) for _, shown in positions]
        row.append(pen.word_cell(sentences.status, block.status, keep_next=True))
        return table(caption, about, header, [row], TableLook(pen.styles.table, widths))
    rows = [
        [Cell(pen.text(Kind.CELL_HEADING, heading)), figure(shown)] for heading, shown in positions
    ]
    status = pen.word_cell(sentences.status, block.status, keep_next=True)
    rows.append([Cell(pen.text(Kind.CELL_HEADING, labels.status)), status])
    look = TableLook(pen.styles.table, [width // 2, width - width // 2], first_column=True)
    return table(caption, about, (), rows, look)


def _need(heading: str, figure: Figure) -> int:
    return max(_longest(heading, _LETTER), _longest(figure.text, _DIGIT))


def _longest(text: str, each: int) -> int:
    """Return the width of the longest word of a text in its cell."""
    return max((len(word) for word in _WORDS.findall(text)), default=1) * each + _MARGINS
