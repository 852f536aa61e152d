"""Rows of tables, made of cells without a file."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.finding import Finding
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell, CellError


def a_cell(value: object, number_format: str = "General", address: str = "H7") -> Cell:
    """A cell that holds `value`, of the kind that goes with it."""
    kinds = {bool: "bool", int: "number", float: "number", str: "text", CellError: "error"}
    kind = "blank" if value is None else kinds.get(type(value), "date")
    return Cell(address, kind, value, None, number_format)  # type: ignore[arg-type]


def a_formula(result: object, formula: str = "=I7/J7", number_format: str = "General") -> Cell:
    """A cell with a formula and its stored result; None was never calculated."""
    found = a_cell(result, number_format)
    return Cell(found.address, found.kind, found.value, formula, number_format)


def a_row(
    cells: Mapping[str, object] | None = None, *, line: int | None = None, **more: object
) -> Row:
    """A row by heading; plain values become cells, and headings may be given as keywords."""
    given = {"Ref": "PI.1", **(cells or {}), **more}
    made = {
        heading: value if isinstance(value, Cell) else a_cell(value, address="" if line else "H7")
        for heading, value in given.items()
    }
    findings: list[Finding] = []
    sheet = "" if line is not None else "This quarter"
    return Row("book.xlsx", sheet, made, findings, line)


def codes(row: Row) -> list[str]:
    """The codes of what was found in a row."""
    return [finding.code for finding in row.findings]
