"""Headings that a layout names and a sheet does not have, and headings that have moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import listed, quoted
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.workbook.mapped.council_layout import FIGURE_ROLES, Orientation, TableLayout
from kpibook.workbook.mapped.headings import Located
from kpibook.workbook.mapped.periods.expression import moved

_EARLIER = regex(r"\{\s*(?P<name>quarter|month)\s*-\s*(?P<by>\d{1,2})\s*\}")
_FIGURES = {*FIGURE_ROLES, "ref", "measure", "period"}
_NAMED = 6  # headings in a sentence


def lacking_in(found: Located, table: TableLayout, period: Quarter) -> dict[str, str]:
    """Return the headings that a layout names and that are not there, by role.

    The column of a quarter of the year before may be on last year's sheet, and is not missing.

    Args:
        found: What was found on the sheet.
        table: The layout of the table.
        period: The quarter.
    """
    lacking = {r: text for r, text in found.missing.items() if not _of_last_year(text, period)}
    if table.sections and found.sections is None and table.orientation is not Orientation.BLOCKS:
        lacking["sections"] = table.sections
    return lacking


def _of_last_year(text: str, period: Quarter) -> bool:
    match = _EARLIER.search(text)
    if match is None:
        return False
    by = int(match["by"])
    earlier = by if match["name"] == "quarter" else by // 3
    return moved(period, -earlier).year != period.year


def unfit(
    table: TableLayout,
    found: Located,
    lacking: Mapping[str, str],
    period: Quarter,
    where: Location,
) -> Iterator[Finding]:
    """Yield a finding on headings that are not there, or that are on another row.

    Args:
        table: The layout of the table.
        found: What was found on the sheet.
        lacking: The headings that are not there, by role.
        period: The quarter.
        where: The place of the headings.
    """
    if lacking:
        texts = list(dict.fromkeys(quoted(text, 60) for text in lacking.values()))
        nothing = not found.columns
        is_block = table.orientation is Orientation.BLOCKS
        named = {role for role in lacking if role.startswith("where ")} | _FIGURES & set(lacking)
        roles = listed([role.replace("_", " ") for role in lacking if role not in named], 8)
        yield Finding(
            "layout-headings-missing" if nothing else "layout-column-missing",
            f"no {'row or period' if is_block else 'column'} is headed {listed(texts, _NAMED)} in "
            f"{period}.",
            where,
            "Correct the heading in the layout, or on the sheet.",
            " ".join(
                text
                for text in (
                    "Its figures are not read." if named else "",
                    f"The layout has it as {roles}, which is not read or written." if roles else "",
                )
                if text
            ),
        )
    elif found.has_moved:
        yield Finding(
            "layout-moved",
            f"the headings were on row {table.heading_rows[0]} and are on row {found.rows[0]}.",
            where,
            "Nothing is to be done.",
        )
