"""Committee report of a workbook that is open in Excel, in Word and PDF, in the workbook's folder.

The figures are those in front of the officer, saved or not. So the report has no hash of a file:
`kpibook check report.docx --against BOOK` compares its figures instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from kpibook.domain.finding import Finding
from kpibook.domain.report.report import Report
from kpibook.files import atomic_write, check_target
from kpibook.files.backups import BackupRule, prune
from kpibook.files.bare_name import in_file_name
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.report.formats import PDF, WRITERS
from kpibook.outputs.report.look import Look
from kpibook.services.consolidate.withhold_small_numbers import publishable
from kpibook.services.paths.output import if_kept, kept_as
from kpibook.services.rating.check import findings_for
from kpibook.services.rating.scorecard import rate_workbook, refuse_without_measures
from kpibook.services.report.in_pdf import on_letters_of, why_no_pdf
from kpibook.services.report.read import published_reports_on_book
from kpibook.services.report.write import Saved
from kpibook.sources.config import configured_wording
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook

_WORD = ".docx"
_BOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb"}


@dataclass(frozen=True, slots=True)
class ReportsBeside:
    """Reports that were written.

    Attributes:
        files: Their files, Word before PDF.
        findings: Findings to settle before a report is sent.
        no_pdf: The finding that says why there is no PDF; None if there is.
    """

    files: tuple[Saved, ...]
    findings: tuple[Finding, ...] = ()
    no_pdf: Finding | None = None


def write_beside(
    book: Book, folder: Path, output_folder: Path, wanted: str | None = None
) -> ReportsBeside:
    """Write the report of an open workbook as a Word document, and as PDF where that can be done.

    The ratings are worked out again from the figures, and small numbers are withheld as in the
    published return, of a part the same as of the whole. A file that is there already is kept under
    another name. If the council's words name committees, each gets a report.

    Args:
        book: The workbook, which stays as it is.
        folder: Its folder, for a scheme file and ``kpibook.toml``.
        output_folder: The folder that gets the files.
        wanted: The committee, priority, service or directorate it is for; None for all measures.

    Raises:
        KpibookError: The workbook cannot be rated or has no measure, the words cannot be read, or a
            file cannot be written; then no file is left half written.
    """
    workbook = read_workbook(book)
    whole = rate_workbook(workbook, folder)
    refuse_without_measures(whole)
    part = whole.part_for(wanted)
    _, withheld = publishable(book, whole)
    read = published_reports_on_book(book, whole, configured_wording(folder), part)
    no_pdf = next(iter(why_no_pdf()), None)
    endings = (_WORD,) if no_pdf else (_WORD, PDF)
    drawn = {
        output_folder / name: content
        for report, stem in _named(book.name, read.reports)
        for ending in endings
        for name, content in WRITERS[ending](report, Look(), f"{stem}{ending}").items()
    }
    for path in drawn:
        check_target(path)
    files = tuple(_save(path, content) for path, content in drawn.items())
    findings = (
        *findings_for(part, workbook.findings),
        *whole.only(part).findings,
        *findings_for(part, withheld),
        *read.findings,
        *([] if no_pdf else on_letters_of(read.reports)),
    )
    return ReportsBeside(files, findings, no_pdf)


def _named(book: str, reports: Sequence[Report]) -> Iterator[tuple[Report, str]]:
    """Yield each report with the name of its files, which begins with that of the workbook."""
    path = PurePath(book)
    base = path.stem if path.suffix.casefold() in _BOOKS else book
    taken: set[str] = set()
    for report in reports:
        of_part = f" for {in_file_name(report.committee)}" if len(reports) > 1 else ""
        stem = f"{base} report {report.period.replace('/', '-')}{of_part}".rstrip()
        number, name = 1, stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        yield report, name


def _save(path: Path, content: bytes) -> Saved:
    name = kept_as(path, private=True)
    saved = atomic_write(path, lambda stream: stream.write(content), backup=name or False)
    backup = if_kept(name)
    return Saved(saved, backup, 0 if backup is None else prune(saved, backup, BackupRule()))
