"""Section rows of a table: the column that alone is filled, and what such a row names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpibook.on_use.regex import regex
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows
from kpibook.services.layouts.proposal.values import Guess
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.words.note_words import is_note
from kpibook.xlsx.cells.references import column_name, column_number

_ROLES = (
    ("directorate", regex(r"directorate|department|cyfarwyddiaeth", re.IGNORECASE)),
    ("service", regex(r"\bservices?\b|\bteam\b|gwasanaeth", re.IGNORECASE)),
)


def section_column(grid: Grid, found: HeadingRows) -> str:
    """Return the letter of the column of section rows; "" if there are none."""
    columns = {min(grid.rows[row]) for row in _section_rows(grid, found)}
    if len(columns) != 1:
        return ""
    return column_name(columns.pop())


def section_role(grid: Grid, found: HeadingRows, guesses: Sequence[Guess], column: str) -> str:
    """Return what section rows name, by their words: "priority" unless they say another."""
    texts = [grid.text(row, column_number(column)) for row in _section_rows(grid, found)]
    taken = {guess.role for guess in guesses}
    for role, words in _ROLES:
        if role not in taken and sum(bool(words.search(text)) for text in texts) * 2 >= len(texts):
            return role
    return next(
        (role for role in ("priority", "directorate", "service") if role not in taken), "service"
    )


def _section_rows(grid: Grid, found: HeadingRows) -> Iterator[int]:
    """Yield rows of one text that a row of several texts follows."""
    lines = [(n, t) for n, t in grid.lines() if found.rows[-1] < n < found.ends]
    for (number, texts), (_, after) in pairwise(lines):
        text = next(iter(texts.values()))
        if len(set(texts.values())) == 1 and len(set(after.values())) > 1 and not is_note(text):
            yield number
