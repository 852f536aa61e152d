"""Origin of a formula's value: whether it may be taken for the figure that the formula gives."""

from __future__ import annotations

from enum import Enum

from kpibook.on_use.dataclass import dataclass


class Standing(Enum):
    """Standing of the value of a formula."""

    KNOWN = "known"
    NOT_CALCULATED = "not calculated"
    ONLY_BLANKS = "only passes on empty cells"
    EMPTY_OPERAND = "counts empty cells as 0"


@dataclass(frozen=True, slots=True)
class Origin:
    """Origin of the value of a formula in a closed workbook.

    Attributes:
        standing: Its standing.
        reason: Why its result is not known, as part of a sentence; "" if it is.
        empty: Addresses of the empty cells that it counts as 0, on another sheet with its name.
        workbooks: File names of other workbooks that the value comes from.
        stored: The stored result in words if the formula gives another value; "" if they agree.
    """

    standing: Standing = Standing.KNOWN
    reason: str = ""
    empty: tuple[str, ...] = ()
    workbooks: tuple[str, ...] = ()
    stored: str = ""
