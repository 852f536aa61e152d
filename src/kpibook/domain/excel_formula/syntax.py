"""Syntax of Excel formulas, and the limits a formula has to keep to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpibook.errors import SchemeError
from kpibook.on_use.regex import regex

#: Excel's limits: characters of a formula, functions inside functions, characters of a text.
LONGEST_FORMULA = 8_192
DEEPEST_NESTING = 64
LONGEST_TEXT = 255
#: Everything the compiler uses; Excel 2010 to 365 and LibreOffice 7.4 have all of it.
FUNCTIONS = frozenset(
    ("ABS", "AND", "CELL", "CHOOSE", "COLUMN", "COLUMNS", "COUNT", "IF", "IFERROR", "INDEX",
     "ISERROR", "ISNUMBER", "ISTEXT", "LEFT", "MATCH", "MAX", "NA", "NOT", "OR", "REPT", "RIGHT",
     "ROUND", "ROW", "ROWS", "SIGN", "SUBSTITUTE", "SUMPRODUCT", "TEXT", "TRIM", "VALUE")
)  # fmt: skip
_TEXT = regex(r'"(?:[^"]|"")*"')
_BRACKET = regex(r"[()]")
_CALL = regex(r"([A-Z][A-Z0-9.]*)\(")
_OWN_ROW = regex(r'"(?:[^"]|"")*"|\[@(?:\[(?P<spaced>(?:[^\[\]]|\'.)+)\]|(?P<plain>\w+))\]')


def quoted(text: str) -> str:
    """Write a text as a formula has it; a text too long for Excel is joined from pieces.

    >>> quoted("Met"), quoted('At 5" or less')
    ('"Met"', '"At 5"" or less"')
    """
    pieces = [text[i : i + LONGEST_TEXT] for i in range(0, len(text), LONGEST_TEXT)] or [""]
    return "&".join('"{}"'.format(piece.replace('"', '""')) for piece in pieces)


def one_of(cell: str, words: Iterable[str]) -> str:
    """Return a test that a text is among some words, in capitals or not.

    >>> one_of("C7", ["[c]", "[z]"])
    'OR(C7={"[c]","[z]"})'
    """
    return f"OR({cell}={{{','.join(quoted(word) for word in words)}}})"


def lines(*pieces: str) -> str:
    """Join pieces of a formula, each on its line; Excel passes over the line ends."""
    return "\n".join(pieces)


def functions_in(formula: str) -> set[str]:
    """Return the names of the functions a formula uses.

    >>> sorted(functions_in('IF(ABS(H7)>1,"MAX(1)",TRIM(H7))'))
    ['ABS', 'IF', 'TRIM']
    """
    return set(_CALL.findall(_TEXT.sub('""', formula)))


def nesting_of(formula: str) -> int:
    """Count the brackets that are open at most.

    >>> nesting_of('IF(ABS((H7))>1,"((((",1)')
    3
    """
    deepest = depth = 0
    for sign in _BRACKET.findall(_TEXT.sub('""', formula)):
        depth += 1 if sign == "(" else -1
        deepest = max(deepest, depth)
    return deepest


def kept_to_limits(formula: str, result: str) -> str:
    """Return the formula, if Excel takes a formula that long and that deep.

    Args:
        formula: Its text.
        result: What it works out, for the message.

    Raises:
        SchemeError: ``formula-too-long``.
    """
    if len(formula) <= LONGEST_FORMULA and nesting_of(formula) <= DEEPEST_NESTING:
        return formula
    raise SchemeError(
        f"as a formula the {result} has {len(formula):,} characters and {nesting_of(formula)} "
        f"levels of brackets, and Excel takes {LONGEST_FORMULA:,} and {DEEPEST_NESTING}.",
        code="formula-too-long",
        fix="Give it shorter references, or a column with the variance to build on "
        "(Cells(variance=...)).",
    )


def in_file(formula: str, table: str) -> str:
    """Write a formula of a table's column as a file stores it: ``[@Actual]`` names table and row.

    >>> in_file('IF([@Actual]="",[@[Which way is good]],"[@Actual]")', "T")
    'IF(T[[#This Row],[Actual]]="",T[[#This Row],[Which way is good]],"[@Actual]")'
    """

    def stored(match: re.Match[str]) -> str:
        heading = match["spaced"] or match["plain"]
        return f"{table}[[#This Row],[{heading}]]" if heading else match[0]

    return _OWN_ROW.sub(stored, formula)
