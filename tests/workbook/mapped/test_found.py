"""A measure that is read has the name that its cell says."""

from __future__ import annotations

from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.found import MappedRow
from kpibook.xlsx import Cell


def test_a_name_over_two_lines_is_on_one() -> None:
    cells = {"measure": Cell("B2", "text", "Homes\nlet")}

    assert MappedRow("H1", cells, {}, {}, TableLayout()).title == "Homes let"


def test_a_measure_without_a_name_has_none() -> None:
    assert MappedRow("H1", {}, {}, {}, TableLayout()).title == ""
