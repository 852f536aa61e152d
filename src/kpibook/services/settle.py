"""Settle a doubt: a person says that a figure is right as it is, and the workbook keeps it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kpibook.domain.doubts.settlement import Settlement, settlements_of
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import guessed, listed, quoted
from kpibook.errors import WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.fill import Filled, fill
from kpibook.services.layouts.councils_own import councils_own_refused
from kpibook.services.paths.output import Destination, findings_at
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.sheets.settled_sheet import write_settlements
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook


@dataclass(frozen=True, slots=True)
class Settled:
    """Result of settling a doubt.

    Attributes:
        settlements: The figures that are settled now.
        filled: The workbook, rated again with them.
    """

    settlements: tuple[Settlement, ...]
    filled: Filled

    def sentences(self) -> list[str]:
        """Return what is settled and by whom, a sentence for each figure."""
        return [
            f"{of.ref}: {self._figure(of)} is right, says {of.by} [{of.code}]."
            for of in self.settlements
        ]

    def _figure(self, of: Settlement) -> str:
        """Write a settled figure with its part, its unit and its quarter."""
        for m in self.filled.scorecard.figures:
            for figure in m.figures if m.ref == of.ref else ():
                if (figure.value, figure.quarter) == (of.figure, of.quarter):
                    is_past = figure.role.is_past or of.quarter is None
                    return m.quoted(figure) + ("" if is_past else f" of {of.quarter}")
        return plain(of.figure)


def _in_the_layout(ref: str, code: str, by: str) -> str:
    """Return how a figure of a council's own workbook is settled: by lines in its layout."""
    return (
        f'Write in its layout, each on a line: [[settled]], ref = "{ref}", code = "{code}", '
        f'by = "{by}", period = "Q1 2026/27" (the quarter of the figure, or "{layout.ANY_PERIOD}" '
        'for a target), and figure = "95.2%" (the figure as it is in the cell).'
    )


def settle_file(path: Path, ref: str, code: str, by: str, destination: Destination) -> Settled:
    """Settle a doubt about a measure of the workbook at `path`, and rate the workbook again.

    Raises:
        KpibookError: As `settle`, or a file cannot be read or written.
    """
    today = date.today()  # noqa: DTZ011 the officer's own day
    with councils_own_refused(path, _in_the_layout(ref, code, by)):
        settled, saved = destination.change(
            path, lambda book: settle(book, path.parent, ref, code, by, today)
        )
    findings = findings_at(saved, path.name, settled.filled.findings)
    return replace(settled, filled=replace(settled.filled, findings=findings, saved=saved))


def settle(book: Book, folder: Path, ref: str, code: str, by: str, on: date) -> Settled:
    """Settle a doubt about a measure of an open workbook, and rate the workbook again.

    Every figure of the measure that the code doubts is settled as it is now, those of the
    register and of earlier quarters too.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        ref: The measure's reference, or an earlier one.
        code: The code of the finding.
        by: The person or the role that says so.
        on: The day.

    Raises:
        WorkbookError: There is no such measure, no such doubt about it, or no person is named.
    """
    workbook = read_workbook(book)
    if not by.strip():
        raise WorkbookError(
            "a figure is settled by a person, and none is named.",
            code="settle-by-missing",
            where=workbook.file,
            fix='Name the person or the role, as in --by "Head of Service".',
        )
    new = _settlements(rate_workbook(workbook, folder), ref, code.strip(" []"), by.strip(), on)
    write_settlements(book, workbook, new)
    return Settled(tuple(new), fill(book, (), None, folder))


def _settlements(card: Scorecard, ref: str, code: str, by: str, on: date) -> list[Settlement]:
    measures = card.workbook.measures
    measure = with_aliases(measures).get(ref_key(ref))
    if measure is None:
        raise WorkbookError(
            f"there is no measure {quoted(ref)} in the register.",
            code="ref-unknown",
            where=card.workbook.file,
            fix=guessed(ref, [other.ref for other in measures.values()])
            or f"The sheet '{layout.MEASURES}' lists them.",
        )
    doubts = [
        doubt
        for figures, of_measure in zip(card.figures, doubts_of_sheet(card.figures), strict=True)
        if figures.ref == measure.ref
        for doubt in of_measure
        if doubt.figures and not doubt.told
    ]
    settled = settlements_of(measure.ref, (d for d in doubts if d.finding.code == code), by, on)
    if not settled:
        codes = sorted({doubt.finding.code for doubt in doubts})
        raise WorkbookError(
            f"no figure of {measure.ref} is in doubt for {quoted(code)}.",
            code="nothing-to-settle",
            where=card.workbook.file,
            fix=f"Its doubts are {listed(codes)}." if codes else "It has no doubts to settle.",
        )
    return settled
