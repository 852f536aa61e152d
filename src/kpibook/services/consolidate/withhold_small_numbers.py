"""What of one workbook may be published: small counts, and what gives them away, withheld."""

from __future__ import annotations

from dataclasses import replace

from kpibook.domain.consolidation.consolidation import Consolidation, Source
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.finding import Finding
from kpibook.services.consolidate.contribution import book_from
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.protocol import Book


def publishable(book: Book, scorecard: Scorecard) -> tuple[Scorecard, tuple[Finding, ...]]:
    """The measures of a workbook as they may be published, and what a person should look at.

    The rule is that of a consolidation's published copy (docs/decisions/0010-small-numbers.md).
    Where no measure asks for it, the scorecard comes back as it is.

    Args:
        book: The workbook.
        scorecard: Its measures, rated.
    """
    if not any(rated.measure.suppress_small for rated in scorecard.rated):
        return scorecard, ()
    workbook = scorecard.workbook
    typed = typed_rows(book, workbook)
    brought = book_from(Source(book.name), Checked(scorecard, ()), typed)
    publication = suppress(
        Consolidation(
            period=workbook.settings.period,
            council=workbook.settings.council,
            sources=(brought.source,),
            rows=brought.rows,
            schemes=(scorecard.scheme,),
        )
    )
    shown = zip(scorecard.rated, brought.rows, publication.rows, strict=True)
    rated = tuple(whole if published is row else published.rated for whole, row, published in shown)
    return replace(scorecard, rated=rated), publication.findings
