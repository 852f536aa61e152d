"""Headings of a table on a sheet: their texts by column, and the columns that a layout means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.periods.expression import canonical, wanted
from kpibook.workbook.mapped.periods.quarter_months import OF_MONTHS, months_meant
from kpibook.xlsx.cells.references import column_number

#: What a layout writes between a heading and the one to the right of it that it means.
RIGHT_OF = " > "
#: Rows of a sheet among which moved headings are looked for.
SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Located:
    """Headings found on a sheet, and the columns that they name.

    Attributes:
        rows: The rows of the headings; () if the layout has none.
        columns: The column of each role, and of "status" and "direction".
        where: The column of each filter, by its heading.
        sections: The column of section rows; None if there are none.
        missing: The headings that were not found, by role.
        has_moved: True if the rows are others than the layout says.
        months: The columns of a quarter's three months by role, where all three are there.
    """

    rows: tuple[int, ...]
    columns: Mapping[str, int]
    where: Mapping[str, int]
    sections: int | None
    missing: Mapping[str, str]
    has_moved: bool = False
    months: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def below(self) -> int:
        """The first row below the headings."""
        return self.rows[-1] + 1 if self.rows else 1


def joined_headings(grid: Grid, rows: Sequence[int]) -> dict[int, str]:
    """Return the headings by column; those of several rows are joined by " / ".

    A merged heading, or one with blanks to its right over headings of their own, reaches over
    them: "Q3" over "Target" and "Actual" gives "Q3 / Target" and "Q3 / Actual".
    """
    by_row = [_spread(grid, row, rows[i + 1 :]) for i, row in enumerate(rows)]
    columns = sorted({column for texts in by_row for column in texts})
    headings = {}
    for column in columns:
        texts = [texts[column] for texts in by_row if texts.get(column)]
        headings[column] = " / ".join(dict.fromkeys(texts))
    return headings


def _spread(grid: Grid, row: int, lower: Sequence[int]) -> dict[int, str]:
    cells = grid.rows.get(row, {})
    own = {column: text for column in cells if (text := grid.text(row, column))}
    if not lower:
        return own
    below = {column for number in lower for column in grid.rows.get(number, {})}
    merged = [area for area in grid.merged if area[0] <= row <= area[2]]
    spread = dict(own)
    for first, left, last, right in merged:
        text = grid.text(first, left)
        for column in range(left, right + 1):
            if text and column in below and last < lower[-1] + 1:
                spread.setdefault(column, text)
    if not any(right > left for _, left, _, right in merged):
        band, reaches = "", False
        for column in range(min(own, default=1), max([*below, *own], default=0) + 1):
            if column in own:
                band, reaches = own[column], column in below
            elif reaches and column in below:
                spread[column] = band
    return spread


def locate(grid: Grid, table: TableLayout, period: Quarter) -> Located:
    """Return the headings of a table on a sheet, and its columns in a quarter.

    Where the rows that the layout names do not have its headings, they are looked for: the row
    with most of them counts, and of several such rows the nearest.
    """
    stated = columns_at(grid, table, period, table.heading_rows)
    if not table.heading_rows or not stated.missing:
        return stated
    first = table.heading_rows[0]
    offsets = [row - first for row in table.heading_rows]
    best = stated
    lines = (number for number in grid.rows if number <= SEARCHED)
    for start in sorted(lines, key=lambda number: abs(number - first)):
        here = columns_at(grid, table, period, tuple(start + by for by in offsets))
        if len(here.columns) > len(best.columns) and _names_measures(here):
            best = replace(here, has_moved=True)
    return best


def _names_measures(located: Located) -> bool:
    return bool({"ref", "measure"} & set(located.columns))


def columns_at(grid: Grid, table: TableLayout, period: Quarter, rows: tuple[int, ...]) -> Located:
    """Return the columns of a table in a quarter whose headings are on these rows."""
    headings = joined_headings(grid, rows)
    canon = {column: canonical(text) for column, text in headings.items()}
    lowest = {c: canonical(text.rsplit(" / ", 1)[-1]) for c, text in headings.items()}
    texts = dict(table.columns)
    for role, shown in (("status", table.status), ("direction", table.direction)):
        if shown is not None:
            texts[role] = shown.at
    columns, missing = {}, {}
    for role, text in texts.items():
        column = _column(text, canon, lowest, period)
        if column is None:
            missing[role] = text
        else:
            columns[role] = column
    where = {text: _column(text, canon, lowest, period) for text in table.where}
    missing |= {f"where {text}": text for text, column in where.items() if column is None}
    return Located(
        rows,
        columns,
        {text: column for text, column in where.items() if column is not None},
        _section_column(table.sections, canon, lowest, period),
        missing,
        months=dict(_months(texts, canon, lowest, period)),
    )


def _months(
    texts: Mapping[str, str], canon: Mapping[int, str], lowest: Mapping[int, str], period: Quarter
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for role in OF_MONTHS:
        headings = months_meant(texts.get(role, ""))
        columns = [_column(heading, canon, lowest, period) for heading in headings]
        present = tuple(column for column in columns if column is not None)
        if len(present) == 3:
            yield role, present


def _section_column(
    text: str, canon: Mapping[int, str], lowest: Mapping[int, str], period: Quarter
) -> int | None:
    if not text:
        return None
    if len(text) <= 3 and text.isascii() and text.isalpha() and text.isupper():
        return column_number(text)
    return _column(text, canon, lowest, period)


def _column(
    text: str, canon: Mapping[int, str], lowest: Mapping[int, str], period: Quarter
) -> int | None:
    """Return the column of a heading; the lowest of its rows alone is enough if it is unique.

    "{quarter} > RAG" is the first column headed "RAG" to the right of that of the quarter.
    """
    if RIGHT_OF in text:
        left, right = text.split(RIGHT_OF, 1)
        after = _column(left, canon, lowest, period)
        spellings = wanted(right, period).spellings
        fitting = [c for c, words in sorted(lowest.items()) if words in spellings]
        return None if after is None else next((c for c in fitting if c > after), None)
    heading = wanted(text, period)
    if heading.column:
        return column_number(heading.column)
    for headings in (canon, lowest):
        fitting = [column for column, words in headings.items() if words in heading.spellings]
        if len(fitting) >= heading.nth and (headings is canon or len(fitting) == 1):
            return fitting[heading.nth - 1]
    return None
