"""Sheet Summary of a return: counts as figures, which measures, and the sentences."""

from __future__ import annotations

from kpibook.domain.report.report import Count, Report
from kpibook.domain.report.return_lines import about_lines
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.cells import word_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of

TABLE = "ReturnSummary"


def summary_page(report: Report) -> Page:
    """Return the counts of the measures by status, under the sentences that say them."""
    labels, summary = report.labels, report.summary
    title, _, rest = report.title.partition(" – ")
    return page_of(
        labels.summary_sheet,
        title,
        (
            *([rest] if rest else []),
            *about_lines(report),
            *report.completeness,
            *report.scope,
            *(sentence.text for sentence in summary.sentences),
            *([summary.rounding] if summary.rounding else []),
        ),
        TABLE,
        (
            Column(labels.status, 22),
            Column(labels.measures),
            Column(labels.share.replace("{}", f"{summary.rated:,}"), 18),
            Column(labels.which, 70),
        ),
        [_row(count, labels.not_counted) for count in summary.counts],
        points=PUBLISHED,
        labels=labels,
    )


def _row(count: Count, not_counted: str) -> list[PageCell]:
    return [
        word_cell(count.word),
        PageCell(int(count.number.value), "#,##0", count.number.text, large=True),
        PageCell(count.share or not_counted),
        PageCell(", ".join(name.short for name in count.measures)),
    ]
