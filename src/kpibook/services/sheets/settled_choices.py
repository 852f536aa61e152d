"""Choices that an officer made on the sheet Findings: figures in doubt that are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.settlement import Settlement, settlements_of
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.pages.findings_page import (
    CHOSEN,
    CODE,
    FINDINGS_TABLE,
    IS_SETTLED,
    MEASURE,
    NO_CHOICE,
    OPEN,
    SERIOUS,
    SETTLED,
    TO_CORRECT,
    WHAT,
    measure_words,
)
from kpibook.services.rating.doubted import open_doubts
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.sheets.settled_sheet import write_settlements
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook

# An officer who types instead of choosing may write any of these.
_CHOSEN = frozenset({CHOSEN.casefold(), "[ok]", "ok", "yes"})
_NO_CHOICE = frozenset(text.casefold() for text in ("", OPEN, TO_CORRECT, NO_CHOICE))


@dataclass(frozen=True, slots=True)
class _Choice:
    """Row of the sheet in which an officer wrote something under Settled."""

    measure: str
    code: str
    what: str
    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class Choices:
    """Effect of the choices on a sheet of findings.

    Attributes:
        settled: The figures that are settled now.
        refused: Findings on choices that settle nothing.
        by: The person who is at work; "" if not known.
        file: The workbook.
    """

    settled: tuple[Settlement, ...] = ()
    refused: tuple[Finding, ...] = ()
    by: str = ""
    file: str = ""

    def sentence(self) -> str:
        """Return what was settled and by whom; "" if nothing was."""
        if not self.settled:
            return ""
        refs = list(dict.fromkeys(settlement.ref for settlement in self.settled))
        by = f", by {self.by}" if self.by else ""
        figures = {(of.ref, of.figure, of.quarter) for of in self.settled}
        return f"{counted(len(figures), 'figure')} settled: {listed(refs, 8)}{by}."

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings on the choices: the figures settled, once, and each choice that settles none."""
        if not self.settled:
            return self.refused
        fix = (
            f"If that was not meant, take its row out of the sheet '{layout.SETTLED}', and fill "
            "again."
        )
        where = Location(self.file, layout.SETTLED)
        return (Finding("figures-settled", self.sentence(), where, fix), *self.refused)


def settle_chosen(book: Book, folder: Path, by: str, on: date) -> Choices:
    """Record the figures for which Settled was chosen on the sheet Findings, on the sheet Settled.

    The marker [ok] goes there too when a workbook is filled. It is not written into the cell of
    the marker: there it would settle the next figure as well, and push out a marker such as [p].
    A choice is for the figure that the line names: once that has changed, nothing is settled.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        by: The person at work; "" if not known.
        on: The day.

    Raises:
        KpibookError: The workbook cannot be rated.
    """
    choices = list(_choices(book))
    if not choices:
        return Choices()
    workbook = read_workbook(book)
    card = rate_workbook(workbook, folder)
    doubts = open_doubts(card.figures)
    chosen: list[tuple[str, Doubt]] = []
    refused: list[Finding] = []
    for choice in choices:
        about = _doubts_of(choice, doubts) if choice.text.casefold() in _CHOSEN else []
        chosen += about
        refused += () if about else _refusal(choice, doubts, card)
    chosen += _doubts_behind(chosen, doubts, card.figures)
    new = [each for ref, doubt in chosen for each in settlements_of(ref, [doubt], by, on)]
    write_settlements(book, workbook, new)
    return Choices(tuple(new), tuple(refused), by, book.name)


def _choices(book: Book) -> Iterator[_Choice]:
    table = book.table(FINDINGS_TABLE)
    if table is None or not {SERIOUS, MEASURE, CODE, WHAT, SETTLED} <= set(table.headings):
        return
    for row in table.filled_rows():
        text = str(row[SETTLED].value or "").strip()
        of_ours = row[SERIOUS].value == IS_SETTLED or text.startswith(f"{CHOSEN} by ")
        if of_ours or text.casefold() in _NO_CHOICE:
            continue
        measure, code, what = (str(row[heading].value or "") for heading in (MEASURE, CODE, WHAT))
        yield _Choice(measure, code, what, text, Location(book.name, table.sheet))


def _doubts_of(choice: _Choice, doubts: Sequence[tuple[str, Doubt]]) -> list[tuple[str, Doubt]]:
    """Return the doubts that a line of the sheet is about: the same words, so the same figure."""
    return [(ref, doubt) for ref, doubt in doubts if _shown(doubt.finding) == _line(choice)]


def _doubts_behind(
    chosen: Sequence[tuple[str, Doubt]],
    doubts: Sequence[tuple[str, Doubt]],
    figures: Sequence[MeasureFigures],
) -> list[tuple[str, Doubt]]:
    """Return the doubts about the chosen figures alone that only show once those are settled.

    Of a figure only the first stop is reported: a percentage that is no fraction is ten times
    below its target, too. The person who says that it is right is not asked a second time.
    """
    right = {
        (ref, figure.value, figure.quarter) for ref, doubt in chosen for figure in doubt.figures
    }
    settled = {ref: frozenset[tuple[str, Decimal, Quarter | None]]() for ref, _ in chosen}
    for ref, doubt in chosen:
        settled[ref] |= {(doubt.finding.code, f.value, f.quarter) for f in doubt.figures}
    after = open_doubts(
        [replace(f, settlements=f.settlements | settled.get(f.ref, frozenset())) for f in figures]
    )
    before = {(ref, doubt.finding) for ref, doubt in doubts}
    return [
        (ref, doubt)
        for ref, doubt in after
        if (ref, doubt.finding) not in before
        and all((ref, f.value, f.quarter) in right for f in doubt.figures)
    ]


def _refusal(
    choice: _Choice, doubts: Sequence[tuple[str, Doubt]], card: Scorecard
) -> Iterator[Finding]:
    """Say why a choice settles nothing; nothing is said of a finding that has gone."""
    of = f"{choice.measure} [{choice.code}]"
    if choice.text.casefold() not in _CHOSEN:
        yield Finding(
            "settle-unknown",
            f"{of}: {quoted(choice.text)} under {SETTLED} is no choice, so nothing is settled.",
            choice.where,
            f"Choose {OPEN} or {CHOSEN} from the list of the cell.",
        )
        return
    changed = [d.finding for _, d in doubts if _shown(d.finding)[:2] == _line(choice)[:2]]
    if changed:
        yield Finding(
            "settle-changed",
            f"{of}: {CHOSEN} was chosen for another figure than is there now, so it is not "
            "settled.",
            changed[0].where,
            f"Look at the figure again, and choose {CHOSEN} if it is right.",
            ref=changed[0].ref,
        )
        return
    findings = (*card.workbook.findings, *card.findings)
    faults = [finding for finding in findings if _shown(finding) == _line(choice)]
    if faults:
        yield Finding(
            "settle-refused",
            f"{of}: this is no figure in doubt, which a person may find right, so {CHOSEN} does "
            "not end it.",
            faults[0].where,
            faults[0].fix or "Put it right as the line says, then check again.",
            ref=faults[0].ref,
        )


def _shown(finding: Finding) -> tuple[str, str, str]:
    """Return a finding as the sheet shows it: the measure, the code, the words."""
    return measure_words(finding), finding.code, finding.what


def _line(choice: _Choice) -> tuple[str, str, str]:
    return choice.measure, choice.code, choice.what
