"""Shared formulas: the master cell holds the text, the other cells only the formula's index."""

from __future__ import annotations

import re

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area, column_name, column_number

_TOKENS = regex(
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
    """Master cell of a shared formula, with the formula's text (without the leading ``=``)."""

    text: str
    row: int
    column: int
    area: Area

    def at(self, row: int, column: int) -> str:
        """Return the formula as it reads in another cell of the range."""
        return moved(self.text, row - self.row, column - self.column)


def moved(formula: str, down: int, right: int) -> str:
    """Return a formula's text as it reads some cells further down and right.

    A reference that would leave the sheet becomes ``#REF!``.

    >>> moved('SUM(A1:$B$2,"A1",Sheet1!C3)', 1, 1)
    'SUM(B2:$B$2,"A1",Sheet1!D4)'
    >>> moved("A:A+Table1[A1]+LOG10(A1)", 0, 2)
    'C:C+Table1[A1]+LOG10(C1)'
    """
    if not (down or right):
        return formula
    pieces: list[str] = []
    position = 0
    while token := _TOKENS.search(formula, position):
        pieces.append(formula[position : token.start()])
        if token[0] == "[":
            end = _bracket_end(formula, token.start())
            pieces.append(formula[token.start() : end])
        else:
            end = token.end()
            pieces.append(_token(token, down, right))
        position = end
    return "".join((*pieces, formula[position:]))


def _token(token: re.Match[str], down: int, right: int) -> str:
    if token["c1"]:
        column, row = _column(token["c1"], right), _row(token["r1"], down)
        return column + row if column and row else _OUT
    if token["ca"]:
        first, last = _column(token["ca"], right), _column(token["cb"], right)
        return f"{first}:{last}" if first and last else _OUT
    if token["ra"]:
        first, last = _row(token["ra"], down), _row(token["rb"], down)
        return f"{first}:{last}" if first and last else _OUT
    return token[0]


def _column(letters: str, right: int) -> str:
    """Return the column moved; an empty string if it would leave the sheet."""
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
    """Return the offset after the bracket that closes the bracket at `start`."""
    depth, position = 0, start
    while position < len(formula):
        letter = formula[position]
        # In a table reference an apostrophe escapes the next letter, a bracket too.
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
