"""Columns of a quarter or a year ("Q3 2021/22", "Q3 Target"), put where a task looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import listed, quoted
from kpibook.errors import Location, SourceError
from kpibook.on_use.replacing import replace
from kpibook.sources.heading_text import When
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell

#: The meaning and the quarter or year of a column, by its name.
Dated = Mapping[str, tuple[str, When]]

_NAMED = 6  # columns in a message


def rows_in_quarter(rows: Sequence[Row], dated: Dated, period: Quarter) -> list[Row]:
    """Return rows whose columns of `period` are named as those of this quarter.

    Args:
        rows: The rows of a table.
        dated: Its columns of a quarter or year.
        period: The quarter that is reported.

    Raises:
        SourceError: The actuals are all of other quarters (``period-mismatch``), or two columns
            are of this one (``source-ambiguous``).
    """
    taken: dict[str, str] = {}
    for meaning in dict.fromkeys(meaning for meaning, _ in dated.values()):
        if not rows or meaning in rows[0].cells:
            continue
        fitting = [n for n, (m, when) in dated.items() if m == meaning and when.is_in(period)]
        if len(fitting) > 1:
            raise _ambiguous(rows[0].file, meaning, fitting)
        if fitting:
            taken[meaning] = fitting[0]
        elif meaning == layout.ACTUAL:
            raise SourceError(
                f"has figures under {_listed(dated, meaning)}, and none for {period}.",
                code="period-mismatch",
                where=rows[0].file,
                why="Figures of another quarter would be reported for this one.",
                fix=f"Head the column with the figures of {period} '{layout.ACTUAL}' or "
                f"'Q{period.number}'.",
            )
    return [_renamed(row, taken) for row in rows]


def rows_to_rate(rows: Sequence[Row], dated: Dated, stated: Quarter | None) -> list[Row]:
    """Return rows of a plain table whose latest figures are named as those to be rated.

    Args:
        rows: The rows of the table.
        dated: Its columns of a quarter or year.
        stated: The quarter that the table says it is of; None if it does not say.

    Raises:
        SourceError: There are actuals of several quarters, and the table does not say which is to
            be rated (``source-ambiguous``).
    """
    if not rows or not dated or layout.ACTUAL in rows[0].cells:
        return list(rows)
    actuals = {n: when for n, (m, when) in dated.items() if m == layout.ACTUAL and when.number}
    chosen = [n for n, when in actuals.items() if stated is None or when.is_in(stated)]
    if len(chosen) != 1:
        raise _ambiguous(rows[0].file, layout.ACTUAL, list(actuals))
    now = actuals[chosen[0]]
    taken = {layout.ACTUAL: chosen[0]}
    for name, (meaning, when) in dated.items():
        if meaning == layout.TARGET and when in (now, When(now.number), When(None, now.year)):
            taken.setdefault(layout.TARGET, name)
        elif meaning == layout.ACTUAL and when == _before(now):
            taken.setdefault(layout.PREVIOUS, name)
        elif meaning == layout.ACTUAL and now.year and when == When(now.number, now.year - 1):
            taken.setdefault(layout.PREVIOUS_YEAR, name)
        elif meaning in (layout.COMMENTARY, layout.ACTION) and when.number == now.number:
            taken.setdefault(meaning, name)
    free = {meaning: name for meaning, name in taken.items() if meaning not in rows[0].cells}
    return [_renamed(row, free) for row in rows]


def rows_by_period(rows: Sequence[Row], dated: Dated, period: Quarter) -> Iterator[Row]:
    """Yield a row of the history for each figure of a table with a column a quarter or year.

    A blank cell gives no row, and neither does a column of `period` or a later one: a wide table
    has room for the whole year.

    Raises:
        SourceError: A column names a quarter and no year (``heading-without-year``).
    """
    by_period: dict[When, dict[str, str]] = {}
    for name, (meaning, when) in dated.items():
        if when.year is None:
            raise SourceError(
                f"has a column {quoted(name)} that names no year.",
                code="heading-without-year",
                where=rows[0].file if rows else "",
                why="It is not known to which year its figures belong.",
                fix=f'Write the year too, such as "Q{when.number} 2021/22".',
            )
        if Quarter(when.year, when.number or 4) < period:
            by_period.setdefault(when, {})[meaning] = name
    for row in rows:
        for when, names in by_period.items():
            if layout.ACTUAL in names and row.has(names[layout.ACTUAL]):
                place = row.cells[names[layout.ACTUAL]].address
                given = {layout.PERIOD: Cell(place, "text", str(when))}
                bare = {layout.REF: row.cells[layout.REF]}
                yield _renamed(replace(row, cells={**row.cells, **bare, **given}), names)


def _before(when: When) -> When:
    if when.number == 1:
        return When(4, None if when.year is None else when.year - 1)
    return When((when.number or 1) - 1, when.year)


def _renamed(row: Row, taken: Mapping[str, str]) -> Row:
    """Return a row with the columns of `taken` (meaning to name) under their meaning too."""
    cells = {**row.cells, **{meaning: row.cells[name] for meaning, name in taken.items()}}
    words = {meaning: row.called(name) for meaning, name in taken.items()}
    return replace(row, cells=cells, words={**row.words, **words}) if taken else row


def _listed(dated: Dated, meaning: str) -> str:
    return listed([quoted(name) for name, (m, _) in dated.items() if m == meaning], _NAMED)


def _ambiguous(file: str, meaning: str, names: Sequence[str]) -> SourceError:
    return SourceError(
        f"has the columns {listed([quoted(name) for name in names], _NAMED)}.",
        code="source-ambiguous",
        where=Location(file),
        why=f"It is not known which holds the figures for '{meaning}'.",
        fix=f"Head the column that is meant '{meaning}'.",
    )
