"""Sheets of one layout become one table, also next year."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.on_sheet.sheet_patterns import merged_sheets
from kpibook.services.layouts.proposal.values import TableProposal
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.reading import SourceFile
from tests.workbook.mapped.grids import grid_of


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (["Scorecard 24-25"], "Scorecard *"),
        (["Q3 2024-25"], "*"),
        (["Q2", "Q3"], "{quarter}"),
        (["KPI Housing", "KPI Planning"], "KPI *"),
        (["Housing", "Planning"], "*"),
        (["Scorecard"], "Scorecard"),
    ],
)
def test_a_pattern_fits_the_sheets_and_those_to_come(names: list[str], pattern: str) -> None:
    grids = [grid_of([], name) for name in names]
    tables = [
        TableProposal(grid, TableLayout(grid.name, columns={"ref": "Ref"}), (), ())
        for grid in grids
    ]

    merged = merged_sheets(tables, Quarter(2024, 3), SourceFile("x.xlsx", grids))

    assert [table.table.sheet for table in merged] == [pattern]
