"""Cells to be written gathered into as few rectangles as will do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kpibook.xlsx.cells.references import Area

Place = tuple[int, int]

LONGEST_ADDRESS = 250
"""Characters of an address of several areas; Excel takes 255."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle and what goes into it.

    Attributes:
        area: Where.
        rows: Its values, row by row.
    """

    area: Area
    rows: list[list[object]]


def blocks(
    wanted: Mapping[Place, object],
    unchanged: Callable[[Place], object | None] | None = None,
    alone: Callable[[object], bool] | None = None,
) -> list[Block]:
    """Rectangles that hold all of `wanted`.

    A cell between two wanted ones of its column may be written back as it is, which makes one
    rectangle of two.

    Args:
        wanted: Values by row and column.
        unchanged: What writes a cell back as it is; None when it must not be touched, as none
            may when this is None.
        alone: Values that go into a rectangle of their own.
    """
    keep, apart = unchanged or _nothing, alone or _nothing
    values = dict(wanted)
    runs: list[tuple[int, int, int]] = []
    for column, places in groupby(sorted(wanted, key=lambda at: (at[1], at[0])), lambda at: at[1]):
        runs += [(column, *run) for run in _runs(list(places), values, keep, apart)]
    return [
        Block(area, [[values[row, column] for column in _columns(area)] for row in _rows(area)])
        for area in _side_by_side(runs)
    ]


def _runs(
    places: list[Place],
    values: dict[Place, object],
    unchanged: Callable[[Place], object | None],
    alone: Callable[[object], object],
) -> Iterator[tuple[int, int]]:
    """First and last row of each unbroken run in a column; `values` gets what fills the gaps."""
    first = last = 0
    for row, column in places:
        apart = alone(values[row, column]) or (last and alone(values[last, column]))
        between = {(gap, column): unchanged((gap, column)) for gap in range(last + 1, row)}
        if last and not apart and all(value is not None for value in between.values()):
            values.update(between)
        else:
            if last:
                yield first, last
            first = row
        last = row
    yield first, last


def _side_by_side(runs: Iterable[tuple[int, int, int]]) -> list[Area]:
    """Runs of neighbouring columns with the same rows made one rectangle."""
    areas: list[Area] = []
    for column, first, last in sorted(runs, key=lambda run: (run[1], run[2], run[0])):
        before = areas[-1] if areas else None
        if (
            before
            and (before.first_row, before.last_row) == (first, last)
            and (before.last_column == column - 1)
        ):
            areas[-1] = Area(first, before.first_column, last, column)
        else:
            areas.append(Area(first, column, last, column))
    return areas


def addresses(places: Iterable[Place], *, several: bool) -> Iterator[str]:
    """Addresses that together cover `places` and nothing else.

    Args:
        places: Rows and columns.
        several: An address may name several areas, as Excel on Windows takes them.

    >>> list(addresses([(6, 8), (7, 8), (9, 8)], several=True))
    ['H6:H7,H9']
    """
    cells = dict.fromkeys(places, True)
    parts = [str(block.area) for block in blocks(cells)]
    if not several:
        yield from parts
        return
    line = ""
    for part in parts:
        if line and len(line) + len(part) >= LONGEST_ADDRESS:
            yield line
            line = ""
        line = f"{line},{part}" if line else part
    if line:
        yield line


def _nothing(_: object) -> None:
    return None


def _rows(area: Area) -> range:
    return range(area.first_row, area.last_row + 1)


def _columns(area: Area) -> range:
    return range(area.first_column, area.last_column + 1)
