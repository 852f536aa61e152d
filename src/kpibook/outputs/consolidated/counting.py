"""Formulas that count rows of the Data table, in the form a file holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kpibook.workbook import consolidated_layout as sheets

# COUNTIFS takes "*", "?", "~" and a leading operator in a criterion for more than they are, a text
# that looks like a number or a truth value for one; and LibreOffice misses blanks by it.
_PLAIN = re.compile(r"(?!(?:true|false)$)[^\W\d_][^*?~]{0,250}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column of the Data table that must say what a cell says.

    Attributes:
        column: Heading in the Data table.
        said: What it must say; "" for nothing.
        cell: Reference of the cell that says so; "" writes it into the formula.
    """

    column: str
    said: str
    cell: str = ""


def count_formula(criteria: Sequence[Criterion]) -> str:
    """How many rows meet all `criteria`: a COUNTIFS, or its like where a name would mislead it.

    >>> count_formula([Criterion("Status meaning", "off")])
    'COUNTIFS(ConsolidatedData[Status meaning],"off")'
    """
    if all(_PLAIN.fullmatch(c.said) for c in criteria):
        return f"COUNTIFS({','.join(f'{data(c.column)},{_wanted(c)}' for c in criteria)})"
    same = "*".join(f"({data(c.column)}={_wanted(c)})" for c in criteria)
    return f"SUMPRODUCT({same}*1)"


def data(column: str) -> str:
    """A column of the Data table."""
    return column_of(sheets.DATA_TABLE, column)


def column_of(table: str, column: str) -> str:
    """A whole column of a table.

    >>> column_of("T", "Better by [10%]")
    "T[Better by '[10%']]"
    """
    return f"{table}[{_escaped(column)}]"


def this_row(table: str, column: str) -> str:
    """The cell of a table's column in the formula's own row."""
    return f"{table}[[#This Row],[{_escaped(column)}]]"


def total_of(table: str, column: str) -> str:
    """The sum of a column in its table's totals row, of the rows that are in sight."""
    return f"SUBTOTAL(109,{column_of(table, column)})"


def _wanted(criterion: Criterion) -> str:
    """What is looked for; a group without a name is shown under another, so not its cell."""
    return criterion.cell if criterion.cell and criterion.said else _text(criterion.said)


def _text(said: str) -> str:
    quoted = said.replace('"', '""')
    return f'"{quoted}"'


def _escaped(column: str) -> str:
    return re.sub(r"(['\[\]#])", r"'\1", column)
