"""Trend data sheet: each measure's last eight quarters, for charts and sparklines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.consolidation.consolidation import (
    QUARTERS_SHOWN,
    ConsolidatedRow,
    Consolidation,
    Past,
)
from kpibook.domain.consolidation.row_brief import RowBrief, briefs_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.on_use.replacing import replace
from kpibook.outputs.ahead.loose_rows import (
    LooseCell,
    number_cell,
    rows_of_columns,
    text_cell,
)
from kpibook.outputs.ahead.placed_rows import AheadRows, Drawn
from kpibook.outputs.consolidated.charts.quarters import (
    columns_of_row,
    figures_of,
    starts_again,
    turns_of,
)
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    council_of,
    directorate_of,
    figure_width,
    has_several_councils,
)
from kpibook.outputs.consolidated.scorecard import COUNCIL_WIDTH
from kpibook.outputs.figures import form_of
from kpibook.outputs.page import Page, PageCell, Rows, fixed, sheet_reference
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import excel_number, number_format

#: Further measures have no sparkline and no rows of quarters; the sheet says so.
MOST_MEASURES = 2_000
#: The actuals of measures whose figures begin again each year, a column for every other year.
THIS_TURN, OTHER_TURN = "Line of this year", "Line of last year"
#: Characters of a title that fit two lines of its column on the sheet of a single workbook.
_MOST_TITLE = 38
_URGENT = (Status.OFF, Status.NOT_REPORTED)


class Trends:
    """The measures on the sheet 'Trend data', and the cells of each.

    Args:
        consolidation: The measures. If there are more than `MOST_MEASURES`, those off target or
            not reported come first, then those that declined.
        sheet: The sheet that holds their figures, without rows: name, title, lines and table; None
            for 'Trend data'.
    """

    def __init__(self, consolidation: Consolidation, sheet: Page | None = None) -> None:
        self.consolidation = consolidation
        self.quarters = last_quarters(consolidation.period)
        self.numbers = most_urgent(range(len(consolidation.rows)), consolidation, MOST_MEASURES)
        self._council = has_several_councils(consolidation)
        self._at = {number: at for at, number in enumerate(self.numbers)}
        # The rows of a measure are drawn one after another, so they are made together.
        self._quarters_of = lru_cache(2)(self._made)
        self._page = self._figures() if sheet is None else self._on(sheet)

    @property
    def page(self) -> Page:
        """Return the sheet 'Trend data': a row for each quarter of each measure."""
        return self._page

    def cells_of(self, number: int, heading: str = layout.ACTUAL) -> str:
        """Return the cells of a measure's quarters under a heading; "" if it is not on the sheet.

        Args:
            number: Position of the row in the consolidation, counted from 0.
            heading: The column of 'Trend data'.
        """
        if number not in self._at:
            return ""
        column = list(self._page.header).index(heading) + 1
        top = self._page.top + 1 + self._at[number] * QUARTERS_SHOWN
        first, last = fixed(top, column), fixed(top + QUARTERS_SHOWN - 1, column)
        return f"{sheet_reference(self._page.name)}!{first}:{last}"

    def all_cells(self) -> list[str]:
        """Return the cells of every row's quarters, in the order of the consolidation.

        "" for a measure whose figures begin again within them: a sparkline cannot be broken.
        """
        cells = [""] * len(self.consolidation.rows)
        for number in self.numbers:
            if not self.starts_again(number):
                cells[number] = self.cells_of(number)
        return cells

    def figures(self, number: int) -> list[Past | None]:
        """Return a measure's last eight quarters, the oldest first; None for an unknown quarter."""
        return figures_of(self.consolidation.rows[number], self.quarters)

    def targets(self, number: int) -> list[Decimal | None]:
        """Return the target that applied in each of the eight quarters; None if none is known."""
        return self.consolidation.rows[number].targets_then(self.quarters)

    def starts_again(self, number: int) -> bool:
        """Return True if a measure's figures begin again within the quarters that have a figure."""
        return starts_again(self.consolidation.rows[number])

    def turns(self, number: int) -> tuple[list[Decimal | None], list[Decimal | None]]:
        """Return the actuals of every other year, and those of the years between.

        A line chart joins neighbours in a column, so that years that begin again need two.
        """
        return turns_of(self.figures(number), self.quarters)

    def _figures(self) -> Page:
        items = [(number, at) for number in self.numbers for at in range(QUARTERS_SHOWN)]
        columns = {
            **({sheets.COUNCIL: COUNCIL_WIDTH} if self._council else {}),
            layout.DIRECTORATE: 24,
            layout.REF: 11,
            layout.MEASURE: 54,
            layout.PERIOD: 13,
            layout.ACTUAL: figure_width(self.consolidation, 12, with_past=True),
            layout.MARKER: 10,
            layout.TARGET: figure_width(self.consolidation, 12, with_past=True),
            THIS_TURN: figure_width(self.consolidation, 14, with_past=True),
            OTHER_TURN: figure_width(self.consolidation, 14, with_past=True),
        }
        return Page(
            name=sheets.TREND_DATA,
            title=f"Trend data: the last eight quarters up to {self.consolidation.period}",
            lines=(
                (
                    "A row for each quarter of each measure: the figures behind the sheet Trends "
                    "and the small lines on the Scorecard."
                ),
                *self._left_out(),
                (
                    "A blank actual is a quarter without a figure. The target is that of its "
                    "quarter where the workbook keeps it, and otherwise the register's for this "
                    "year; a blank is a target that is not known."
                ),
                (
                    "A measure that counts the year so far begins again each April, so its line "
                    f"is broken there: the chart draws the columns '{THIS_TURN}' and "
                    f"'{OTHER_TURN}', which take the years in turn."
                ),
            ),
            table=sheets.TRENDS_TABLE,
            header=list(columns),
            widths=list(columns.values()),
            rows=Rows(items, lambda item: self._cells(*item)),
            ledger=True,
            ahead=AheadRows(self._drawn),
        )

    def _on(self, sheet: Page) -> Page:
        """Return a sheet of a single workbook with the figures: whose they are goes unsaid."""
        items = [(number, at) for number in self.numbers for at in range(QUARTERS_SHOWN)]
        figure = figure_width(self.consolidation, 10, with_past=True)
        refs = (len(row.rated.measure.ref) + 2 for row in self.consolidation.rows)
        columns = {
            layout.REF: max(8, *refs, 0),
            layout.MEASURE: 23,
            layout.PERIOD: 12,
            layout.ACTUAL: figure,
            layout.TARGET: figure,
            THIS_TURN: figure,
            OTHER_TURN: figure,
        }
        rows = [self._own_cells(number, at) for number, at in items]
        return replace(
            sheet,
            header=list(columns),
            widths=[float(each) for each in columns.values()],
            rows=rows,
        )

    def _own_cells(self, number: int, at: int) -> list[PageCell]:
        row = self.consolidation.rows[number]
        past = self.figures(number)[at]
        turns = [turn[at] for turn in self.turns(number)] if self.starts_again(number) else []
        return [
            PageCell(row.rated.measure.ref),
            PageCell(shortened(row.rated.measure.title, _MOST_TITLE)),
            PageCell(str(self.quarters[at])),
            _figure(row, past.actual if past else None),
            _figure(row, self.targets(number)[at]),
            *(_figure(row, turn) for turn in turns or (None, None)),
        ]

    def _left_out(self) -> list[str]:
        total = len(self.consolidation.rows)
        if len(self.numbers) == total:
            return []
        return [
            (
                f"It holds {len(self.numbers):,} of {total:,} measures: those off target or not "
                "reported first, then those that declined, then others in the order of the "
                "Scorecard."
            )
        ]

    def _cells(self, number: int, at: int) -> list[PageCell]:
        return self._quarters_of(number)[at]

    def _made(self, number: int) -> list[list[PageCell]]:
        """Return the rows of a measure, a row for each quarter."""
        row = self.consolidation.rows[number]
        whose = [PageCell(text) for text in self._whose(row)]
        return [
            [
                *whose,
                PageCell(str(quarter)),
                _figure(row, past.actual if past else None),
                PageCell(past.marker if past else ""),
                *(_figure(row, value) for value in others),
            ]
            for quarter, past, *others in zip(
                self.quarters, *columns_of_row(row, self.quarters), strict=True
            )
        ]

    def _whose(self, row: ConsolidatedRow) -> list[str]:
        measure, name = row.rated.measure, directorate_of(row) or NO_DIRECTORATE
        council = [council_of(row) or NO_DIRECTORATE] if self._council else []
        return [*council, name, measure.ref, measure.title]

    def _drawn(self) -> Iterator[Drawn]:
        """Yield the rows as they are drawn, made from the columns of each measure."""
        periods = [text_cell(str(quarter)) for quarter in self.quarters]
        for number in self.numbers:
            row = self.consolidation.rows[number]
            form, unit = form_of(row.rated.measure)
            figures, *others = columns_of_row(row, self.quarters)
            values = [past.actual if past else None for past in figures], *others
            actuals, *further = (
                [_loose(excel_number(unit, value), form) for value in column] for column in values
            )
            columns = [
                *([text_cell(text)] * QUARTERS_SHOWN for text in self._whose(row)),
                periods,
                actuals,
                [text_cell(past.marker if past else "") for past in figures],
                *further,
            ]
            for drawn in rows_of_columns(columns):
                yield None if drawn is None else (drawn, 0)


