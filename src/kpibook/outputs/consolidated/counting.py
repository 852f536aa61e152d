"""Formulas that count rows of the Data table, as stored in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.workbook import consolidated_layout as sheets

# COUNTIFS reads "*", "?", "~" and a leading operator in a criterion as wildcards and comparisons,
# and a text such as "12" or "true" as a number or a truth value. LibreOffice's COUNTIFS misses
# blanks.
_PLAIN = regex(r"(?!(?:true|false)$)[^\W\d_][^*?~]{0,250}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column of the Data table, and the value that it must have.

    Attributes:
        column: Heading in the Data table.
        value: The value it must have; "" for a blank.
        cell: Reference of the cell with that value; "" writes the value into the formula.
    """

    column: str
    value: str
    cell: str = ""


def count_formula(criteria: Sequence[Criterion]) -> str:
    """Return a formula for the number of rows that meet all `criteria`.

    >>> count_formula([Criterion("Status meaning", "off")])
    'COUNTIFS(ConsolidatedData[Status meaning],"off")'
    """
    if all(_PLAIN.fullmatch(c.value) for c in criteria):
        return f"COUNTIFS({','.join(f'{data(c.column)},{_criterion_text(c)}' for c in criteria)})"
    # SUMPRODUCT compares whole texts: no wildcards, and a blank equals a blank.
    conditions = "*".join(f"({data(c.column)}={_criterion_text(c)})" for c in criteria)
    return f"SUMPRODUCT({conditions}*1)"


def data(column: str) -> str:
    """Return a reference to a column of the Data table."""
    return column_of(sheets.DATA_TABLE, column)


def column_of(table: str, column: str) -> str:
    """Return a reference to a whole column of a table.

    >>> column_of("T", "Better by [10%]")
    "T[Better by '[10%']]"
    """
    return f"{table}[{_escaped(column)}]"


def this_row(table: str, column: str) -> str:
    """Return a reference to a table's column in the formula's own row."""
    # Excel shows this as [@Column]; a file must hold the long form.
    return f"{table}[[#This Row],[{_escaped(column)}]]"


def total_of(table: str, column: str) -> str:
    """Return the formula for a totals row: the sum of a column's visible rows."""
    # Function 109 leaves out rows that a filter or a person has hidden.
    return f"SUBTOTAL(109,{column_of(table, column)})"


def _criterion_text(criterion: Criterion) -> str:
    """Return the criterion's value; a group without a name is shown under a substitute name."""
    return criterion.cell if criterion.cell and criterion.value else _text(criterion.value)


def _text(value: str) -> str:
    quoted = value.replace('"', '""')
    return f'"{quoted}"'


def _escaped(column: str) -> str:
    return re.sub(r"(['\[\]#])", r"'\1", column)
