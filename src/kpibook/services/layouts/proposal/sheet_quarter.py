"""Quarter that a sheet is of: stated by a title or a name, or the last that has figures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from kpibook.domain.measures.calendar import Month, Year, parse_period
from kpibook.domain.measures.period import Quarter, quarters_in
from kpibook.errors import KpibookError
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.periods import UNKNOWN_YEAR
from kpibook.services.layouts.proposal.values import Column
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.periods.period_words import Mention, mentions_in
from kpibook.workbook.mapped.reading import SourceFile


def stated_quarter(grid: Grid, file: SourceFile) -> tuple[Quarter | None, list[int]]:
    """Return the quarter that a title, the sheet or the file names, and the years they name."""
    texts = [Path(file.name).stem, grid.name, *titles_of(grid)]
    years = [m.number for text in texts for m in mentions_in(text) if m.kind == "year"]
    exact = {quarter for text in texts for quarter in quarters_in(text)}
    dated = (m for text in texts for m in mentions_in(text) if m.kind == "quarter" and m.year)
    exact |= {Quarter(m.year or UNKNOWN_YEAR, m.number) for m in dated}
    exact |= {_of_month(m) for m in mentions_in(grid.name) if m.kind == "month" and m.year}
    if len(exact) == 1:
        return next(iter(exact)), years
    numbers = {m.number for text in texts for m in mentions_in(text) if m.kind == "quarter"}
    if len(numbers) == 1 and years:
        return Quarter(max(years), next(iter(numbers))), years
    return None, years


def _of_month(month: Mention) -> Quarter:
    return Quarter(month.year or UNKNOWN_YEAR, (month.number + 2) // 3)


def titles_of(grid: Grid) -> list[str]:
    """Return the texts above a table: rows near the top with a text or two."""
    return [
        text
        for number, texts in grid.lines()
        if number <= 10 and len(set(texts.values())) <= 2
        for text in texts.values()
    ]


def latest_in_blocks(grid: Grid, years: Sequence[int]) -> Quarter:
    """Return the last quarter with figures below its name, of the last of some years."""
    year = max(years, default=2024)
    filled = [
        mention.number
        for number, texts in grid.lines()
        for column, text in texts.items()
        for mention in mentions_in(text)
        if mention.kind == "quarter" and _has_figures_below(grid, number, column)
    ]
    return Quarter(year, max(filled, default=4))


def _has_figures_below(grid: Grid, row: int, column: int) -> bool:
    texts = [grid.text(number, column) for number in range(row + 1, row + 4)]
    return sum(bool(text) for text in texts) >= 2


def last_period(columns: Sequence[Column], dated: set[int]) -> Quarter | None:
    """Return the last quarter that the cells of a column name; None if none does."""
    found = []
    for column in columns:
        if column.number in dated or share(column.samples, "period") <= 0.8:
            continue
        for text in column.samples:
            with suppress(KpibookError):
                period = parse_period(text)
                found.append(Quarter.of(period) if isinstance(period, date) else _quarter(period))
    return max(found, default=None)


def _quarter(period: object) -> Quarter:
    if isinstance(period, Quarter):
        return period
    if isinstance(period, Month):
        return period.quarter
    return Quarter(period.year if isinstance(period, Year) else 2000, 4)
