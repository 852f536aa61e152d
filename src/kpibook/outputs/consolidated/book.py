"""The consolidated workbook drawn: the one for finance, and the copy that is published."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.consolidation import Consolidation, Publication
from kpibook.errors import SaveError
from kpibook.outputs.consolidated.changes import changes_page
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.consolidated.cover import cover_page, cover_title, published_cover_page
from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.exceptions import exceptions_page
from kpibook.outputs.consolidated.findings import findings_page
from kpibook.outputs.consolidated.key import key_page
from kpibook.outputs.consolidated.notes import notes_page, published_notes_page
from kpibook.outputs.consolidated.published_scorecard import published_scorecard_page
from kpibook.outputs.consolidated.reconciliation import reconciliation_page, refused_page
from kpibook.outputs.consolidated.scorecard import scorecard_page
from kpibook.outputs.consolidated.status_chart import with_status_chart
from kpibook.outputs.consolidated.summary import directorate_page, priority_page
from kpibook.outputs.consolidated.trend_charts import trends_page
from kpibook.outputs.consolidated.trends import Trends
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page

#: What a sheet holds under its title, its lines and its header row, for all of which 76 are kept.
MOST_ROWS = 1_048_500


def draw_consolidated(
    consolidation: Consolidation,
    changes: Changes | None,
    made: MadeHow,
    scratch: Path | None = None,
) -> bytes:
    """The workbook for finance: every figure leads to the row that says where it came from.

    It has no macro, no add-in and no link to another file; each formula is stored with its
    result. It is written a row at a time, so that a hundred thousand rows do not all have to
    be in memory as cells.

    Args:
        consolidation: What is in it.
        changes: The differences from an earlier one; None when none was given.
        made: How it is made.
        scratch: The folder for temporary files; None for the system's.

    Raises:
        SaveError: ``data-too-long`` when a sheet would need more rows than there are in one.
    """
    check_fits(consolidation)
    pages = consolidated_pages(consolidation, changes, made)
    document = _document(consolidation.council, cover_title(consolidation), made)
    return draw(pages, document, scratch)


def check_fits(consolidation: Consolidation) -> None:
    """Refuse what does not fit into the sheets of a workbook, before they are made.

    Raises:
        SaveError: ``data-too-long``.
    """
    counts = {
        "measures": len(consolidation.rows),
        "findings": len(consolidation.findings),
        "refused rows": len(consolidation.refused),
    }
    for what, count in counts.items():
        if count > MOST_ROWS:
            raise SaveError(
                f"there are {count:,} {what}, and a sheet of Excel holds no more than "
                f"{MOST_ROWS:,} under its headings.",
                code="data-too-long",
                fix="Leave out -o and write the table alone: --data FILE.csv or FILE.parquet.",
            )


def draw_published(publication: Publication, made: MadeHow) -> bytes:
    """The copy for publication: values only, one table a sheet, small numbers withheld.

    Nothing of the source workbooks is in it: no names, hashes, findings or charts.
    """
    document = _document(publication.council, cover_title(publication), made, published=True)
    return draw(published_pages(publication), document)


def consolidated_pages(
    consolidation: Consolidation, changes: Changes | None, made: MadeHow
) -> list[Page]:
    """The sheets of the workbook for finance, in the order of their tabs."""
    data = data_page(consolidation)
    trends = Trends(consolidation)
    pages = [
        scorecard_page(consolidation, data, trends.places()),
        with_status_chart(directorate_page(consolidation, data), consolidation),
        priority_page(consolidation, data),
        exceptions_page(consolidation, data),
        trends_page(trends),
        trends.page,
        data,
        reconciliation_page(consolidation),
        refused_page(consolidation),
        findings_page(consolidation),
        changes_page(consolidation, changes),
        key_page(consolidation),
        notes_page(),
    ]
    return [cover_page(consolidation, made, pages), *pages]


def published_pages(publication: Publication) -> list[Page]:
    """The sheets of the published copy."""
    pages = [
        directorate_page(publication),
        priority_page(publication),
        published_scorecard_page(publication),
        key_page(publication),
        published_notes_page(publication),
    ]
    return [published_cover_page(publication, pages), *pages]


def _document(council: str, title: str, made: MadeHow, *, published: bool = False) -> Document:
    return Document(
        title,
        council or "kpibook",
        published=published,
        created=made.created,
        streamed=not published,
    )
