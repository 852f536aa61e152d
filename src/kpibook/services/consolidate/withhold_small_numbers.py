"""Public form of a single workbook: small counts, and figures that recover them, withheld."""

from __future__ import annotations

from kpibook.domain.consolidation.consolidation import Consolidation, Source
from kpibook.domain.disclosure.small_numbers import concerned
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.contribution import book_from
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.consolidate.withheld_together import Plain, withheld_from
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.protocol import Book


def publishable(
    book: Book, scorecard: Scorecard, decided: Plain | None = None
) -> tuple[Scorecard, tuple[Finding, ...]]:
    """Return the measures as they may be published, and findings on what was withheld.

    The rule is that of a consolidation's published copy (docs/decisions/0010-small-numbers.md).
    Where no measure asks for it and no figure is marked [c], the scorecard comes back as it is.

    Args:
        book: The workbook.
        scorecard: Its measures, rated.
        decided: What was decided with the council's other workbooks; see `withheld_together`.
            None decides by this workbook alone, and says so.
    """
    workbook = scorecard.workbook
    rows = typed_rows(book, workbook)
    source_book = book_from(Source(book.name), Checked(scorecard, ()), rows)
    if decided is None and not concerned(source_book.rows):
        return scorecard, ()
    publication = suppress(
        Consolidation(
            period=workbook.settings.period,
            council=workbook.settings.council,
            sources=(source_book.source,),
            rows=source_book.rows,
            schemes=(scorecard.scheme,),
        ),
        decided=None if decided is None else withheld_from(decided),
    )
    triples = zip(scorecard.rated, source_book.rows, publication.rows, strict=True)
    rated = tuple(
        original if published is row else published.rated for original, row, published in triples
    )
    findings = (
        publication.findings if decided is not None else (*publication.findings, _alone(book))
    )
    return replace(scorecard, rated=rated), findings


def _alone(book: Book) -> Finding:
    return Finding(
        "suppression-alone",
        "has measures with figures to withhold and was looked at alone. If other directorates "
        "report them too, a total in one return may give away a figure in another.",
        Location(book.name),
        "Draw all the returns in one command with --output-dir, or name the other workbooks with "
        "--together-with.",
    )
