"""All sheets of the published copy of a return, in the council's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpibook.domain.report.report import Report
from kpibook.domain.report.words.return_wording import (
    ATTENTION,
    COMMENTARY,
    KEY,
    NOTES,
    PRIORITIES,
    SUMMARY,
    ReturnWording,
)
from kpibook.on_use.replacing import replace
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.attention import attention_page
from kpibook.outputs.return_sheets.commentary import commentary_page
from kpibook.outputs.return_sheets.explanations import key_page, notes_page
from kpibook.outputs.return_sheets.key_actions import key_actions_page
from kpibook.outputs.return_sheets.priority import priority_page, sheet_name
from kpibook.outputs.return_sheets.summary import summary_page

_USUAL = ReturnWording()


def published_pages(report: Report, chosen: ReturnWording = _USUAL) -> list[Page]:
    """Return the sheets; one with nothing to say is left out.

    Args:
        report: The report, with small numbers withheld.
        chosen: The council's choice of sheets and columns.
    """
    has_commentary = COMMENTARY in chosen.sheets
    makers: dict[str, Sequence[Callable[[], Page | None]]] = {
        SUMMARY: [lambda: summary_page(report)],
        ATTENTION: [lambda: attention_page(report, has_commentary=has_commentary)],
        COMMENTARY: [lambda: commentary_page(report), lambda: key_actions_page(report)],
        KEY: [lambda: key_page(report)],
        NOTES: [lambda: notes_page(report)],
    }
    pages: list[Page] = []
    for kind in chosen.sheets:
        if kind == PRIORITIES:
            pages += _priorities(report, chosen, pages)
            continue
        for page in filter(None, (make() for make in makers[kind])):
            pages.append(replace(page, name=sheet_name(page.name, [p.name for p in pages])))
    return pages


def _priorities(report: Report, chosen: ReturnWording, before: list[Page]) -> Iterator[Page]:
    """Yield a sheet for each priority, numbered, as names are cut at 31 letters."""
    taken = [page.name for page in before]
    for number, group in enumerate(report.groups, start=1):
        name = sheet_name(f"{number} {group.heading}", taken)
        taken.append(name)
        yield priority_page(report, group, number, name, chosen)
