"""Check of a typed report against the workbook it was written from."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.commentary.facts import facts_of
from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS
from kpibook.domain.commentary.too_long import too_long_finding
from kpibook.domain.commentary.totals.tally import tally_of
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.commentary.whole_report.check import Told, jumps, report_verdicts
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.open_book import open_book
from kpibook.services.rating.check import check_file
from kpibook.sources.report_text.read import read_report_text
from kpibook.workbook import layout
from kpibook.workbook.protocol import Opener


@dataclass(frozen=True, slots=True)
class TextChecked:
    """Typed report that was held against a workbook.

    Attributes:
        told: Every claim with its verdict, in the order of the report.
        findings: The contradictions.
    """

    told: tuple[Told, ...]
    findings: tuple[Finding, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many claims have this outcome."""
        return sum(each.verdict.outcome is outcome for each in self.told)


def check_text(book: Path, report: Path, opened: Opener = open_book) -> TextChecked:
    """Hold a typed report against a workbook; neither is changed.

    Args:
        book: The workbook.
        report: The report, .docx, .pdf, .txt or .md.
        opened: Opens the workbook; a council's own through its layout.

    Raises:
        KpibookError: Either cannot be read.
    """
    paragraphs = read_report_text(report)
    card = check_file(book, opened=opened).scorecard
    pairs = zip(card.rated, card.figures, strict=True)
    facts = {
        rated.measure.key: facts_of(rated, figures, card.scheme)
        for rated, figures in pairs
        if rated.waiting is None
    }
    tally = tally_of(card.rated, card.scheme, Location(book.name, layout.THIS_QUARTER))
    told = tuple(report_verdicts(paragraphs, facts, tally))
    wrong = (_finding(each) for each in told if each.verdict.contradicts)
    unread = (
        too_long_finding("", paragraph.text, paragraph.where)
        for paragraph in paragraphs
        if len(paragraph.text) > MOST_CHARACTERS
    )
    return TextChecked(told, (*wrong, *jumps(paragraphs, facts), *unread))


def _finding(told: Told) -> Finding:
    verdict, meets = told.verdict, told.verdict.meets
    cell = f" ({meets.where})" if meets and meets.where.sheet else ""
    could = verdict.could_read
    of = f"{told.ref}: " if told.ref else ""
    return Finding(
        verdict.claim.kind.code,
        f'{of}the report says "{verdict.claim.words}", and {verdict.because}{cell}.',
        told.paragraph.where,
        f'It could read: "{could}".' if could else "Correct the report, or the figure.",
        ref=told.ref,
    )
