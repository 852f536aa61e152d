"""Sparklines next to the trend in words, drawn from the cells of the quarters in the same row."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.report.block import Block
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.chart import Sparklines
from kpibook.outputs.page import Page, sheet_reference
from kpibook.xlsx.cells.references import address

_LEAST = 3
#: Of the range of the figures: free room below the line, and above it for the words.
_BELOW, _ABOVE = 0.15, 1.4


@dataclass(frozen=True, slots=True)
class Trends:
    """Trends to draw in a table of measures.

    Attributes:
        heading: The column of the trend in words.
        periods: Positions of the columns of the quarters, counted from 0, next to each other.
        blocks: The measures, in the order of the rows.
    """

    heading: str
    periods: Sequence[int]
    blocks: Sequence[Block]


def trend_lines(
    page: Page, heading: str, periods: Sequence[int], blocks: Sequence[Block]
) -> Sparklines:
    """Return a sparkline for each row whose quarters all have a number.

    A text is drawn as nought, and no line can be broken where a year begins again: such rows have
    the words alone.

    Args:
        page: The sheet, with its rows as they are drawn.
        heading: The column of the trend.
        periods: Positions of the columns of the quarters, counted from 0, next to each other.
        blocks: The measure of each row.
    """
    references: list[str] = []
    spans: list[tuple[float, float]] = []
    for number, (row, block) in enumerate(zip(page.rows, blocks, strict=True), start=page.top + 1):
        values = [row[n].value for n in periods]
        numbers = [float(v) for v in values if isinstance(v, int | float)]
        drawn = len(numbers) == len(values) >= _LEAST and not _restarts(block, len(values))
        first, last = (address(number, n + 1) for n in (periods[0], periods[-1]))
        references.append(f"{sheet_reference(page.name)}!{first}:{last}" if drawn else "")
        spans.append(_span(numbers) if drawn else (0.0, 1.0))
    return Sparklines(heading, references, spans)


def _restarts(block: Block, periods: int) -> bool:
    return any(point.starts for point in block.trend.points[-periods:][1:])


def _span(numbers: Sequence[float]) -> tuple[float, float]:
    low, high = min(numbers), max(numbers)
    size = high - low or abs(high) or 1.0
    return low - size * _BELOW, high + size * _ABOVE
