"""Sheet Key actions of a return: what is being done that is on no single measure."""

from __future__ import annotations

from kpibook.domain.report.report import Report
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of

TABLE = "ReturnKeyActions"


def key_actions_page(report: Report) -> Page | None:
    """Return the actions that no measure has, by service; None without any."""
    labels = report.labels
    if not report.key_actions:
        return None
    return page_of(
        labels.key_actions,
        f"{labels.key_actions}, {report.period}",
        (),
        TABLE,
        (Column(labels.actions_of, 34), Column(labels.action, 90)),
        [
            [PageCell(service.heading or labels.no_service), PageCell(line.words)]
            for service in report.key_actions
            for line in service.lines
        ],
        points=PUBLISHED,
        labels=labels,
    )
