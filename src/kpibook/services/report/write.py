"""Report files: workbooks read, drawn in the formats asked for, and saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.wording import listed
from kpibook.errors import SaveError, SourceError, shown_name
from kpibook.files import atomic_write, check_target
from kpibook.files.backups import BackupRule, prune
from kpibook.files.bare_name import in_file_name
from kpibook.files.reading import read_regular, unreadable
from kpibook.on_use.collector import collector_paused
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.report.docx.template import findings_on_template
from kpibook.outputs.report.formats import PDF, WRITERS
from kpibook.outputs.report.look import Look
from kpibook.services.paths.inputs import gather
from kpibook.services.paths.output import if_kept, kept_as, made_folder, refuse_same_file
from kpibook.services.report.in_pdf import check_pdf, on_letters_of, why_no_pdf
from kpibook.services.report.material import Surroundings
from kpibook.services.report.read import read_reports
from kpibook.sources.report.wording import read_wording

_DEFAULT_NAME = "report"


@dataclass(frozen=True, slots=True)
class Order:
    """Order for reports, as a person gives it.

    Attributes:
        given: Workbooks, folders and patterns.
        output: The file, or a folder.
        endings: In a folder, the formats by the ending of their files; empty for all.
        wording: The file of the council's words; None for none.
        wanted: The committee, priority, service, directorate or reference it is for; None for all.
        only_exceptions: Show only the measures that need attention.
        period: The quarter; None takes the quarter that all workbooks report.
        on: The day on which actions are overdue; None is the last day of the quarter.
        look: What is chosen about its looks.
        template: The Word document that a report in Word is written into; None for the shipped one.
        around: Other workbooks, published files and the expected returns.
        keep: Which backups of the files are kept.
    """

    given: Sequence[str | Path]
    output: Path
    endings: tuple[str, ...] = ()
    wording: Path | None = None
    wanted: str | None = None
    only_exceptions: bool = False
    period: Quarter | None = None
    on: date | None = None
    look: Look = field(default_factory=Look)
    template: Path | None = None
    around: Surroundings = field(default_factory=Surroundings)
    keep: BackupRule = field(default_factory=BackupRule)

    @property
    def is_folder(self) -> bool:
        """True if the output is a folder: it is one, or its name has no ending."""
        return self.output.is_dir() or not self.output.suffix


@dataclass(frozen=True, slots=True)
class Saved:
    """File that was written.

    Attributes:
        output: The file.
        kept: The replaced file, under its new name among the person's own files; None if no file
            was replaced.
        pruned: Number of older backups that were removed.
    """

    output: Path
    kept: Path | None
    pruned: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Reports that were written.

    Attributes:
        reports: The reports.
        files: Their files.
        findings: Findings on the workbooks and on the words.
    """

    reports: tuple[Report, ...]
    files: tuple[Saved, ...]
    findings: tuple[Finding, ...]


@collector_paused()
def write_reports(order: Order) -> Written:
    """Write the reports of workbooks; nothing is written until everything is drawn.

    A file gets the report of all measures asked for. A folder gets the report in each format (PDF
    only with its library); one for each committee if the wording names committees. A file that is
    there already is kept under another name.

    Raises:
        SaveError: ``report-ending`` for a format that is not written; ``report-pdf-missing`` for
            PDF without its library; ``report-is-several`` for a single file where the wording names
            committees; a file cannot be written.
        KpibookError: As `read_reports`, or the wording cannot be read.
    """
    _refuse_ending(order)
    wording = Wording() if order.wording is None else read_wording(order.wording)
    order, left_out = _without_pdf(replace(order, look=_look(order, wording)))
    on_template = findings_on_template(order.look) if ".docx" in _endings(order) else []
    if len(wording.committees) > 1 and not order.is_folder:
        raise SaveError(
            f"the words name committees ({listed([c.name for c in wording.committees], 3)}), and "
            "each gets a report.",
            code="report-is-several",
            where=str(order.output),
            fix="Name a folder, or give the words of one committee.",
        )
    read = read_reports(
        order.given,
        wording,
        wanted=order.wanted,
        only_exceptions=order.only_exceptions,
        period=order.period,
        on=order.on,
        outputs=() if order.is_folder else (order.output,),
        around=order.around,
    )
    drawn = {path: content for report, stem in _named(order, read.reports)
             for path, content in _draw(order, report, stem)}  # fmt: skip
    _refuse_inputs(order, list(drawn))
    folder = order.output if order.is_folder else order.output.parent
    with made_folder(folder):
        files = tuple(_save(path, content, order.keep) for path, content in drawn.items())
    on_letters = on_letters_of(read.reports) if PDF in _endings(order) else []
    return Written(read.reports, files, (*read.findings, *on_template, *on_letters, *left_out))


