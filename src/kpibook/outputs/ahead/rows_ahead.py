"""Rows of a sheet of the consolidated workbook, taken from what was drawn ahead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.outputs.ahead.placed_rows import AheadRows, Drawn


@runtime_checkable
class RowsDrawnAhead(Protocol):
    """Rows of a consolidation that were drawn where their workbooks were read."""

    def drawn(
        self, sheet: str, assumed: str, numbers: Sequence[int] | None = None
    ) -> Iterator[Drawn]:
        """Yield rows as they are drawn for a sheet; None for one that has to be drawn again.

        Args:
            sheet: The sheet.
            assumed: Its settings; a row that was drawn for others is of no use.
            numbers: The rows, counted from 0; None for all.
        """

    def __len__(self) -> int:
        """Return the number of rows."""

    def __getitem__(self, index: int) -> ConsolidatedRow:
        """Return a row."""

    def lines(self) -> Iterable[str | None]:
        """Return the line of each row in a CSV table; None for one that has to be made again."""


def rows_ahead(
    rows: Sequence[ConsolidatedRow],
    sheet: str,
    numbers: Sequence[int] | None = None,
    *,
    assumed: str = "",
    width: int = 0,
    link: Callable[[int], str] | None = None,
    skip: int = 0,
) -> AheadRows | None:
    """Return the rows of a sheet that are drawn already; None if no row is.

    Args:
        rows: The rows of the consolidation.
        sheet: The sheet.
        numbers: The rows that are on it, counted from 0; None for all.
        assumed: Its settings, as in `RowsDrawnAhead.drawn`.
        width: As in `AheadRows`.
        link: As in `AheadRows`.
        skip: As in `AheadRows`.
    """
    if not isinstance(rows, RowsDrawnAhead):
        return None
    return AheadRows(partial(rows.drawn, sheet, assumed, numbers), width, link, skip)


def in_words(directions: Sequence[DirectionColumn]) -> str:
    """Return the settings of a sheet with these columns of directions."""
    return json.dumps([(each.place, each.heading, each.is_shared) for each in directions])
