"""A reader who tries everything: an attack that shares no code with the one in the project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from kpibook.domain.disclosure.cells import Cell, Printed
from kpibook.domain.measures.measure import Basis

#: Measures with more guesses than that are not tried.
_MOST = 1_000
#: Whose total it is.
_TOTAL = "total"


def values_by_trying(
    cells: Mapping[Cell, Printed], *, rule: bool
) -> Iterator[dict[Cell, set[int]]]:
    """Yield the withheld figures that have to do with one another, with all values that fit.

    Tried are all whole numbers from 0 to the printed total; what has no total, or too many numbers
    to try, is left out. What fits adds up to the total of each quarter where no directorate is
    late, is no more than it where a directorate is, and does not fall from one quarter of a year
    to the next if it is a year to date.

    Args:
        cells: The printed figures; an owner "total" is the total of the others.
        rule: Whether the reader takes each withheld part for 1 or more, with a 1 to 5 among those
            of a total.
    """
    groups: defaultdict[object, dict[Cell, int | None]] = defaultdict(dict)
    late = set()
    for cell, printed in cells.items():
        (figure,) = printed.figures
        together = None if printed.basis is Basis.CUMULATIVE else cell.quarter
        if figure.past.marker == "[x]":
            late.add((cell.measure, cell.quarter))
        elif figure.past.marker == "[c]":
            groups[cell.measure, together][cell] = None
        elif figure.past.actual is not None:
            groups[cell.measure, together][cell] = int(figure.past.actual)
    for own in groups.values():
        unknown = [c for c, count in own.items() if count is None]
        totals = {c.quarter: count for c, count in own.items() if c.owner == _TOTAL}
        limits = [totals.get(c.quarter) for c in unknown]
        if not unknown or None in limits or prod((n or 0) + 1 for n in limits) > _MOST:
            continue
        values: dict[Cell, set[int]] = {cell: set() for cell in unknown}
        for numbers in product(*(range((n or 0) + 1) for n in limits)):
            guess = dict(zip(unknown, numbers, strict=True))
            counts = {c: guess[c] if n is None else n for c, n in own.items()}
            is_year = cells[unknown[0]].basis is Basis.CUMULATIVE
            if _fits(counts, guess, late, is_year_to_date=is_year, rule=rule):
                for cell, number in guess.items():
                    values[cell].add(number)
        yield values


def _fits(
    counts: Mapping[Cell, int],
    guess: Mapping[Cell, int],
    late: set[tuple[object, object]],
    *,
    is_year_to_date: bool,
    rule: bool,
) -> bool:
    for total in (c for c in counts if c.owner == _TOTAL):
        parts = [c for c in counts if c.quarter == total.quarter and c != total]
        left = counts[total] - sum(counts[c] for c in parts)
        if left < 0 or (left > 0 and (total.measure, total.quarter) not in late):
            return False
        own = [guess[c] for c in parts if c in guess]
        if rule and own and (0 in own or not any(1 <= n <= 5 for n in own)):
            return False
    return not is_year_to_date or not any(_falls(cell, counts, guess) for cell in counts)


def _falls(cell: Cell, counts: Mapping[Cell, int], guess: Mapping[Cell, int]) -> bool:
    """Return True if a guess makes a year to date smaller than that of the quarter before."""
    before = Cell(cell.measure, cell.owner, cell.quarter.previous)
    if cell.quarter.number == 1 or before not in counts or not {cell, before} & set(guess):
        return False
    return counts[cell] < counts[before]
