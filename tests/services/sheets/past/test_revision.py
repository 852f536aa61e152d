"""Figures of the history that may not simply be replaced by those of a file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.workbook import layout
from tests.services.sheets.past.test_revisions_of_file import (
    BEFORE,
    NOW,
    REVISED,
    a_measure_with,
    about_revisions,
    fill_with,
    past_cells,
)


@pytest.mark.parametrize(
    ("history", "row", "why"),
    [
        pytest.param({**BEFORE, "Marker": "[c]"}, REVISED, "its marker there is [c]", id="[c]"),
        pytest.param(
            {**BEFORE, "Numerator": "577", "Denominator": "1000"},
            REVISED,
            "the history has its numerator, and the file has not",
            id="counts",
        ),
        pytest.param({**BEFORE, "Marker": "[x]"}, REVISED, "its marker there is [x]", id="[x]"),
    ],
)
def test_a_figure_that_cannot_simply_be_replaced_stays_and_the_reason_is_said(
    tmp_path: Path, history: dict[str, object], row: dict[str, object], why: str
) -> None:
    path = a_measure_with(tmp_path, history)

    done = fill_with(path, NOW, row)

    [finding] = [f for f in done.findings if f.code == "revision-not-made"]
    assert why in finding.what
    assert "57.7%" not in finding.what or history.get("Marker") != "[c]"
    assert past_cells(path) == [0.577, history.get("Marker"), None]


def test_a_file_with_two_revisions_that_differ_changes_nothing(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)

    done = fill_with(path, NOW, REVISED, {**REVISED, "Actual": "61%"})

    assert past_cells(path) == [0.577, None, None]
    assert about_revisions(done) == ["revision-not-made"] * 2


def test_a_figure_that_a_formula_works_out_is_not_replaced(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)
    book = openpyxl.load_workbook(path)
    cell = next(c for row in book[layout.HISTORY] for c in row if c.value == 0.577)
    cell.value = "=0.5+0.077"
    book.save(path)

    done = fill_with(path, NOW, REVISED)

    assert past_cells(path)[0] == "=0.5+0.077"
    assert "figure-revised" not in about_revisions(done)
