"""Published copy of the return alone: values only, accessible, nothing else in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.commentary.looks import counted_once
from kpibook.domain.finding import Finding
from kpibook.domain.report.of_return import as_return, for_return
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.reporting.withheld import doubted_figures, figures_withheld, small_figures
from kpibook.errors import Location
from kpibook.files import atomic_write
from kpibook.files.backups import BackupRule, prune
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.ods.drawing import draw_ods
from kpibook.outputs.return_sheets.pages import published_pages
from kpibook.services.consolidate.withheld_together import Plain, refuse_if_changed
from kpibook.services.consolidate.withhold_small_numbers import publishable
from kpibook.services.layouts.open_book import open_book
from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file
from kpibook.services.rating.check import findings_for
from kpibook.services.rating.scorecard import Scorecard, rate_workbook, refuse_without_measures
from kpibook.services.report.read import report_on_book
from kpibook.sources.config import configured_wording
from kpibook.workbook.protocol import Book, OpenedBook, Opener
from kpibook.workbook.reader import read_workbook


@dataclass(frozen=True, slots=True)
class Published:
    """Return that was written.

    Attributes:
        scorecard: The measures it shows.
        findings: Findings to settle before it is sent.
        output: The file.
        kept: The replaced file, under its new name among the person's own files; None if no file
            was replaced. Next to the publication it would be published too.
        pruned: Number of older backups that were removed.
    """

    scorecard: Scorecard
    findings: tuple[Finding, ...]
    output: Path
    kept: Path | None
    pruned: int = 0


def publish_return(
    path: Path,
    output: Path,
    decided: Plain | None = None,
    keep: BackupRule | None = None,
    wanted: str | None = None,
    wording: Wording | None = None,
    opened: Opener = open_book,
) -> Published:
    """Write the published copy of the return of the workbook at `path`.

    Args:
        path: The workbook.
        output: As in `publish`.
        decided: As in `publish`.
        keep: As in `publish`.
        wanted: As in `publish`.
        wording: As in `publish`.
        opened: Opens the workbook; a council's own through its layout.

    Raises:
        KpibookError: As `publish`; the workbook cannot be read; or ``source-changed``: it is not
            the one that `decided` is about.
    """
    refuse_same_file(output, path)
    with opened(path) as book:
        if decided is not None:
            refuse_if_changed(decided, path)
        return publish(book, path.parent, output, decided, keep, wanted, wording)


def publish(
    book: Book,
    folder: Path,
    output: Path,
    decided: Plain | None = None,
    keep: BackupRule | None = None,
    wanted: str | None = None,
    wording: Wording | None = None,
) -> Published:
    """Write the published copy of the return of an open workbook; the workbook stays as it is.

    The ratings are calculated again from the figures, so that a stale status cell is never
    published. If a measure asks for it, counts of 1 to 5 are withheld, with every figure that
    gives them away. Of a part of the measures the same is withheld as of the whole: the parts and
    the whole may be published next to each other.

    Args:
        book: The workbook.
        folder: Its folder, which may hold a scheme file named in the settings.
        output: The .xlsx or .ods file to write; an existing file is kept under another name.
        decided: What was decided to withhold with the council's other workbooks; None decides by
            this workbook alone.
        keep: Which backups of `output` are kept; None keeps those of `BackupRule`.
        wanted: The committee, priority, service or directorate it is for; None for all measures.
        wording: The council's words, and its choice of sheets and columns; None takes those that
            ``kpibook.toml`` in the folder names.

    Raises:
        KpibookError: It is not a performance workbook or has no measure, or `output` is the
            workbook itself or cannot be written.
    """
    refuse_same_file(output, folder / book.name)
    wording = configured_wording(folder) if wording is None else wording
    workbook = read_workbook(book)
    whole = rate_workbook(workbook, folder)
    refuse_without_measures(whole)
    part = whole.part_for(wanted)
    public_whole, withheld = publishable(book, whole, decided)
    scorecard, public_scorecard = whole.only(part), public_whole.only(part)
    content = public_scorecard.quarterly_return
    report = report_on_book(
        *(book, whole, for_return(wording)),
        is_public=True,
        part=part,
        decided=decided,
        for_sheets=True,
    )
    report = as_return(report, content, wording)
    document = Document(
        report.title, content.council or "kpibook", content.directorate, published=True
    )
    pages = published_pages(report, wording.returns)
    is_ods = output.suffix.casefold() == ".ods"
    content_bytes = draw_ods(pages, document, report.language) if is_ods else draw(pages, document)
    # The checks run on the full figures: a withheld figure would be reported as missing.
    findings = (
        *findings_for(part, workbook.findings),
        *counted_once(scorecard.findings),
        *findings_for(part, withheld),
        *_counted(scorecard, public_scorecard, output),
    )
    if isinstance(book, OpenedBook):
        book.check_unchanged()
    backup_name = kept_as(output, private=True)
    saved = atomic_write(
        output, lambda stream: stream.write(content_bytes), backup=backup_name or False
    )
    backup = if_kept(backup_name)
    pruned = 0 if backup is None else prune(output, backup, keep or BackupRule())
    return Published(public_scorecard, findings, saved, backup, pruned)


def _counted(scorecard: Scorecard, public: Scorecard, output: Path) -> Iterator[Finding]:
    """Yield a note on how many figures the return does not show."""
    earlier = {scorecard.workbook.settings.period.previous}
    return figures_withheld(
        Location(output.name),
        sum(doubted_figures(rated, earlier) for rated in scorecard.rated),
        sum(map(small_figures, scorecard.rated, public.rated)),
    )
