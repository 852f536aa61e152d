"""Scorecard of the published copy, with commentary and numbered notes, without links."""

from __future__ import annotations

from kpibook.domain.consolidation.consolidation import Publication
from kpibook.domain.reporting.quarterly_return import notes_on
from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.notes import numbered_notes
from kpibook.outputs.consolidated.scorecard import scorecard_page
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout


def published_scorecard_page(publication: Publication) -> Page:
    """Return all measures, each with its commentary and its notes."""
    page = scorecard_page(publication)
    numbers = {text: n for n, (text, _) in numbered_notes(publication).items()}
    rows = []
    for cells, row in zip(page.rows, publication.rows, strict=True):
        notes = " ".join(f"[note {numbers[text]}]" for text in notes_on(row.rated))
        commentary = row.rated.reading.commentary or "No commentary"
        # A published table has no blank cells, so a missing text is put in words.
        rows.append([*cells, PageCell(commentary), PageCell(notes or "No notes")])
    return replace(
        page,
        header=[*page.header, layout.COMMENTARY, "Notes"],
        widths=[*page.widths, 46, 14],
        rows=rows,
    )