def _loose(number: float | None, form: str) -> LooseCell:
    return text_cell("") if number is None else number_cell(number, form)


def shortened(title: str, most: int) -> str:
    """Return a title on one line, cut with an ellipsis if it is longer than `most` characters."""
    line = " ".join(title.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def last_quarters(period: Quarter) -> list[Quarter]:
    """Return the eight quarters up to and including `period`, the oldest first."""
    quarters = [period]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.insert(0, quarters[0].previous)
    return quarters


def most_urgent(numbers: Sequence[int], consolidation: Consolidation, most: int) -> list[int]:
    """Return at most `most` of the numbers, the urgent rows preferred, in their own order."""
    if len(numbers) <= most:
        return list(numbers)
    rows = briefs_of(consolidation.rows)
    return sorted(sorted(numbers, key=lambda number: _urgency(rows[number]))[:most])


def _urgency(row: RowBrief) -> int:
    if row.status in _URGENT:
        return 0
    return 1 if row.direction is Direction.DECLINED else 2


def _figure(row: ConsolidatedRow, value: Decimal | None) -> PageCell:
    """Return a figure or a blank."""
    # A text in place of a missing figure would be drawn as zero in a chart.
    measure = row.rated.measure
    number = excel_number(measure.counted_in, value)
    if number is None:
        return PageCell("")
    return PageCell(number, number_format(measure), measure.written(value))
