"""The published copy of the return alone: values only, accessible, nothing else in the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.reporting.checks import run_checks
from kpibook.files import atomic_write
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.return_pages import published_pages
from kpibook.services.consolidate.withheld_together import Plain
from kpibook.services.consolidate.withhold_small_numbers import publishable
from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file
from kpibook.services.rating.scorecard import Scorecard, rate_workbook, refuse_without_measures
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook


@dataclass(frozen=True, slots=True)
class Published:
    """A return that was written.

    Attributes:
        scorecard: The measures it shows.
        findings: What to put right before it is sent.
        output: The file.
        kept: The file that was there before, under its new name; None when there was none.
    """

    scorecard: Scorecard
    findings: tuple[Finding, ...]
    output: Path
    kept: Path | None


def publish_return(path: Path, output: Path, decided: Plain | None = None) -> Published:
    """Write the published copy of the return of the workbook at `path`.

    Raises:
        KpibookError: As `publish`, or the workbook cannot be read.
    """
    with ClosedBook.open(path) as book:
        return publish(book, path.parent, output, decided)


def publish(book: Book, folder: Path, output: Path, decided: Plain | None = None) -> Published:
    """Write the published copy of the return of an open workbook; the workbook stays as it is.

    The ratings are worked out again from the figures, so that a stale status cell is never
    published. Where a measure asks for it, counts of 1 to 5 are withheld, with all that gives
    them away.

    Args:
        book: The workbook.
        folder: Its folder, where a scheme file named in the settings is looked for.
        output: The .xlsx file to write; a file that is there is kept under another name.
        decided: What was decided to withhold with the council's other workbooks; None decides by
            this workbook alone.

    Raises:
        KpibookError: It is not a performance workbook or has no measure, or `output` is the
            workbook itself or cannot be written.
    """
    refuse_same_file(output, folder / book.name)
    workbook = read_workbook(book)
    scorecard = rate_workbook(workbook, folder)
    refuse_without_measures(scorecard)
    shown, withheld = publishable(book, scorecard, decided)
    content = shown.quarterly_return
    document = Document(content.title, content.council or "kpibook", published=True)
    drawn = draw(published_pages(content), document)
    kept = kept_as(output)
    written = atomic_write(output, lambda stream: stream.write(drawn), backup=kept or False)
    findings = (*workbook.findings, *run_checks(scorecard.rated), *withheld)
    return Published(shown, findings, written, if_kept(kept))
