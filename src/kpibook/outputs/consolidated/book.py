"""Drawing of the consolidated workbook for finance, and of its published copy."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.consolidation import Consolidation, Publication
from kpibook.domain.returns.returned import Returns
from kpibook.errors import SaveError
from kpibook.outputs.consolidated.actions import actions_page
from kpibook.outputs.consolidated.changes import changes_page
from kpibook.outputs.consolidated.charts.status_chart import with_status_chart
from kpibook.outputs.consolidated.charts.trend_charts import trends_page
from kpibook.outputs.consolidated.charts.trends import Trends
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.consolidated.cover import cover_page, cover_title, published_cover_page
from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.exceptions import exceptions_page
from kpibook.outputs.consolidated.findings import findings_page
from kpibook.outputs.consolidated.key import key_page
from kpibook.outputs.consolidated.notes import notes_page, published_notes_page
from kpibook.outputs.consolidated.published_scorecard import published_scorecard_page
from kpibook.outputs.consolidated.reconciliation import reconciliation_page, refused_page
from kpibook.outputs.consolidated.returns.returns_page import returns_page, with_incomplete
from kpibook.outputs.consolidated.scorecard import scorecard_page
from kpibook.outputs.consolidated.summary import directorate_page, priority_page
from kpibook.outputs.drawing import Document, draw, draw_into
from kpibook.outputs.page import Page

#: Rows of a sheet of 1,048,576, less 76 for its title, its lines and its header row.
MOST_ROWS = 1_048_500


def write_consolidated(
    target: BinaryIO,
    consolidation: Consolidation,
    changes: Changes | None,
    made: MadeHow,
    scratch: Path | None = None,
    returns: Returns | None = None,
) -> None:
    """Draw the workbook for finance, whose figures link to the rows with their sources.

    It has no macro, no add-in and no link to another file; each formula is stored with its
    result. It is written a row at a time, so that a hundred thousand rows do not all have to
    be in memory as cells.

    Args:
        target: The stream to write it to, which can go back to its beginning.
        consolidation: Its content.
        changes: Differences from an earlier consolidation; None if there is no earlier file.
        made: Version, command and time, for the cover.
        scratch: The folder for temporary files; None for the system's.
        returns: The expected returns; None if no list of them was given.

    Raises:
        SaveError: ``data-too-long`` if a sheet would need more rows than Excel has.
    """
    check_fits(consolidation)
    pages = consolidated_pages(consolidation, changes, made, returns)
    document = _document(consolidation.council, cover_title(consolidation), made)
    draw_into(target, pages, document, scratch)


def check_fits(consolidation: Consolidation) -> None:
    """Refuse a consolidation that does not fit into the sheets of a workbook.

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


def draw_published(
    publication: Publication, made: MadeHow, returns: Returns | None = None
) -> bytes:
    """Draw the copy for publication: values only, one table for each sheet, small numbers withheld.

    It holds nothing of the source workbooks: no names, hashes, findings or charts.
    """
    document = _document(publication.council, cover_title(publication), made, published=True)
    return draw(published_pages(publication, returns), document)


def consolidated_pages(
    consolidation: Consolidation,
    changes: Changes | None,
    made: MadeHow,
    returns: Returns | None = None,
) -> list[Page]:
    """Return the sheets of the workbook for finance, in the order of their tabs."""
    data = data_page(consolidation)
    trends = Trends(consolidation)
    pages = [
        scorecard_page(consolidation, data, trends.all_cells()),
        with_status_chart(
            with_incomplete(directorate_page(consolidation, data), returns), consolidation
        ),
        with_incomplete(priority_page(consolidation, data), returns),
        exceptions_page(consolidation, data),
        *([actions_page(consolidation)] if consolidation.actions else []),
        *([returns_page(returns, consolidation.period)] if returns is not None else []),
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
    return [cover_page(consolidation, made, pages, returns), *pages]


def published_pages(publication: Publication, returns: Returns | None = None) -> list[Page]:
    """Return the sheets of the published copy, in the order of their tabs."""
    pages = [
        with_incomplete(directorate_page(publication), returns, in_public=True),
        with_incomplete(priority_page(publication), returns, in_public=True),
        published_scorecard_page(publication),
        key_page(publication),
        published_notes_page(publication),
    ]
    return [published_cover_page(publication, pages, returns), *pages]


def _document(council: str, title: str, made: MadeHow, *, published: bool = False) -> Document:
    return Document(
        title,
        council or "kpibook",
        published=published,
        created=made.created,
        streamed=not published,
    )
