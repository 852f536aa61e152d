"""Table of a layout, described from the guesses about its columns, with what is to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.wording import quoted
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.proposal.filters import filters_of
from kpibook.services.layouts.proposal.heading_words import is_asked
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows
from kpibook.services.layouts.proposal.on_sheet.sections import section_column, section_role
from kpibook.services.layouts.proposal.on_sheet.sheet_columns import note_rows
from kpibook.services.layouts.proposal.values import Column, Guess, Sure, TableProposal
from kpibook.workbook.mapped.council_layout import ROLES, Orientation, Shown, ShownAt, TableLayout
from kpibook.workbook.mapped.fit.undated import undated_texts
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import RIGHT_OF
from kpibook.workbook.mapped.periods.expression import canonical
from kpibook.workbook.mapped.periods.shifted import names_year
from kpibook.workbook.mapped.reading import SourceFile
from kpibook.xlsx.cells.references import column_name

#: Roles of columns that may come again, with the same heading, next to each quarter's actual.
_REPEATED = ("status", "direction", "commentary", "action")


def described(
    grid: Grid,
    found: HeadingRows,
    file: SourceFile,
    guesses: list[Guess],
    columns: Sequence[Column],
    rows: Sequence[int],
) -> TableProposal:
    """Return the table that some guesses make.

    Args:
        grid: The sheet.
        found: The rows of its headings.
        file: The file.
        guesses: The roles of its columns.
        columns: Its columns.
        rows: The rows of its measures.
    """
    is_long = any(guess.role == "period" for guess in guesses)
    guesses = _of_year(_addressed(guesses, columns))
    filters = filters_of(grid, rows, guesses, f"{file.name} {grid.name}")
    sections = section_column(grid, found)
    notes = note_rows(grid, found)
    first_note = grid.rows[notes[0]] if notes else {}
    note = grid.text(notes[0], min(first_note)) if notes else ""
    stop = re.match(r"\w+\s*:", note) if notes and notes[0] > rows[-1] else None
    table = TableLayout(
        sheet=grid.name if file.has_sheets else "*",
        orientation=Orientation.LONG if is_long else Orientation.ROWS,
        columns={g.role: g.at for g in guesses if g.role in ROLES},
        heading_rows=found.rows,
        sections=sections,
        section_role=section_role(grid, found, guesses, sections) if sections else "priority",
        stops_at=f"{stop[0]}*" if stop else "",
        status=status_shown(guesses),
        direction=direction_shown(guesses),
        where=filters.where,
    )
    asked = (*filters.questions, *_asked(columns, guesses), *_texts_asked(table))
    remarks = [f"? {question}" for question in asked]
    return TableProposal(grid, table, tuple(guesses), tuple(columns), tuple(remarks))


def _of_year(guesses: Sequence[Guess]) -> list[Guess]:
    """Return guesses in which a target that is headed by the year is the year's."""
    if any(guess.role == "year_target" for guess in guesses):
        return list(guesses)
    return [
        replace(guess, role="year_target")
        if guess.role == "target" and names_year(guess.at)
        else guess
        for guess in guesses
    ]


def _addressed(guesses: Sequence[Guess], columns: Sequence[Column]) -> list[Guess]:
    """Return guesses that name their column without doubt: by letter, or as the second of two.

    Of columns that come again with each quarter, that to the right of the quarter's actual is
    named by it.
    """
    same: dict[str, list[int]] = {}
    for column in columns:
        same.setdefault(canonical(column.heading), []).append(column.number)
    figure = next((guess for guess in guesses if guess.role == "actual"), None)
    moving = figure.at if figure is not None and "{" in figure.at else ""
    actual = figure.column.number if figure is not None else 0
    addressed = []
    for guess in guesses:
        twins = same[canonical(guess.column.heading)]
        near = next((c for c in twins if len(twins) > 1 and c > actual), None)
        if moving and guess.role in _REPEATED and near is not None:
            column = next(c for c in columns if c.number == near)
            addressed.append(
                replace(guess, column=column, at=f"{moving}{RIGHT_OF}{guess.column.heading}")
            )
            continue
        nth = twins.index(guess.column.number) + 1
        at = f"{guess.at} [{nth}]" if nth > 1 else guess.at
        if not guess.column.heading:
            at = f"column {column_name(guess.column.number)}"
        addressed.append(replace(guess, at=at))
    return addressed


def status_shown(guesses: Iterable[Guess]) -> ShownAt | None:
    """Return where and how statuses are shown; None if no column shows any."""
    by_role = {guess.role: guess for guess in guesses}
    status, actual = by_role.get("status"), by_role.get("actual")
    if status is not None:
        samples = status.column.samples
        if not samples:
            return ShownAt(status.at, Shown.FILL) if status.column.fills else None
        if status.column.fonts:
            return ShownAt(status.at, Shown.FONT)
        has_fill = bool(status.column.fills)
        if all(len(text) == 1 and text.isalpha() for text in samples):
            return ShownAt(status.at, Shown.LETTER, has_fill)
        is_symbol = not any(character.isalpha() for text in samples for character in text)
        return ShownAt(status.at, Shown.SYMBOL if is_symbol else Shown.WORD, has_fill)
    if actual is not None and actual.column.fills:
        return ShownAt(actual.at, Shown.FILL)
    return None


def direction_shown(guesses: Iterable[Guess]) -> ShownAt | None:
    """Return where and how directions are shown; None if no column shows any."""
    guess = next((guess for guess in guesses if guess.role == "direction"), None)
    if guess is None:
        return None
    is_word = any(character.isalpha() for text in guess.column.samples for character in text)
    return ShownAt(guess.at, Shown.WORD if is_word else Shown.SYMBOL)


def _asked(columns: Sequence[Column], guesses: Sequence[Guess]) -> Iterator[str]:
    used = {guess.column.number for guess in guesses}
    for column in columns:
        if column.number not in used and is_asked(column.heading):
            yield (
                f"is {quoted(column.heading, 40)} the same quarter last year or last year's "
                "outturn? It is not used until one of its two lines below has no mark in front."
            )
    for guess in guesses:
        if guess.sure is Sure.ASK:
            yield (
                f"is {quoted(guess.column.heading or guess.at, 40)} the {guess.role}? "
                f"{guess.reason.capitalize()}."
            )


def _texts_asked(table: TableLayout) -> Iterator[str]:
    for role in undated_texts(table):
        yield (
            f"does {quoted(table.columns[role], 40)} hold the {role} of one quarter alone? It "
            "names no quarter, and each quarter has columns for its figures: a text that is not "
            "written over is reported in the next quarter again. If there is a column for each "
            f"quarter, write it with {{quarter}}; if the text is no {role}, delete the line."
        )
