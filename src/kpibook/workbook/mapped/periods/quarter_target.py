"""Target of a quarter in a row that holds those of all quarters, or the year's."""

from __future__ import annotations

from kpibook.domain.measures.measure import Basis, Profile
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.vocabulary.council_words import CouncilWords
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.register import basis_in
from kpibook.xlsx import Cell

_LAST = 4


def quarters_target(
    cells: dict[str, Cell], words: CouncilWords, period: Quarter, *, is_quarters: bool
) -> str:
    """Leave in a row the target of the quarter alone, as the register has it.

    A running total has the year's target in the last quarter only, or a part of it by its profile;
    so has a measure with targets of some quarters in the others.

    Args:
        cells: The cells of the row by heading, which are changed.
        words: The council's own words.
        period: The quarter.
        is_quarters: True if the row's own target is the quarter's.

    Returns:
        Why the quarter has no target, a clause; "" if it has one, or none is there at all.
    """
    row = Row("", "", dict(cells), [], own_words=words)
    by_quarter = {n: cells.pop(h, None) for n, h in enumerate(own.TARGETS_BY_QUARTER, 1)}
    profile = cells.pop(own.PROFILE, None)
    of_quarter = by_quarter[period.number]
    if of_quarter is not None:
        cells[own.TARGET] = of_quarter
        return ""
    is_running = basis_in(row) is Basis.CUMULATIVE
    has_others = any(cell is not None for cell in by_quarter.values())
    if is_quarters or period.number == _LAST or not (is_running or has_others):
        return ""
    target = row.figure(own.TARGET, row.counted_in()).value
    if target is None:
        return ""
    is_straight = (
        profile is not None and str(profile.value).strip().casefold() == Profile.STRAIGHT_LINE.value
    )
    if is_running and is_straight and not has_others:
        part = format((target * period.number / _LAST).normalize(), "f")
        cells[own.TARGET] = replace(cells[own.TARGET], kind="text", value=part, formula=None)
        return ""
    del cells[own.TARGET]
    return (
        "there are targets for other quarters only"
        if has_others
        else "it adds up through the year, and the only target is the year's"
    )
