"""The sheet Layout of a proposal, as the officer sees it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from kpibook.services.layouts.layout_sheet import HEADER, USUAL, draw_layout_sheet
from kpibook.services.layouts.proposal.propose import propose_layout
from tests.support.scorecards import council_desk


def test_each_column_of_a_table_has_a_row_with_samples_and_the_reason(tmp_path: Path) -> None:
    proposal = propose_layout(council_desk(tmp_path, layout=""))

    sheet = openpyxl.load_workbook(io.BytesIO(draw_layout_sheet(proposal)))["Layout"]

    rows = list(sheet.iter_rows(values_only=True))
    assert HEADER in rows
    name, column, samples, role, why = next(r for r in rows if str(r[1]).startswith("H "))
    assert (name, column, role) == ("1 Score 24-25", "H Q3 / Target", "target")
    assert samples == "0.45; 50; 30"
    assert why == "the heading says so; it is this quarter's"
    letters = {str(row[1]).split(" ")[0] for row in rows if row[0] == "1 Score 24-25"}
    assert letters == set("ABCDEFGHIJKLM")


def test_the_list_of_roles_fits_into_excels_limit() -> None:
    assert len(",".join(USUAL)) <= 255
