"""Reports of workbooks: one of all their measures, or one for each committee of the wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    Source,
    SourceBook,
)
from kpibook.domain.consolidation.loose_actions import of_services, without_measure
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.report.assemble import report_from
from kpibook.domain.report.material import Material
from kpibook.domain.report.part import part_for
from kpibook.domain.report.report import Report, SourceFile
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.reporting.part import Part
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.services.consolidate.contribution import book_from
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.consolidate.withheld_together import Plain, withheld_from
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import Scorecard
from kpibook.services.report.material import Surroundings, read_material
from kpibook.services.report.origins import cells_of
from kpibook.workbook.protocol import Book

_ALONE = Surroundings()
_NO_WORDS = Wording()


@dataclass(frozen=True, slots=True)
class ReportsRead:
    """Reports that were made, not yet written.

    Attributes:
        reports: The report; one for each committee if the wording names committees.
        findings: Findings on the workbooks and on the wording.
    """

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...] = ()


def read_reports(
    given: Sequence[str | Path],
    wording: Wording = _NO_WORDS,
    *,
    wanted: str | None = None,
    only_exceptions: bool = False,
    period: Quarter | None = None,
    outputs: Sequence[Path] = (),
    around: Surroundings = _ALONE,
    on: date | None = None,
) -> ReportsRead:
    """Read workbooks into reports; nothing is written.

    What is withheld is decided over all measures, before a part of them is taken: the parts and
    the whole may be published next to each other.

    Args:
        given: Workbooks, folders and patterns.
        wording: The council's words.
        wanted: The committee, priority, service, directorate or reference it is for; None for all.
        only_exceptions: Show only the measures that need attention; the counts stay those of all.
        period: The quarter; None takes the quarter that all workbooks report.
        outputs: The files to write, which are passed over in folders.
        around: Other workbooks, published files and the expected returns.
        on: The day on which actions are overdue; None is the last day of the quarter.

    Raises:
        KpibookError: No workbook can be used, or no measure is for `wanted` or a committee.
    """
    material, findings = read_material(given, period=period, outputs=outputs, around=around, on=on)
    if wanted is not None:
        material = part_for(material, wanted)
        findings = tuple(_on(material, findings))
    drafted = [
        report_from(part, words, only_exceptions=only_exceptions)
        for part, words in _parts(material, wording)
    ]
    on_words = dict.fromkeys(finding for each in drafted for finding in each.findings)
    return ReportsRead(tuple(each.report for each in drafted), (*findings, *on_words))


def _parts(material: Material, wording: Wording) -> list[tuple[Material, Wording]]:
    """Return the material and the words of each report."""
    if not wording.committees:
        return [(material, wording)]
    return [
        (
            part_for(material, committee.name, committee.includes),
            wording.for_committee(committee),
        )
        for committee in wording.committees
    ]


def _on(material: Material, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Yield the findings on its measures, and those on no single measure."""
    keys = {(row.source, row.rated.measure.key) for row in material.rows}
    return (f for f in findings if not f.ref or (f.where.file, ref_key(f.ref)) in keys)


def report_on_book(
    book: Book,
    whole: Scorecard,
    wording: Wording = _NO_WORDS,
    *,
    is_public: bool,
    part: Part | None = None,
    decided: Plain | None = None,
    sha256: str = "",
    for_sheets: bool = False,
) -> Report:
    """Return the report of an open workbook, for sheets of itself or of its published copy.

    Of a part the same is withheld as of the whole, so that both may be published.

    Args:
        book: The workbook.
        whole: All its measures, rated.
        wording: The council's words.
        is_public: True to withhold small numbers; False for its own officers, who have them.
        part: The measures to report; None for all.
        decided: What was decided to withhold with the council's other workbooks; None decides by
            this workbook alone.
        sha256: Hash of its bytes; "" if it was changed since it was saved.
        for_sheets: Leave out what the sheets of a return do not print; see `report_from`.
    """
    material = _material_on(
        book, whole, is_public=is_public, part=part, decided=decided, sha256=sha256
    )
    return report_from(material, wording, for_sheets=for_sheets).report


def published_reports_on_book(
    book: Book, whole: Scorecard, wording: Wording = _NO_WORDS, part: Part | None = None
) -> ReportsRead:
    """Return the reports of an open workbook for publication, with findings on the wording.

    Args:
        book: The workbook.
        whole: All its measures, rated.
        wording: The council's words; a report is made for each committee that they name.
        part: The measures to report; None for all.
    """
    material = _material_on(book, whole, is_public=True, part=part, decided=None, sha256="")
    drafted = [report_from(each, words) for each, words in _parts(material, wording)]
    on_words = dict.fromkeys(finding for each in drafted for finding in each.findings)
    return ReportsRead(tuple(each.report for each in drafted), tuple(on_words))


def _material_on(
    book: Book,
    whole: Scorecard,
    *,
    is_public: bool,
    part: Part | None,
    decided: Plain | None,
    sha256: str,
) -> Material:
    settings, scheme = whole.workbook.settings, whole.scheme
    typed = typed_rows(book, whole.workbook)
    own = book_from(Source(book.name), Checked(whole, ()), typed)
    rows, loose = (
        _public(own, settings.period, scheme, decided)
        if is_public
        else (own.rows, without_measure(own.actions, own.rows))
    )
    chosen = tuple(r for r in rows if part is None or r.rated.measure.key in part.keys)
    return Material(
        period=settings.period,
        council=settings.council,
        rows=chosen,
        schemes=(scheme,),
        sources=(SourceFile(book.name, sha256, own.source.directorate),),
        cells={book.name: cells_of(whole, book.name, sha256)},
        committees={book.name: settings.committee},
        agreements={book.name: whole.agreement},
        scope=() if part is None else (part.sentence,),
        actions=loose if part is None else of_services(loose, chosen),
    )


def _public(
    own: SourceBook, period: Quarter, scheme: Scheme, decided: Plain | None
) -> tuple[tuple[ConsolidatedRow, ...], tuple[Action, ...]]:
    """Return the rows, and the actions without a measure, as they may be published."""
    consolidation = Consolidation(
        period,
        own.source.council,
        (own.source,),
        own.rows,
        schemes=(scheme,),
        actions=own.actions,
    )
    done = suppress(consolidation, decided=None if decided is None else withheld_from(decided))
    return done.rows, done.actions
