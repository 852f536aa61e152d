"""Columns of a table of measures: target to direction, in the order that the council chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpibook.domain.report.block import Block, Movement
from kpibook.domain.report.report import Report
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.return_wording import (
    COMPARATOR,
    DIRECTION,
    FORECAST,
    PERIODS,
    STATUS,
    TARGET,
    TREND,
    ReturnWording,
)
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.page import PageCell
from kpibook.outputs.return_sheets.cells import figure_cell, word_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.trend_lines import Trends

_STATUS_SHARE, _TREND_SHARE, _DIRECTION_SHARE = 15, 12, 17


@dataclass(frozen=True, slots=True)
class Part:
    """Column with the function that makes its cells.

    Attributes:
        column: The column.
        cell: Returns the cell of a measure.
        period: The quarter that it shows; "" for a column of something else.
    """

    column: Column
    cell: Callable[[Block], PageCell]
    period: str = ""


def parts_of(report: Report, blocks: Sequence[Block], chosen: ReturnWording) -> list[Part]:
    """Return the columns for some measures; those that would say nothing of them are left out.

    Args:
        report: The report.
        blocks: The measures of the table.
        chosen: The council's choice of columns.
    """
    makers: dict[str, Callable[[], Iterator[Part]]] = {
        TARGET: lambda: iter([Part(Column(report.labels.target), _target)]),
        COMPARATOR: lambda: _comparator(blocks, report.labels),
        PERIODS: lambda: _periods(report, chosen.periods),
        FORECAST: lambda: _forecast(blocks, report.labels),
        TREND: lambda: iter([_trend(report.labels, chosen.periods)]),
        STATUS: lambda: iter([Part(Column(report.labels.status, _STATUS_SHARE), _status)]),
        DIRECTION: lambda: _directions(blocks, report.labels),
    }
    return [part for name in chosen.columns for part in makers[name]()]


def _target(block: Block) -> PageCell:
    return figure_cell(block.target)


def _status(block: Block) -> PageCell:
    return word_cell(block.status, block.status_words)


def _trend(labels: Labels, periods: int) -> Part:
    return Part(
        Column(labels.trend, _TREND_SHARE),
        lambda block: PageCell(block.trend.in_brief(labels, periods)),
    )


def shows_comparators(blocks: Sequence[Block]) -> bool:
    """Return True if most measures have a comparator, so that it has a column."""
    return 2 * sum(block.comparison is not None for block in blocks) > len(blocks)


def _comparator(blocks: Sequence[Block], labels: Labels) -> Iterator[Part]:
    if not shows_comparators(blocks):
        return
    names = {block.comparison.name for block in blocks if block.comparison is not None}
    if len(names) == 1:
        heading = names.pop() or labels.comparator

        def figure(block: Block) -> PageCell:
            if block.comparison is None:
                return PageCell(SHORTHAND_NO_TARGET, right=True)
            return figure_cell(block.comparison.figure)

        yield Part(Column(heading), figure)
        return

    def named(block: Block) -> PageCell:
        comparison = block.comparison
        if comparison is None:
            return PageCell(SHORTHAND_NO_TARGET)
        return PageCell(f"{comparison.name}: {comparison.figure.text}")

    yield Part(Column(labels.comparator, _DIRECTION_SHARE), named)


def _periods(report: Report, number: int) -> Iterator[Part]:
    quarters = last_quarters(report.blocks, number)
    for quarter in quarters:
        is_now = quarter == report.period

        def cell(block: Block, quarter: str = quarter, is_now: bool = is_now) -> PageCell:
            return figure_cell(block.actual, bold=True) if is_now else _earlier(block, quarter)

        yield Part(Column(quarter), cell, quarter)


def last_quarters(blocks: Sequence[Block], number: int) -> list[str]:
    """Return the names of the last quarters that any measure has a figure in, oldest first.

    The quarter before is always among them: directions are from it.
    """
    quarters = {(p.year, p.quarter): p.period for block in blocks for p in block.trend.points}
    quarters |= {_order(p): p for b in blocks for p in (b.period, b.previous_period)}
    return [quarters[key] for key in sorted(quarters)][-number:]


def _order(period: str) -> tuple[str, str]:
    quarter, _, year = period.partition(" ")
    return year, quarter


def _earlier(block: Block, quarter: str) -> PageCell:
    """Return the figure of an earlier quarter.

    Without a figure of a quarter the trend of a measure of a year leaves it out: none is due.
    """
    points: list[Point] = [p for p in block.trend.points if p.period == quarter]
    if points:
        return figure_cell(points[0].actual)
    for figure in (block.previous, block.last_year):
        if figure.period == quarter:
            return figure_cell(figure)
    first = block.trend.points[0] if block.trend.points else None
    is_between = first is not None and (first.year, first.quarter) < _order(quarter)
    return PageCell(SHORTHAND_NO_TARGET if is_between else SHORTHAND_MISSING, right=True)


def _forecast(blocks: Sequence[Block], labels: Labels) -> Iterator[Part]:
    if not any(block.forecast for block in blocks):
        return

    def figure(block: Block) -> PageCell:
        if block.forecast is None:
            return PageCell(SHORTHAND_MISSING, right=True)
        return figure_cell(block.forecast.figure)

    def status(block: Block) -> PageCell:
        return word_cell(block.forecast.status) if block.forecast else PageCell(SHORTHAND_MISSING)

    yield Part(Column(labels.forecast), figure)
    if any(b.forecast is not None and b.forecast.status != b.status for b in blocks):
        yield Part(Column(labels.forecast_status, _STATUS_SHARE), status)


def _directions(blocks: Sequence[Block], labels: Labels) -> Iterator[Part]:
    """Yield a column for each baseline; a second only where it says something."""
    for place in range(max((len(block.movements) for block in blocks), default=0)):
        moved = [b.movements[place] for b in blocks if len(b.movements) > place]
        if place and all(each.is_minor for each in moved):
            continue
        names = {movement.against for movement in moved}
        is_shared = len(names) == 1
        generic = labels.second_direction if place else labels.direction
        heading = labels.directions.replace("{}", names.pop(), 1) if is_shared else generic

        def cell(block: Block, place: int = place, is_shared: bool = is_shared) -> PageCell:
            if len(block.movements) <= place:
                return PageCell(SHORTHAND_NO_TARGET if block.movements else block.status_words)
            return PageCell(_in_words(block.movements[place], is_shared=is_shared))

        yield Part(Column(heading, _DIRECTION_SHARE), cell)


def _in_words(movement: Movement, *, is_shared: bool) -> str:
    return movement.brief if is_shared else movement.words


def trends_in(
    columns: Sequence[Column], parts: Sequence[Part], blocks: Sequence[Block], labels: Labels
) -> Trends | None:
    """Return the trends to draw in a table; None if it shows no trend in words.

    Args:
        columns: All columns of the table, in order, those of `parts` among them.
        parts: The columns of the measures.
        blocks: The measures, in the order of the rows.
        labels: The words.
    """
    headings = [column.heading for column in columns]
    periods = [headings.index(part.period) for part in parts if part.period]
    if labels.trend not in headings or not periods:
        return None
    return Trends(labels.trend, periods, blocks)
