"""Sheet Commentary of a return: what the officers say of each measure, and what is being done."""

from __future__ import annotations

from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.report.return_lines import title_with_owner
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.cells import name_cell, word_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of

TABLE = "ReturnCommentary"


def commentary_page(report: Report) -> Page:
    """Return commentary and action of every measure; a long text goes on in a second row."""
    labels = report.labels
    return page_of(
        labels.commentary,
        f"{labels.commentary} – {labels.action}, {report.period}",
        (labels.by_priority,),
        TABLE,
        (
            Column(labels.ref, 9),
            Column(labels.measure, 24),
            Column(labels.status, 15),
            Column(labels.commentary, 56),
            Column(labels.action, 36),
        ),
        [_row(block, labels) for block in report.blocks],
        points=PUBLISHED,
        labels=labels,
    )


def _row(block: Block, labels: Labels) -> list[PageCell]:
    return [
        name_cell(block.name.short),
        PageCell(title_with_owner(block, labels)),
        word_cell(block.status, block.status_words),
        PageCell("\n".join(block.commentary) or labels.no_commentary),
        PageCell("\n".join(block.action) or labels.no_action),
    ]