def _endings(order: Order) -> tuple[str, ...]:
    """Return the endings of the files that are written."""
    if order.is_folder:
        return order.endings or tuple(WRITERS)
    return (order.output.suffix.casefold(),)


def _without_pdf(order: Order) -> tuple[Order, list[Finding]]:
    """Leave PDF out of a folder of every format if it cannot be written, and say so."""
    left_out = why_no_pdf() if order.is_folder and not order.endings else []
    if not left_out:
        return order, []
    return replace(order, endings=tuple(each for each in WRITERS if each != PDF)), left_out


def _look(order: Order, wording: Wording) -> Look:
    """Return the looks, with the template and the council's names of its styles."""
    if order.template is None:
        return order.look
    if ".docx" not in _endings(order):
        raise SourceError(
            "a template is for a report in Word, and none is written.",
            code="template-not-used",
            where=shown_name(order.template.name),
            fix="Name a file that ends in .docx, or leave the template out.",
        )
    try:
        content = read_regular(order.template)
    except OSError as error:
        raise unreadable(error, shown_name(order.template.name), SourceError) from error
    name = shown_name(order.template.name)
    return replace(order.look, template=content, template_name=name, styles=wording.styles)


def _refuse_ending(order: Order) -> None:
    ending = order.output.suffix.casefold()
    if order.is_folder or ending in WRITERS:
        if PDF in (order.endings if order.is_folder else [ending]):
            check_pdf(order.output)
        return
    raise SaveError(
        f"a report cannot be written as {ending}.",
        code="report-ending",
        where=str(order.output),
        fix=f"Name a file that ends in {listed(list(WRITERS))}, or a folder for all of them.",
    )


def _named(order: Order, reports: Sequence[Report]) -> Iterator[tuple[Report, str]]:
    """Yield each report with the name of its files, without their ending."""
    if not order.is_folder:
        yield reports[0], order.output.stem
        return
    taken: set[str] = set()
    for report in reports:
        name = " ".join(filter(None, [report.committee or report.directorate, report.period]))
        base = in_file_name(name) or _DEFAULT_NAME
        stem, number = base, 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{base} {number}"
        taken.add(stem.casefold())
        yield report, stem


def _draw(order: Order, report: Report, stem: str) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a report."""
    if not order.is_folder:
        write = WRITERS[order.output.suffix.casefold()]
        for name, content in write(report, order.look, order.output.name).items():
            yield order.output.with_name(name), content
        return
    endings = _endings(order)
    data = f"{stem}.csv" if ".csv" in endings else ""
    for ending in endings:
        look = replace(order.look, data_file=data)
        for name, content in WRITERS[ending](report, look, f"{stem}{ending}").items():
            yield order.output / name, content


def _refuse_inputs(order: Order, files: Sequence[Path]) -> None:
    """Refuse to write over a file that was read, and files that could not be written."""
    around = order.around
    own = [path for path, _ in gather((*order.given, *around.together))]
    read = [*own, *around.published]
    read += [path for path in (order.wording, order.template, around.expected) if path is not None]
    for file in files:
        for path in read:
            refuse_same_file(file, path)
        if not order.is_folder:
            check_target(file)


def _save(path: Path, content: bytes, keep: BackupRule) -> Saved:
    name = kept_as(path, private=True)
    saved = atomic_write(path, lambda stream: stream.write(content), backup=name or False)
    backup = if_kept(name)
    return Saved(saved, backup, 0 if backup is None else prune(saved, backup, keep))
