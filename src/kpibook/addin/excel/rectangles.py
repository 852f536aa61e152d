"""Rectangles of cells to write, as few as possible: each is a call to Excel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area

Place = tuple[int, int]

_LARGE = 20_000  # cells that one call reads, needed or not

LONGEST_ADDRESS = 250
"""Characters in an address of several areas; Excel takes 255."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of values to write.

    Attributes:
        area: The cells.
        rows: The values, row by row.
    """

    area: Area
    rows: list[list[object]]


def blocks(
    wanted: Mapping[Place, object],
    unchanged: Callable[[Place], object | None] | None = None,
    alone: Callable[[object], bool] | None = None,
) -> list[Block]:
    """Gather `wanted` into rectangles.

    A cell between two cells to write in its column may be written back as it is, which joins two
    rectangles.

    Args:
        wanted: Values by row and column.
        unchanged: Returns the value that leaves a cell as it is, or None if the cell must not be
            touched; None to touch no other cell.
        alone: Returns True for a value that needs a separate rectangle.
    """
    gap_value, is_alone = unchanged or _nothing, alone or _nothing
    values = dict(wanted)
    runs: list[tuple[int, int, int]] = []
    for column, places in groupby(sorted(wanted, key=lambda at: (at[1], at[0])), lambda at: at[1]):
        runs += [(column, *run) for run in _runs(list(places), values, gap_value, is_alone)]
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
    """Yield first and last row of each run in a column; add the cells in gaps to `values`."""
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
    """Join runs of neighbouring columns with the same rows into rectangles."""
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


def places_of(area: Area) -> list[Place]:
    """Return rows and columns of the cells of an area, row by row."""
    return [(row, column) for row in _rows(area) for column in _columns(area)]


def areas_around(places: Collection[Place]) -> list[Area]:
    """Return the areas to read some cells in: one around all, unless they lie far apart.

    >>> [str(area) for area in areas_around({(6, 8), (9, 8)})]
    ['H6:H9']
    """
    if not places:
        return []
    rows, columns = [row for row, _ in places], [column for _, column in places]
    around = Area(min(rows), min(columns), max(rows), max(columns))
    if around.size <= max(_LARGE, 2 * len(places)):
        return [around]
    return [block.area for block in blocks(dict.fromkeys(places, True))]


def addresses(places: Iterable[Place], *, several: bool) -> Iterator[str]:
    """Yield addresses that together cover exactly `places`.

    Args:
        places: Rows and columns.
        several: True if an address may name several areas, as Excel on Windows allows.

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
