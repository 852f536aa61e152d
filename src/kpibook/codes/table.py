"""The table of all codes, merged from the tables of the areas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kpibook.codes import (
    actions,
    addin,
    batch,
    commentary,
    consolidation,
    doubts,
    figures,
    files,
    functions,
    layouts,
    package,
    periods,
    register,
    reports,
    schemes,
    sign_off,
)
from kpibook.codes.code import Code, Severity

#: The areas in the order in which docs/findings.md has them, each with its codes.
AREAS: Mapping[str, tuple[Code, ...]] = MappingProxyType(
    {
        "Figures": figures.CODES,
        "Figures in doubt": doubts.CODES,
        "Months and years": periods.CODES,
        "Register and tables": register.CODES,
        "Commentary": commentary.CODES,
        "Actions": actions.CODES,
        "Sign-off": sign_off.CODES,
        "Schemes": schemes.CODES,
        "Consolidation": consolidation.CODES,
        "Reports": reports.CODES,
        "Layouts of your own workbook": layouts.CODES,
        "Worksheet functions and plain tables": functions.CODES,
        "Files and folders": files.CODES,
        "Runs": batch.CODES,
        "Workbook files": package.CODES,
        "Add-in": addin.CODES,
        "In the browser": addin.PAGE_CODES,
    }
)

#: Every code by its name.
CODES: Mapping[str, Code] = MappingProxyType(
    {code.name: code for codes in AREAS.values() for code in codes}
)

#: The tests set this, so that a code without an entry fails there.
strict = False


def severity_of(name: str) -> Severity:
    """Return how serious a code is.

    A code without an entry is for a person to look at: a gap in our table is no reason to stop
    an officer's work, nor to hide what was found.

    >>> severity_of("tolerance-negative").value
    'stop'
    """
    entry = CODES.get(name)
    if entry is None and strict:
        raise LookupError(f"{name} has no entry in kpibook.codes")
    return Severity.LOOK if entry is None else entry.severity
