"""A council's choice of what its return shows: sheets, columns, order, title."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass

SUMMARY, ATTENTION, PRIORITIES, COMMENTARY, KEY, NOTES = (
    *("summary", "attention", "priorities"),
    *("commentary", "key", "notes"),
)
TARGET, COMPARATOR, PERIODS, FORECAST, TREND, STATUS, DIRECTION = (
    *("target", "comparator", "periods", "forecast"),
    *("trend", "status", "direction"),
)


@dataclass(frozen=True, slots=True)
class ReturnWording:
    """Choice of what a return shows.

    Attributes:
        title: Title, with names such as {period_long}; "" for the usual title.
        sheets: The kinds of sheet, in their order.
        columns: The columns behind a measure's title, in their order; one that would say nothing of
            any measure of a sheet is left out there.
        periods: How many quarters are shown, that of the return included.
    """

    title: str = ""
    sheets: tuple[str, ...] = (SUMMARY, ATTENTION, PRIORITIES, COMMENTARY, KEY, NOTES)
    columns: tuple[str, ...] = (
        *(TARGET, COMPARATOR, PERIODS, FORECAST),
        *(TREND, STATUS, DIRECTION),
    )
    periods: int = 5
