"""Risky functions in formulas: they reach outside the workbook, or hide precedents."""

from __future__ import annotations

import re

from kpibook.on_use.regex import regex
from kpibook.xlsx.inspection.facts import RiskyFunction

FUNCTIONS = {
    "WEBSERVICE": "fetches from the web when calculated",
    "IMAGE": "fetches a picture from the web when calculated",
    "STOCKHISTORY": "fetches from the web when calculated",
    "RTD": "starts a program and takes live figures from it",
    "DDE": "takes figures from another program, and can start one",
    "CALL": "runs code in a library file",
    "REGISTER": "loads code from a library file",
    "REGISTER.ID": "loads code from a library file",
    "EXEC": "starts a program",
    "EVALUATE": "works out a formula that is written as text",
    "SQL.REQUEST": "asks a database",
    "PY": "runs Python",
    "HYPERLINK": "opens something outside the workbook when it is clicked",
    "INDIRECT": "refers to cells by a text, so that no reader sees what depends on them",
}
"""Risky functions, and the reason for each."""

_FIRST_FEW = 5
# Functions newer than the file format are stored with the prefix _xlfn. or _xlfn._xlws.
_FUNCTION = regex(
    r"(?<![\w.])(?:_xlfn\.)?(?:_xlws\.)?(" + "|".join(map(re.escape, FUNCTIONS)) + r")\s*\(",
    re.IGNORECASE,
)
_TEXT = regex(r'"(?:[^"]|"")*"')
_WITHIN = regex(r'\s*"#')
_DDE = regex(r"(?:^|[^\w])[\w.]+\|(?:'[^']*'|[\w.]+)!", re.ASCII)
_MAY_BE = regex(
    rb"WEBSERVICE|IMAGE|STOCKHISTORY|RTD|CALL|REGISTER|EXEC|EVALUATE|REQUEST|PY|HYPERLINK|INDIRECT",
    re.IGNORECASE,
)


def may_be_risky(formula: bytes) -> bool:
    """Return False if a formula's source certainly holds none of the functions; a quick test."""
    # A DDE reference is written program|topic!item, without brackets.
    if b"|" in formula:
        return True
    return b"(" in formula and _MAY_BE.search(formula) is not None


def functions_in(formula: str) -> list[str]:
    """Return the risky functions of a formula, each once.

    A ``HYPERLINK`` to a cell of the workbook itself is not risky.

    >>> functions_in('IF(A1="CALL(",webservice(B1),HYPERLINK("#Notes!A1"))')
    ['WEBSERVICE']
    """
    plain = _TEXT.sub(lambda match: '""' if not match[0].startswith('"#') else '"#"', formula)
    functions: list[str] = []
    for match in _FUNCTION.finditer(plain):
        name = match[1].upper()
        if name == "HYPERLINK" and _WITHIN.match(plain, match.end()):
            continue
        functions.append(name)
    if _DDE.search(plain):
        functions.append("DDE")
    return list(dict.fromkeys(functions))


class Tally:
    """Counts of risky functions by place."""

    def __init__(self) -> None:
        self._cells_by_use: dict[tuple[str, str], list[str]] = {}

    def see(self, formula: str, place: str, cell: str) -> None:
        """Count the risky functions of a formula."""
        for name in functions_in(formula):
            self._cells_by_use.setdefault((name, place), []).append(cell)

    def result(self) -> tuple[RiskyFunction, ...]:
        """Return the counts, in the order of `FUNCTIONS`, place by place."""
        order = list(FUNCTIONS)
        uses = sorted(self._cells_by_use.items(), key=lambda use: order.index(use[0][0]))
        return tuple(
            RiskyFunction(name, FUNCTIONS[name], place, len(cells), tuple(cells[:_FIRST_FEW]))
            for (name, place), cells in uses
        )
