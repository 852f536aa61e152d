"""Rows of a long table that are no measures: told apart by arrays, and one by one if in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from kpibook.domain.finding import Finding
from kpibook.domain.measures.nothing import is_nothing
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.services.dataframe.columns import Columns
from kpibook.services.dataframe.exact import Flags
from kpibook.services.long_table.stretches import NotForStretches
from kpibook.sources.delimited import Start
from kpibook.sources.heading_text import heading_from
from kpibook.sources.other_rows import (
    Kind,
    KindReader,
    NeedsOtherRows,
    SortedRows,
    passed_over,
    texts_of,
)
from kpibook.sources.records import Record, is_filled
from kpibook.sources.tabular import extra_fields, text_cells

# A column with more different texts than this may hold the words of a heading somewhere.
_FEW = 64
_WORDS = ("polarity", "unit")

Texts: TypeAlias = Sequence[str]


def surely_measures(
    columns: Columns, every: Sequence[Texts], named: Mapping[str, Texts], plain: AbstractSet[str]
) -> Flags:
    """Return where a row is a measure for certain: it has a polarity, a figure and no headings.

    Args:
        columns: The arrays of a stretch.
        every: All its columns of texts.
        named: Those of them that are rated, by their names in a table.
        plain: The names of the columns that hold plain numbers and nothing else.
    """
    words = [n for n in _WORDS if n in named and all(map(_is_plain_word, set(named[n])))]
    if "polarity" not in words:
        return np.zeros(columns.slow.shape, dtype=bool)
    figures = {"decimals": columns.decimals, "tolerance": columns.tolerance, **columns.figures}
    filled = [~np.isnan(figures[name]) for name in plain if name in figures]
    filled.append(columns.polarity >= 0)
    if "unit" in words:
        filled.append(columns.unit >= 0)
    has_figure = ~np.isnan(columns.figures["actual"]) | ~np.isnan(columns.figures["target"])
    sure: Flags = has_figure & (columns.polarity >= 0)
    no_headings = {id(named[name]) for name in (*plain, *words)}
    others = [texts for texts in every if id(texts) not in no_headings]
    # Headings again are at least two, and half of the texts of their row.
    most = sum(map(_may_have_headings, others))
    if most > 1:
        sure &= np.add.reduce(filled, dtype=np.int64) > most
    return sure


def _may_have_headings(texts: Texts) -> bool:
    distinct = set(texts[: 2 * _FEW])
    if len(distinct) <= _FEW:
        distinct = set(texts)
    return len(distinct) > _FEW or any(map(_is_heading, distinct))


@lru_cache(maxsize=1024)
def _is_heading(text: str) -> bool:
    return bool(heading_from(text).meaning)


@lru_cache(maxsize=1024)
def _is_plain_word(text: str) -> bool:
    return not text or not (_is_heading(text) or is_nothing(text))


@dataclass(slots=True)
class OtherRows:
    """Rows that are no measures, and rows with more fields than headings.

    Attributes:
        start: The headings of the table.
        file: Its file's name.
    """

    start: Start
    file: str
    _reader: KindReader = field(init=False)
    _others: list[tuple[int, int, Kind]] = field(default_factory=list)
    _longer: list[Finding] = field(default_factory=list)
    _last_measure: int = -1

    def __post_init__(self) -> None:
        self._reader = KindReader.of_single_rows(self.start.header)

    def measure_at(self, place: int) -> None:
        """Note the place of a measure among the rows; the last counts."""
        self._last_measure = max(self._last_measure, place)

    def is_measure(self, place: int, record: Record) -> bool:
        """Return True for a row that is rated, and note another row.

        Raises:
            NotForStretches: The rest of the table would have to be known to tell.
        """
        number, fields = record
        if not is_filled(record):
            return False
        cells = text_cells(fields)
        try:
            kind = self._reader.kind(cells)
        except NeedsOtherRows as error:
            raise NotForStretches from error
        if kind is Kind.HEADINGS and not self._reader.is_same_headings(cells):
            raise NotForStretches
        if kind is not None:
            self._others.append((place, number, kind))
            return False
        self.measure_at(place)
        if max(texts_of(cells), default=0) <= self.start.width:
            return True
        where = Location(self.file, line=number)
        self._longer.append(extra_fields(self.start.width, len(cells), where))
        return False

    def findings(self) -> Iterator[Finding]:
        """Report the rows that are passed over and not used."""
        result = SortedRows()
        for place, number, kind in self._others:
            result.pass_over(number, kind, below=place > self._last_measure)
        yield from passed_over(result, Location(self.file), "line")
        yield from self._longer
