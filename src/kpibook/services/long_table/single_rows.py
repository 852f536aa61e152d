"""Rows of a long table that the reference reads and rates, one by one as they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import Doubt, in_doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.sheet import Tally, of_fractions, tally_measure, with_column_doubts
from kpibook.domain.finding import Finding, one_a_word
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.in_doubt import rate_in_doubt
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.doubted import TAKE_OUT_OK, ok_used_for, settled_of
from kpibook.services.rating.rate_table import figures_in, position_in, report_lacks
from kpibook.services.rating.row_parts import note_on_parts
from kpibook.workbook.fields import Row


@dataclass(slots=True)
class SingleRows:
    """Rows that the reference rates, and what it says of them.

    The findings are kept apart as the reference makes them: for all rows of a table one kind after
    the other.

    Attributes:
        scheme: The rules.
        fractions: Columns whose small figures are in doubt as a whole.
        tallies: Counts of the percentages of each column, of the other rows too.
        count: The number of rows.
    """

    scheme: Scheme
    fractions: frozenset[str] = frozenset()
    tallies: dict[str, Tally] = field(default_factory=dict)
    count: int = 0
    _read: list[Finding] = field(default_factory=list)
    _gathered: list[Finding] = field(default_factory=list)
    _doubted: list[Finding] = field(default_factory=list)
    _lacking: list[Finding] = field(default_factory=list)
    _settled: list[MeasureFigures] = field(default_factory=list)

    def rate(self, rows: Sequence[Row]) -> list[Rating]:
        """Rate rows that have one list of findings, which is empty; it is emptied again.

        Each step is done for all rows before the next, as the reference does it for a table: that
        is the order of its findings, and takes half the time of row by row.
        """
        if not rows:
            return []
        self.count += len(rows)
        found = rows[0].findings
        positions = [position_in(row) for row in rows]
        _move(found, self._read)
        pairs = list(zip(rows, positions, strict=True))
        figures = [figures_in(*pair) for pair in pairs]
        doubts = [self._doubts(of_row) for of_row in figures]
        in_doubts = [
            in_doubt((*of_row, *note_on_parts(*pair, of_measure)))
            for pair, of_measure, of_row in zip(pairs, figures, doubts, strict=True)
        ]
        _move(found, self._gathered)
        self._doubted += [finding for of_row in in_doubts for finding in of_row.findings]
        ratings = [
            rate_in_doubt(position, self.scheme, of_row, explained=False)
            for position, of_row in zip(positions, in_doubts, strict=True)
        ]
        for row, rating in zip(rows, ratings, strict=True):
            report_lacks(row, rating.lacks)
        _move(found, self._lacking)
        return ratings

    def _doubts(self, figures: MeasureFigures) -> tuple[Doubt, ...]:
        doubts = doubts_of(figures)
        if figures.settled:
            self._settled.append(figures)
        else:
            tally_measure(self.tallies, figures, doubts)
        return with_column_doubts(figures, doubts, self.fractions) if self.fractions else doubts

    def fraction_columns(self) -> frozenset[str]:
        """Return the columns whose small figures are in doubt, now that all rows are counted."""
        return of_fractions(self._tallies_with(self._settled))

    def findings(self, of_table: list[Finding]) -> list[Finding]:
        """Return the findings in the order of the reference, behind those of the whole table."""
        every = [*of_table, *self._read, *self._gathered, *self._doubted, *self._ok_used()]
        return [*one_a_word(every), *self._lacking]

    def _ok_used(self) -> Iterator[Finding]:
        unsettled = [replace(figures, settled=False) for figures in self._settled]
        fractions = of_fractions(self._tallies_with(unsettled)) if unsettled else frozenset()
        would_be = [with_column_doubts(f, doubts_of(f), fractions) for f in unsettled]
        pairs = zip(self._settled, would_be, strict=True)
        return ok_used_for([settled_of(*pair) for pair in pairs], TAKE_OUT_OK)

    def _tallies_with(self, measures: list[MeasureFigures]) -> dict[str, Tally]:
        tallies = {name: replace(tally) for name, tally in self.tallies.items()}
        for figures in measures:
            tally_measure(tallies, figures, doubts_of(figures))
        return tallies


def _move(findings: list[Finding], to: list[Finding]) -> None:
    to += findings
    findings.clear()
