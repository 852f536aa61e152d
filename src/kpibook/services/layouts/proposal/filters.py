"""Rows of other areas, providers or directorates: the columns that tell them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpibook.domain.wording import listed, quoted
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.proposal.values import Guess
from kpibook.workbook.mapped.grid import Grid

_MOST_SHOWN = 6
#: Written in place of an answer; no row has it.
ASK = "?"


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of a table, proposed.

    Attributes:
        where: The text of each column; "?..." where a person has to say it.
        questions: The questions, a line each.
    """

    where: Mapping[str, str]
    questions: tuple[str, ...] = ()


def filters_of(grid: Grid, rows: Sequence[int], guesses: Sequence[Guess], own: str) -> Filters:
    """Return the filters without which a measure would be in several rows of a period.

    Args:
        grid: The sheet.
        rows: The rows of the table.
        guesses: The roles of its columns.
        own: The council's name, if anything says it; its rows need no question.
    """
    key = [g.column.number for g in guesses if g.role in ("ref", "measure", "period")]
    areas = [g for g in guesses if g.role == "area"]
    # A name is easier to answer with than a code.
    areas.sort(key=lambda g: any(text[1:].isdigit() for text in g.column.samples[:3]))
    where: dict[str, str] = {}
    questions: list[str] = []
    for guess in areas:
        if _is_unique(grid, rows, key):
            break
        values = list(dict.fromkeys(grid.text(row, guess.column.number) for row in rows))
        values = [value for value in values if value]
        if len(values) < 2:
            continue
        mine = [value for value in values if own and value.casefold() in own.casefold()]
        choices = listed([quoted(value, 40) for value in values], _MOST_SHOWN)
        where[guess.column.heading] = mine[0] if len(mine) == 1 else ASK
        if len(mine) != 1:
            questions.append(
                f"whose rows are to be read? Write under where, for "
                f"{quoted(guess.column.heading, 40)}: {choices}."
            )
        key.append(guess.column.number)
    return Filters(where, tuple(questions))


def _is_unique(grid: Grid, rows: Sequence[int], key: Sequence[int]) -> bool:
    seen = set()
    for row in rows:
        value = tuple(grid.text(row, column) for column in key)
        if any(value) and value in seen:
            return False
        seen.add(value)
    return True
