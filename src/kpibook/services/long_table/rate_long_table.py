"""Rating of a text table of any length: a million rows in seconds, in the memory of a few.

Each stretch of rows is read, rated as arrays and passed on before the next is read. A row that
arrays cannot decide, that has a finding or that may hold a figure in doubt goes to the reference in
`services.rating.rate_table`. What comes out is what `rate_file` returns, row by row and finding by
finding, as tests say; a table that can only be told as a whole is left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.doubts.sheet import Tally
from kpibook.domain.finding import Finding
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.number_style import NumberStyle, StyleSigns
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import SourceError
from kpibook.services.dataframe.columns import Columns
from kpibook.services.dataframe.direction import DIRECTIONS
from kpibook.services.dataframe.exact import Flags
from kpibook.services.dataframe.rate_frame import Results, rate_part
from kpibook.services.dataframe.singly import kinds_of_unrated, tallies_of
from kpibook.services.dataframe.status import STATUSES
from kpibook.services.dataframe.suspects import may_be_fractions
from kpibook.services.long_table.plain_columns import columns_of
from kpibook.services.long_table.rated_table import RatedLongTable, Stretch
from kpibook.services.long_table.repeated_refs import RepeatedRefs
from kpibook.services.long_table.row_kinds import OtherRows, surely_measures
from kpibook.services.long_table.single_rows import SingleRows
from kpibook.services.long_table.stretches import (
    PIECE,
    NotForStretches,
    TextStretch,
    start_of_file,
    stretches,
)
from kpibook.services.rating.rate_table import (
    COLUMNS,
    RESULTS,
    columns_out,
    position_in,
    refs_twice,
    result_fields_of,
)
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.delimited import Start
from kpibook.sources.header import named_cells
from kpibook.sources.headings import check_header
from kpibook.sources.records import Record
from kpibook.sources.tabular import FIGURES, text_cells
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.xlsx.cells.values import MAX_TEXT

_WAYS = len(DIRECTIONS)


#: Takes the rows of a table, from its first row on if it is called again.
Taker = Callable[[RatedLongTable, Iterable[Stretch]], None]


def rate_long_table(
    path: Path, scheme: Scheme, take: Taker, *, piece: int = PIECE
) -> RatedLongTable:
    """Rate every row of a long CSV file, stretch by stretch.

    Args:
        path: The file.
        scheme: The rules.
        take: Takes the rows. It is called again, for all rows, where the table as a whole shows
            that a column is of fractions.
        piece: Bytes that are read at a time, about.

    Raises:
        NotForStretches: The table is to be read whole; what was taken does not count.
        SourceError: It cannot be read, or more rows than `MOST_ROWS` are for the reference.
    """
    start = start_of_file(path, (layout.ACTUAL,))
    reading = _Reading(path, start, scheme, piece)
    take(reading.table, reading.stretches())
    if fractions := reading.singles.fraction_columns():
        reading = _Reading(path, start, scheme, piece, fractions)
        take(reading.table, reading.stretches())
    reading.table.findings = reading.findings()
    return reading.table


class _Reading:
    """One reading of a table, from its first row to its last."""

    def __init__(
        self,
        path: Path,
        start: Start,
        scheme: Scheme,
        piece: int,
        fractions: frozenset[str] = frozenset(),
    ) -> None:
        headings = dict.fromkeys(start.header.names.values())
        if start.header.options or not {layout.ACTUAL, layout.POLARITY} <= headings.keys():
            raise NotForStretches
        self.path, self.start, self.scheme, self.piece = path, start, scheme, piece
        self.of_file: list[Finding] = []
        check_header(start.header, (layout.ACTUAL,), path.name, self.of_file)
        self.places = {name: column - 1 for column, name in start.header.names.items()}
        self.named = {name: self.places[h] for name, h in COLUMNS.items() if h in headings}
        present, self.passed_on = columns_out(headings)
        others = self.passed_on[len(present) :]
        self.singles = SingleRows(scheme, fractions)
        self.others = OtherRows(start, path.name)
        self.refs = RepeatedRefs()
        self.signs = StyleSigns()
        self.words = start.header.words
        self.lacking: dict[int, bool] = {}
        self.table = RatedLongTable(
            (*present, *others, *RESULTS),
            [
                result_fields_of(status, way, way_year, scheme)
                for status in STATUSES
                for way in DIRECTIONS
                for way_year in DIRECTIONS
            ],
            statuses=dict.fromkeys(Status, 0),
        )

    def stretches(self) -> Iterator[Stretch]:
        """Yield the rated rows; the findings are complete afterwards."""
        place = 0
        for stretch in stretches(self.path, self.start, self.piece):
            yield self._rated(place, stretch)
            place += len(stretch)
        if not self.table.rows:  # a table without rows has no columns either
            raise NotForStretches
        if self.signs.style(comma_is_usual=self.start.delimiter == ";") is not NumberStyle.POINT:
            raise NotForStretches

    def findings(self) -> list[Finding]:
        """Return the findings, in the order of the reference."""
        of_table = [*self.of_file, *self.others.findings()]
        return [*self.singles.findings(of_table), *refs_twice(self._repeated())]

    def _rated(self, place: int, stretch: TextStretch) -> Stretch:
        texts = [list(map(str.strip, column)) for column in stretch.columns]
        named = {name: texts[column] for name, column in self.named.items()}
        columns, plain = columns_of(named, len(stretch))
        self._look_at_style(texts, plain)
        results = Results.blank(len(stretch))
        rate_part(columns, slice(0, len(stretch)), self.scheme, results)
        is_measure = self._measures(place, stretch, surely_measures(columns, texts, named, plain))
        self._flag(columns, results, texts, named, stretch)
        self._rate_singly(stretch, columns.slow & is_measure, results)
        for name, tally in tallies_of(columns, is_measure).items():
            _add(self.singles.tallies.setdefault(name, Tally()), tally)
        self._look_at_refs(texts, is_measure)
        codes = (results.status.astype(np.int64) * _WAYS + results.direction) * _WAYS
        return self._stretch(texts, plain, codes + results.direction_year, is_measure)

    def _measures(self, place: int, stretch: TextStretch, is_sure: Flags) -> Flags:
        is_sure[list(stretch.odd)] = False
        is_measure = is_sure.copy()
        for i in np.flatnonzero(~is_sure).tolist():
            is_measure[i] = self.others.is_measure(place + i, stretch.record(i))
        sure = np.flatnonzero(is_sure)
        if sure.size:
            self.others.measure_at(place + int(sure[-1]))
        return is_measure

    def _flag(
        self,
        columns: Columns,
        results: Results,
        texts: list[list[str]],
        named: dict[str, list[str]],
        stretch: TextStretch,
    ) -> None:
        """Flag the rows that the reference has to rate, in `columns.slow`."""
        slow = columns.slow
        slow |= columns.polarity < 0
        if self.singles.fractions:
            slow |= may_be_fractions(columns)
        for heading in layout.TARGETS_BY_QUARTER:
            if heading in self.places:
                slow |= _filled(texts[self.places[heading]])
        if "marker" in named:
            slow |= _filled(named["marker"])
        if any("ok" in text.casefold() for text in set(named["actual"])):
            slow |= np.fromiter(("ok" in text.casefold() for text in named["actual"]), dtype=bool)
        if stretch.longest > MAX_TEXT // 2:
            longest = (max(map(len, row)) for row in zip(*texts, strict=True))
            slow |= np.fromiter((length > MAX_TEXT // 2 for length in longest), dtype=bool)
        rows, kinds = kinds_of_unrated(columns, results.status)
        for kind in np.unique(kinds):
            of_kind = rows[kinds == kind]
            if self._is_lacking(int(kind), stretch.record(int(of_kind[0]))):
                slow[of_kind] = True

    def _is_lacking(self, kind: int, record: Record) -> bool:
        """Return True if the rule lacks something for a kind of row, see `kinds_of_unrated`."""
        if kind not in self.lacking:
            row = self._row(record, [])
            self.lacking[kind] = bool(rate(position_in(row), self.scheme).lacks)
        return self.lacking[kind]

    def _rate_singly(self, stretch: TextStretch, slow: Flags, results: Results) -> None:
        rows = np.flatnonzero(slow).tolist()
        if self.singles.count + len(rows) > MOST_ROWS:
            raise SourceError(
                f"has more than {MOST_ROWS:,} rows with something to look at, which are read one "
                "by one.",
                code="source-too-large",
                where=self.path.name,
                fix="Rate it in parts, and put right what most rows have in common.",
            )
        found: list[Finding] = []
        ratings = self.singles.rate([self._row(stretch.record(i), found) for i in rows])
        for i, rating in zip(rows, ratings, strict=True):
            results.put(i, rating)

    def _row(self, record: Record, findings: list[Finding]) -> Row:
        number, fields = record
        # What is kept of a row, such as its reference in a finding, would keep the memory of the
        # stretch that its texts are in from being used again as a whole: copied, they are apart.
        fields = [str(field.encode(), "utf-8") for field in fields]
        cells = named_cells(self.start.header, text_cells(fields), {})
        return Row(self.path.name, "", cells, findings, line=number, words=self.words)

    def _look_at_style(self, texts: list[list[str]], plain: set[str]) -> None:
        digits = {self.named[name] for name in plain}
        asks_point = self.start.delimiter == ";" and not self.signs.point
        for heading, column in self.places.items():
            if heading in FIGURES and (asks_point or column not in digits):
                self.signs.add(set(texts[column]))

    def _look_at_refs(self, texts: list[list[str]], is_measure: Flags) -> None:
        if layout.REF not in self.places:
            return
        refs = texts[self.places[layout.REF]]
        if not is_measure.all():
            refs = [ref if is_one else "" for ref, is_one in zip(refs, is_measure, strict=True)]
        periods = None
        if layout.PERIOD in self.places:
            written = texts[self.places[layout.PERIOD]]
            shown = {text: "" if is_nothing(text) else text for text in set(written)}
            periods = [shown[text] for text in written]
        self.refs.add(refs, periods)

    def _repeated(self) -> Iterator[Row]:
        """Read the rows again whose reference may be there twice."""
        rows = set(self.refs.rows().tolist())
        place = 0
        for stretch in stretches(self.path, self.start, self.piece) if rows else ():
            for i in range(len(stretch)):
                if place + i in rows:
                    yield self._row(stretch.record(i), [])
            place += len(stretch)

    def _stretch(
        self,
        texts: list[list[str]],
        plain: set[str],
        codes: NDArray[np.int64],
        is_measure: Flags,
    ) -> Stretch:
        columns = [texts[self.places[heading]] for heading in self.passed_on]
        if not is_measure.all():
            columns = [list(compress(column, is_measure)) for column in columns]
            codes = codes[is_measure]
        counts = np.bincount(codes // _WAYS**2, minlength=len(STATUSES))
        for status, count in zip(STATUSES, counts.tolist(), strict=True):
            self.table.statuses[status] += count
        known = {COLUMNS[name] for name in plain}
        digits = frozenset(i for i, heading in enumerate(self.passed_on) if heading in known)
        return Stretch(columns, digits, codes)


def _add(tally: Tally, other: Tally) -> None:
    tally.figures += other.figures
    tally.small += other.small
    tally.high += other.high
    tally.doubted += other.doubted


def _filled(texts: list[str]) -> Flags:
    if texts.count("") == len(texts):
        return np.zeros(len(texts), dtype=bool)
    return np.fromiter(map(bool, texts), dtype=bool, count=len(texts))
