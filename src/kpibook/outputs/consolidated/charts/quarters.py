"""A measure's last quarters as columns, for the sheet 'Trend data' and the charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from kpibook.domain.consolidation.consolidation import QUARTERS_SHOWN, ConsolidatedRow, Past
from kpibook.domain.measures.period import Quarter

Values: TypeAlias = "Sequence[Decimal | None]"
_NO_TURN: list[Decimal | None] = [None] * QUARTERS_SHOWN


def columns_of_row(
    row: ConsolidatedRow, quarters: Sequence[Quarter]
) -> tuple[Sequence[Past | None], Values, Values, Values]:
    """Return a measure's quarters, its targets, and its actuals where they begin again."""
    figures = figures_of(row, quarters)
    turns = turns_of(figures, quarters) if starts_again(row) else (_NO_TURN, _NO_TURN)
    return figures, row.targets_then(quarters), *turns


def figures_of(row: ConsolidatedRow, quarters: Sequence[Quarter]) -> list[Past | None]:
    """Return a measure's figure of each quarter; None for an unknown quarter."""
    past = {past.quarter: past for past in row.history}
    return [past.get(quarter) for quarter in quarters]


def starts_again(row: ConsolidatedRow) -> bool:
    """Return True if a measure's figures begin again within the quarters that have a figure."""
    if not row.rated.measure.basis.is_of_year_so_far:
        return False
    return len({past.quarter.year for past in row.history if past.actual is not None}) > 1


def turns_of(
    figures: Sequence[Past | None], quarters: Sequence[Quarter]
) -> tuple[list[Decimal | None], list[Decimal | None]]:
    """Return the actuals of every other year, and those of the years between."""
    last = quarters[-1].year
    actuals = [past.actual if past else None for past in figures]
    this, other = (
        [
            actual if (last - quarter.year) % 2 == turn else None
            for actual, quarter in zip(actuals, quarters, strict=True)
        ]
        for turn in (0, 1)
    )
    return this, other
