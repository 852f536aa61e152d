"""Cells of one measure and quarter, built from counts: a test names only the counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import Cell, Figure, Printed
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.given import Q3


def cell(owner: str, quarter: Quarter = Q3, ref: str = "PI1") -> Cell:
    return Cell(("exampleton", ref), owner, quarter)


def figure(
    value: int | None, quarter: Quarter = Q3, basis: Basis = Basis.IN_PERIOD, marker: str = ""
) -> Figure:
    actual = None if value is None else Decimal(value)
    return Figure((0, quarter), Unit.COUNT, Past(quarter, actual, marker), basis)


def printed(
    counts: Mapping[str, int | None],
    quarter: Quarter = Q3,
    *,
    ref: str = "PI1",
    basis: Basis = Basis.IN_PERIOD,
    marked: str = "",
) -> dict[Cell, Printed]:
    """One figure an owner; the owner `marked` has its marked [c]."""
    return {
        cell(owner, quarter, ref): Printed(
            [figure(value, quarter, basis, "[c]" if owner == marked else "")]
        )
        for owner, value in counts.items()
    }


def printed_in(file: str, **counts: int | None) -> list[PublishedFigure]:
    """The figures of a file by directorate; None is withheld."""
    return [
        PublishedFigure(
            file,
            "PI.1",
            name,
            cell(name.casefold()),
            Unit.COUNT,
            Past(Q3, None, "[c]") if count is None else Past(Q3, Decimal(count)),
        )
        for name, count in counts.items()
    ]
