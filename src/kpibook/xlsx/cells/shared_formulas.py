"""Shared formulas: one cell holds the text, the others of its range say only which they share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area, column_name, column_number

_TOKENS = re.compile(
    r"""
      "(?:[^"]|"")*"                                            # text
    | '(?:[^']|'')*'                                            # a quoted sheet name
    | \[                                                        # a table or workbook reference
    | (?P<name>[^\W\d][\w.\\]*(?=[(!]))                         # a function or a sheet
    | (?<![\w.$\\])(?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?[1-9][0-9]{0,6})(?![\w.(\\!])
    | (?<![\w.$\\])(?P<ca>\$?[A-Za-z]{1,3}):(?P<cb>\$?[A-Za-z]{1,3})(?![\w.(\\!$])
    | (?<![\w.$\\])(?P<ra>\$?[1-9][0-9]{0,6}):(?P<rb>\$?[1-9][0-9]{0,6})(?![\w.(\\!])
    """,
    re.VERBOSE,
)
_OUT = "#REF!"


@dataclass(frozen=True, slots=True)
class Master:
    """The cell of a shared formula that holds its text (without the leading ``=``)."""

    text: str
    row: int
    column: int
    area: Area

    def at(self, row: int, column: int) -> str:
        """The formula as it reads in another cell of the range."""
        return moved(self.text, row - self.row, column - self.column)


def moved(formula: str, down: int, right: int) -> str:
    """A formula's text as it reads some cells further down and right.

    A reference that would leave the sheet becomes ``#REF!``.

    >>> moved('SUM(A1:$B$2,"A1",Sheet1!C3)', 1, 1)
    'SUM(B2:$B$2,"A1",Sheet1!D4)'
    >>> moved("A:A+Table1[A1]+LOG10(A1)", 0, 2)
    'C:C+Table1[A1]+LOG10(C1)'
    """
    if not (down or right):
        return formula
    out: list[str] = []
    position = 0
    while found := _TOKENS.search(formula, position):
        out.append(formula[position : found.start()])
        if found[0] == "[":
            end = _bracket_end(formula, found.start())
            out.append(formula[found.start() : end])
        else:
            end = found.end()
            out.append(_token(found, down, right))
        position = end
    return "".join((*out, formula[position:]))


def _token(found: re.Match[str], down: int, right: int) -> str:
    if found["c1"]:
        column, row = _column(found["c1"], right), _row(found["r1"], down)
        return column + row if column and row else _OUT
    if found["ca"]:
        first, last = _column(found["ca"], right), _column(found["cb"], right)
        return f"{first}:{last}" if first and last else _OUT
    if found["ra"]:
        first, last = _row(found["ra"], down), _row(found["rb"], down)
        return f"{first}:{last}" if first and last else _OUT
    return found[0]


def _column(letters: str, right: int) -> str:
    """The column moved, or an empty string when it would leave the sheet."""
    if letters.startswith("$"):
        return letters
    number = column_number(letters) + right
    return column_name(number) if 1 <= number <= MAX_COLUMN else ""


def _row(digits: str, down: int) -> str:
    if digits.startswith("$"):
        return digits
    number = int(digits) + down
    return str(number) if 1 <= number <= MAX_ROW else ""


def _bracket_end(formula: str, start: int) -> int:
    """Where the bracket that opens at `start` has closed; an apostrophe escapes the next letter."""
    depth, position = 0, start
    while position < len(formula):
        letter = formula[position]
        if letter == "'":
            position += 1
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(formula)
