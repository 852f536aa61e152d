"""Result of rating a long table: its rows by stretches, and the findings on it as a whole."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.finding import Finding
from kpibook.domain.rules.outcomes import Status
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rated rows of a table, as columns of texts.

    Attributes:
        columns: The columns that are passed on, in their order.
        plain: Numbers of the columns that hold digits and nothing else.
        results: Index of the results of each row into `RatedLongTable.results`.
    """

    columns: list[list[str]]
    plain: frozenset[int]
    results: NDArray[np.int64]


@dataclass(slots=True)
class RatedLongTable:
    """Table as it was rated, without its rows.

    Attributes:
        header: As in `RatedTable`.
        results: The result columns of every combination of status and directions.
        findings: As in `RatedTable`; complete when all rows are read.
        statuses: The number of rows of each status.
    """

    header: tuple[str, ...]
    results: list[tuple[str, ...]]
    findings: list[Finding] = field(default_factory=list)
    statuses: dict[Status, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return sum(self.statuses.values())
