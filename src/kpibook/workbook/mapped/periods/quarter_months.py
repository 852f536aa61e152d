"""Quarters of a workbook with a column or row a month, as the measure says they are worked out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.measures.measure import QuarterFrom
from kpibook.domain.measures.number import MISSING_MARKERS, round_half_away
from kpibook.domain.measures.share import places_of
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell

#: The cells of a quarter's months, in their order; None for a month without one.
ThreeMonths = tuple[Cell | None, ...]
_MONTH = regex(r"\{month\s*([+-]\s*\d+)?\s*\}")
#: The roles that a quarter's months give, with the heading of kpibook's own tables.
OF_MONTHS: Mapping[str, str] = {"actual": own.ACTUAL, "previous": own.PREVIOUS}


def months_meant(heading: str) -> tuple[str, ...]:
    """Return the headings of the three months of which a heading names the last; () for no month.

    >>> months_meant("{month-3} actual")
    ('{month-5} actual', '{month-4} actual', '{month-3} actual')
    """
    match = _MONTH.search(heading)
    if match is None:
        return ()
    last = int((match[1] or "0").replace(" ", ""))
    return tuple(
        f"{heading[: match.start()]}{_named(last - back)}{heading[match.end() :]}"
        for back in (2, 1, 0)
    )


def _named(by: int) -> str:
    return f"{{month{by:+d}}}" if by else "{month}"


def with_quarter_of_months(row: Row, months: Mapping[str, ThreeMonths]) -> Row:
    """Return a row whose figures of a month are those of the quarter, where it says how.

    A sum and a mean take all three months: where one is missing, the quarter has no figure. Without
    a way, and for the last month, the last month's figure stays.

    Args:
        row: The measure, with the last month's figures.
        months: The cells of a quarter's three months, by role.
    """
    way = replace(row, findings=[]).choice(own.QUARTER_FROM, QuarterFrom, "")
    if not months or way not in (QuarterFrom.SUM, QuarterFrom.MEAN):
        return row
    cells = dict(row.cells)
    for role, three in months.items():
        cells.pop(OF_MONTHS[role], None)
        total = _sum(row, OF_MONTHS[role], three)
        if total is not None and (last := three[-1]) is not None:
            mean = round_half_away(total / 3, places_of(_decimals(row)))
            value = total if way is QuarterFrom.SUM else mean
            # Text, so that 72.1 under a percentage is read as it is in the measure's unit.
            cells[OF_MONTHS[role]] = Cell(last.address, "text", f"{value:f}{_sign(last)}")
    return replace(row, cells=cells)


def _sum(row: Row, heading: str, three: ThreeMonths) -> Decimal | None:
    unit = replace(row, findings=[]).counted_in()
    total = Decimal(0)
    for cell in three:
        if cell is None:
            return None
        figure = replace(row, cells={heading: cell}, findings=[]).figure(heading, unit)
        if figure.value is None or figure.marker in MISSING_MARKERS:
            return None
        total += figure.value
    return total


def _decimals(row: Row) -> int | None:
    number = replace(row, findings=[]).number(own.DECIMALS)
    return None if number is None else int(number)


def _sign(cell: Cell) -> str:
    return "%" if "%" in cell.number_format or str(cell.value).strip().endswith("%") else ""
