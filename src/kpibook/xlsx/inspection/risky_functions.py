"""Functions in formulas that reach outside the workbook, or hide what a figure depends on."""

from __future__ import annotations

import re

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
    "INDIRECT": "refers to cells by a text, so nobody sees what depends on them",
}
"""Each function looked for, and what it can do."""

_FIRST_FEW = 5
_FUNCTION = re.compile(
    r"(?<![\w.])(?:_xlfn\.)?(?:_xlws\.)?(" + "|".join(map(re.escape, FUNCTIONS)) + r")\s*\(",
    re.IGNORECASE,
)
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_WITHIN = re.compile(r'\s*"#')
_DDE = re.compile(r"(?:^|[^\w])[\w.]+\|(?:'[^']*'|[\w.]+)!", re.ASCII)
_MAY_BE = re.compile(
    rb"WEBSERVICE|IMAGE|STOCKHISTORY|RTD|CALL|REGISTER|EXEC|EVALUATE|REQUEST|PY|HYPERLINK|INDIRECT",
    re.IGNORECASE,
)


def may_be_risky(formula: bytes) -> bool:
    """False when a formula's source certainly holds none of the functions; quick."""
    if b"|" in formula:
        return True
    return b"(" in formula and _MAY_BE.search(formula) is not None


def functions_in(formula: str) -> list[str]:
    """The risky functions of one formula, each once.

    A ``HYPERLINK`` to a place in the workbook itself is not one.

    >>> functions_in('IF(A1="CALL(",webservice(B1),HYPERLINK("#Notes!A1"))')
    ['WEBSERVICE']
    """
    plain = _TEXT.sub(lambda found: '""' if not found[0].startswith('"#') else '"#"', formula)
    found: list[str] = []
    for one in _FUNCTION.finditer(plain):
        name = one[1].upper()
        if name == "HYPERLINK" and _WITHIN.match(plain, one.end()):
            continue
        found.append(name)
    if _DDE.search(plain):
        found.append("DDE")
    return list(dict.fromkeys(found))


class Tally:
    """Counts risky functions by place."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[str]] = {}

    def see(self, formula: str, place: str, cell: str) -> None:
        """Take in one formula."""
        for name in functions_in(formula):
            self._found.setdefault((name, place), []).append(cell)

    def result(self) -> tuple[RiskyFunction, ...]:
        """What was found, in the order of `FUNCTIONS`, place by place."""
        order = list(FUNCTIONS)
        found = sorted(self._found.items(), key=lambda one: order.index(one[0][0]))
        return tuple(
            RiskyFunction(name, FUNCTIONS[name], place, len(cells), tuple(cells[:_FIRST_FEW]))
            for (name, place), cells in found
        )
