"""Figures of a rated measure as a report prints them, each with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from kpibook.domain.consolidation.consolidation import QUARTERS_SHOWN, ConsolidatedRow, Past
from kpibook.domain.measures.measure import Frequency, Polarity
from kpibook.domain.measures.number import MARKERS, round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.figure import WORKED_OUT, Field, Figure
from kpibook.domain.report.origins import MeasureCells, WorkbookCells
from kpibook.domain.report.trend import Point, Trend
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location

#: In the place of a target that is not printed.
_NO_TARGET = Figure("", "", "", Field.TREND_TARGET, SHORTHAND_NO_TARGET)
#: Measures that have no figure in most quarters: a quarter without one is no gap.
_SELDOM = (Frequency.HALF_YEARLY, Frequency.TERMLY, Frequency.ANNUAL)


class BlockFigures:
    """Figures of a measure; those that several sentences need are made once.

    Args:
        ident: The id of its block, which those of its figures begin with.
        row: The measure as it may be published.
        scheme: The scheme it was rated under.
        cells: The cells of its workbook.
        has_trend_targets: False for sheets, which print no target of a trend: none is made.
    """

    def __init__(
        self,
        ident: str,
        row: ConsolidatedRow,
        scheme: Scheme,
        cells: WorkbookCells,
        *,
        has_trend_targets: bool = True,
    ) -> None:
        self.id = ident
        self._has_trend_targets = has_trend_targets
        self.row = row
        self.scheme = scheme
        self.cells = cells
        #: The cells of the measure.
        self.own_cells: MeasureCells = cells.of(row.rated.measure.key)
        #: The quarters that have history, as they may be published.
        self.past: Mapping[Quarter, Past] = {past.quarter: past for past in row.history}
        #: The quarter of the report.
        self.period: Quarter = row.rated.reading.period
        self._measure = measure = row.rated.measure
        # As the published return holds figures: rounded, unless they were rated unrounded.
        as_reported = scheme.rounding is Rounding.AS_REPORTED
        self._decimals = measure.decimals if as_reported else None
        self._written: dict[Decimal, tuple[str, str]] = {}

    def figure(
        self,
        field: Field,
        period: Quarter | str,
        value: Decimal | None,
        *,
        marker: str = "",
        missing: str = SHORTHAND_MISSING,
        text: str = "",
        where: Location | None = None,
        name: str = "",
    ) -> Figure:
        """Return a figure of the measure.

        Args:
            field: The part of the measure.
            period: The period it is of.
            value: In the measure's unit; None if there is none or it is withheld.
            marker: Its shorthand; it replaces a missing figure and follows any other.
            missing: What is printed without a figure and without a shorthand.
            text: What is printed instead; "" prints the value.
            where: The cell; None for a figure that was worked out.
            name: What follows the field in the id; "" for nothing.
        """
        mark = marker if marker in MARKERS else ""
        if value is None:
            written, exactly = mark or missing, ""
        else:
            written, exactly = self._of(value)
            written = f"{written} {mark}".rstrip()
        return Figure(
            f"{self.id}.{field.value}.{name}" if name else f"{self.id}.{field.value}",
            self._measure.ref,
            str(period),
            field,
            text or written,
            exactly,
            WORKED_OUT if where is None else self.cells.origin(where),
        )

    def _of(self, value: Decimal) -> tuple[str, str]:
        """Return a value as it is printed and exactly: the same is in several places."""
        known = self._written.get(value)
        if known is None:
            shown = value if self._decimals is None else round_half_away(value, self._decimals)
            known = self._measure.written(shown), f"{shown.normalize():f}"
            if value:  # a zero may have a sign
                self._written[value] = known
        return known

    def cell(self, quarter: Quarter) -> Location | None:
        """Return the cell of the actual of a quarter; None if it was worked out."""
        return self.own_cells.actuals.get(quarter)

    @property
    def target(self) -> Figure:
        """The target of the quarter: figure, range, words, or [z] for no target."""
        rated, measure = self.row.rated, self.row.rated.measure
        where = self.own_cells.target
        value, text = rated.target, ""
        if measure.polarity is Polarity.RANGE and measure.range_in_words():
            value, text = None, measure.range_in_words()
        elif measure.target.words:
            text = measure.target_in_words(self.period)
        elif value is None and measure.target.value is not None:
            value = measure.target.value
            text = f"{measure.written(value)} for the year"
        return self.figure(
            Field.TARGET, self.period, value, text=text, missing=SHORTHAND_NO_TARGET, where=where
        )

    @cached_property
    def actual(self) -> Figure:
        """The figure of the quarter, or that it is not due."""
        rated = self.row.rated
        if rated.waiting is not None:
            word = self.scheme.label(rated.rating.status)
            return self.figure(Field.ACTUAL, self.period, None, text=word)
        reading = rated.reading
        return self.figure(
            Field.ACTUAL,
            self.period,
            reading.usable,
            marker=reading.marker,
            where=self.cell(self.period),
        )

    @property
    def previous(self) -> Figure:
        """The figure of the quarter before; of a measure that is not due, its last figure."""
        rated, quarter = self.row.rated, self.period.previous
        if rated.waiting is not None:
            last = rated.waiting.last
            if last is None:
                return self.figure(Field.PREVIOUS, quarter, None)
            return self.figure(
                Field.PREVIOUS,
                last.label,
                last.value,
                text=rated.last_in_words,
                where=self.cell(last.quarter),
            )
        return self.figure(
            Field.PREVIOUS,
            quarter,
            rated.previous,
            marker=rated.previous_marker,
            where=self.cell(quarter),
        )

    @property
    def last_year(self) -> Figure:
        """The figure of the same quarter last year."""
        quarter = self.period.same_last_year
        past = self.past.get(quarter)
        value = self.row.rated.previous_year
        return self.figure(
            Field.LAST_YEAR,
            quarter,
            value if past is None or past.actual is not None else None,
            marker="" if past is None else past.marker,
            where=self.cell(quarter),
        )

    @property
    def trend(self) -> Trend:
        """The last eight quarters, from the first that has a figure."""
        frequency = self._measure.frequency
        past = self.past
        each = [(named, past.get(named.quarter)) for named in _last(self.period)]
        has_figure = [n for n, (_, then) in enumerate(each) if _has(then)]
        if not has_figure:
            return Trend()
        is_seldom = frequency in _SELDOM
        each = [each[n] for n in has_figure] if is_seldom else each[has_figure[0] :]
        restarts = self._measure.basis.is_of_year_so_far
        points = []
        year = each[0][0].year
        for named, then in each:
            points.append(self._point(named, then, starts=restarts and named.year != year))
            year = named.year
        return Trend(tuple(points))

    def _point(self, named: _Named, past: Past | None, *, starts: bool) -> Point:
        quarter, period, short, year, name = named
        actual = self.figure(
            Field.TREND,
            period,
            past.actual if past else None,
            marker=past.marker if past else "",
            where=self.cell(quarter),
            name=name,
        )
        if not self._has_trend_targets:
            return Point(period, short, year, actual, _NO_TARGET, starts)
        value, where = self._target_then(quarter, past)
        target = self.figure(
            Field.TREND_TARGET,
            period,
            value,
            missing=SHORTHAND_NO_TARGET,
            where=where,
            name=name,
        )
        return Point(period, short, year, actual, target, starts)

    def _target_then(
        self, quarter: Quarter, past: Past | None
    ) -> tuple[Decimal | None, Location | None]:
        """Return the target that applied in a quarter, with its cell."""
        if past is not None and past.target is not None:
            return past.target, self.own_cells.targets.get(quarter)
        where = self.own_cells.target if quarter == self.period else None
        return self.row.target_of_year(quarter), where


def _has(past: Past | None) -> bool:
    return past is not None and past.actual is not None


class _Named(NamedTuple):
    """Quarter of a trend with its names: whole, within the year, of the year, and in ids."""

    quarter: Quarter
    period: str
    short: str
    year: str
    name: str


@lru_cache(maxsize=8)
def _last(period: Quarter) -> tuple[_Named, ...]:
    quarters = [period]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.insert(0, quarters[0].previous)
    return tuple(
        _Named(q, str(q), f"Q{q.number}", q.financial_year, f"q{q.number}-{q.year}")
        for q in quarters
    )
