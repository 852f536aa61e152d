"""Layout of an earlier quarter's columns: "{quarter} / Actual" becomes "{quarter-1} / Actual"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.council_layout import TableLayout

_COUNTED = regex(r"\{\s*(?P<name>quarter|month|year)\s*(?P<by>[+-]\s*\d{1,2})?\s*\}")


def shifted(text: str, quarters: int) -> str:
    """Return a heading of a layout as it is so many quarters earlier.

    A year counts from the quarter that is named next to it, and so stays.

    >>> shifted("{year} / {quarter} Actual", 1), shifted("{month}", 2)
    ('{year} / {quarter-1} Actual', '{month-6}')
    """
    steps = {"quarter": quarters, "month": 3 * quarters, "year": 0}

    def earlier(match: re.Match[str]) -> str:
        by = int((match["by"] or "0").replace(" ", "")) - steps[match["name"]]
        return f"{{{match['name']}{by:+d}}}" if by else f"{{{match['name']}}}"

    return _COUNTED.sub(earlier, text)


def years_shifted(text: str, years: int) -> str:
    """Return a heading of a layout as it is so many years earlier.

    >>> years_shifted("{year} Outturn", 2)
    '{year-2} Outturn'
    """

    def earlier(match: re.Match[str]) -> str:
        by = int((match["by"] or "0").replace(" ", "")) - years * (match["name"] == "year")
        return f"{{{match['name']}{by:+d}}}" if by else f"{{{match['name']}}}"

    return _COUNTED.sub(earlier, text)


def names_quarter(text: str) -> bool:
    """Return True if a heading is another one in each quarter.

    >>> names_quarter("{quarter} / Actual"), names_quarter("{year} Outturn")
    (True, False)
    """
    return any(name != "year" for name in _names(text))


def names_year(text: str) -> bool:
    """Return True if a heading is another one in each year, and the same in its quarters."""
    return bool(list(_names(text))) and not names_quarter(text)


def table_before(table: TableLayout, quarters: int) -> TableLayout:
    """Return the layout of a table's columns so many quarters earlier.

    Statuses and directions are left out: nothing is compared with those of an earlier quarter.
    """
    columns = {role: shifted(text, quarters) for role, text in table.columns.items()}
    return replace(
        table,
        sheet=shifted(table.sheet, quarters),
        title=shifted(table.title, quarters),
        columns=columns,
        periods=shifted(table.periods, quarters),
        status=None,
        direction=None,
    )


def table_in_year_before(table: TableLayout, years: int) -> TableLayout:
    """Return the layout of a table's columns so many years earlier, without its statuses."""
    columns = {role: years_shifted(text, years) for role, text in table.columns.items()}
    return replace(table, columns=columns, status=None, direction=None)


def _names(text: str) -> Iterator[str]:
    return (match["name"] for match in _COUNTED.finditer(text))
