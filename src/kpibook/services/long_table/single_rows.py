"""Rows of a long table that the reference reads and rates, one by one as they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
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

    def rate(self, row: Row) -> Rating:
        """Rate a row; what it reports goes into the findings of this object."""
        self.count += 1
        position = position_in(row)
        _move(row.findings, self._read)
        figures = figures_in(row, position)
        doubts = doubts_of(figures)
        if figures.settled:
            self._settled.append(figures)
        else:
            tally_measure(self.tallies, figures, doubts)
        of_row = with_column_doubts(figures, doubts, self.fractions) if self.fractions else doubts
        doubt = in_doubt((*of_row, *note_on_parts(row, position, figures)))
        _move(row.findings, self._gathered)
        self._doubted += doubt.findings
        rating = rate_in_doubt(position, self.scheme, doubt, explained=False)
        report_lacks(row, rating.lacks)
        _move(row.findings, self._lacking)
        return rating

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
