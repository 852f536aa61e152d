"""Rows in which the headings of a table of measures are, and where the table ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.heading_words import roles_of_heading
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import joined_headings
from kpibook.workbook.mapped.periods.period_words import mentions_in

_SEARCHED = 200
_LONGEST = 60  # characters of a heading
_NAMES = {"ref", "measure"}
_FIGURES = {"actual", "target", "numerator", "denominator", "previous"}


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """Headings of a table on a sheet.

    Attributes:
        rows: Their rows.
        headings: The headings by column.
        ends: The first row that is no longer of the table.
    """

    rows: tuple[int, ...]
    headings: Mapping[int, str]
    ends: int


def tables_on(grid: Grid) -> Iterator[HeadingRows]:
    """Yield the headings of each table on a sheet, from the top; none on a sheet without."""
    found = list(_candidates(grid))
    starts = [rows for rows, _ in found]
    for (rows, headings), after in zip(found, [*starts, (2**31,)][1:], strict=True):
        yield HeadingRows(rows, headings, after[0])


def _candidates(grid: Grid) -> Iterator[tuple[tuple[int, ...], dict[int, str]]]:
    """Yield rows that are headings: the best of neighbours, and nothing that only repeats."""
    numbers = [number for number in grid.rows if number <= _SEARCHED]
    seen: list[dict[int, str]] = []
    skip = 0
    for i, number in enumerate(numbers):
        if number < skip:
            continue
        following = numbers[i + 1 : i + 3]
        # A row above with one band only begins later headings; so pairs and threes are tried.
        sets: list[tuple[int, ...]] = [(number,)]
        if following[:1] == [number + 1]:
            sets.append((number, number + 1))
        if following == [number + 1, number + 2]:
            sets.append((number, number + 1, number + 2))
        best = max(sets, key=lambda rows: (_score(grid, rows), -len(rows)))
        if _score(grid, best) <= 0:
            continue
        headings = joined_headings(grid, best)
        skip = best[-1] + 1
        if headings in seen:
            continue
        seen.append(headings)
        yield best, headings


def _score(grid: Grid, rows: tuple[int, ...]) -> float:
    """Return how much rows look like the headings of measures; 0 or less if they do not."""
    for row in rows:
        texts = [grid.text(row, column) for column in grid.rows[row]]
        if any(len(text) > 4 * _LONGEST for text in texts) or _is_data(texts):
            return 0
    # A title alone on its row is no heading, however well its words fit.
    if len({grid.text(rows[0], c) for c in grid.rows[rows[0]]}) < 2:
        return 0
    headings = joined_headings(grid, rows)
    roles: dict[str, int] = {}
    periods = 0
    for text in headings.values():
        if len(text) > 2 * _LONGEST:
            continue
        found = roles_of_heading(text)
        for role, unsure in found.items():
            roles[role] = min(unsure, roles.get(role, unsure))
        periods += any(True for _ in mentions_in(text))
    if not _NAMES & set(roles) or not (_FIGURES & set(roles) or periods or _is_register(roles)):
        return 0
    return len(roles) + sum(0.3 for unsure in roles.values() if unsure < 2) + min(periods, 8) * 0.2


def _is_register(roles: Mapping[str, int]) -> bool:
    """Return True for headings of a list of measures without figures, which another table joins."""
    says = {"unit", "polarity", "period", "tolerance", "basis", "frequency"} & set(roles)
    return ("ref" in roles and "measure" in roles and bool(says)) or len(says) > 1


def _is_data(texts: list[str]) -> bool:
    """Return True for a row that holds figures: dates and years may be headings."""
    figures = [text for text in texts if not any(True for _ in mentions_in(text))]
    return len(figures) > 2 and share(figures, "number") > 0.3
