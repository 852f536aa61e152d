"""Sheet Needs attention of a return: why, in which direction, and what is being done."""

from __future__ import annotations

from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.report.return_lines import shorthand_line
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.cells import name_cell, word_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of
from kpibook.outputs.return_sheets.long_rows import cut

TABLE = "ReturnAttention"
_ACTION_PIXELS, _ACTION_LINES = 260, 8


def attention_page(report: Report, *, has_commentary: bool) -> Page | None:
    """Return the measures that need attention, the most urgent first; None without any.

    Args:
        report: The report.
        has_commentary: True if another sheet has each action in full, so that a long one is cut.
    """
    labels, blocks = report.labels, report.needs_attention
    if not blocks:
        return None
    rows = [_row(block, labels, has_commentary=has_commentary) for block in blocks]
    texts = (str(cell) for row in rows for cell in row)
    return page_of(
        labels.attention_sheet,
        f"{labels.needs_attention}, {report.period}",
        (f"{labels.most_urgent}.", *shorthand_line(report, texts)),
        TABLE,
        (
            Column(labels.ref, 9),
            Column(labels.measure, 25),
            Column(labels.status, 15),
            Column(labels.why, 30),
            Column(labels.direction, 27),
            Column(labels.action, 34),
        ),
        rows,
        points=PUBLISHED,
        labels=labels,
    )


def _row(block: Block, labels: Labels, *, has_commentary: bool) -> list[PageCell]:
    return [
        name_cell(block.name.short),
        PageCell(block.name.title),
        word_cell(block.status, block.status_words),
        PageCell(block.why or block.status.meaning or block.status_words),
        PageCell("\n".join(each.words for each in block.directions) or block.status_words),
        PageCell(_action(block, labels, has_commentary=has_commentary)),
    ]


def _action(block: Block, labels: Labels, *, has_commentary: bool) -> str:
    text = " ".join(block.action) or labels.no_action
    if not has_commentary:
        return text
    first, *more = cut(text, _ACTION_PIXELS, PUBLISHED, _ACTION_LINES)
    return f"{first} {labels.goes_on.replace('{}', labels.commentary, 1)}" if more else first
