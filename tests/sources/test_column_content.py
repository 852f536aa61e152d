"""Headings with several meanings, decided by their column."""

from __future__ import annotations

import pytest

from kpibook.sources.column_content import meaning_by_content
from kpibook.sources.vocabulary import BY_CONTENT
from kpibook.workbook import layout

REFS = ["PI.1", "PI.2", "HSG 03"]
TITLES = ["Homes built", "Percentage of repairs done in time", "Complaints upheld"]


@pytest.mark.parametrize(
    ("heading", "cells", "meaning"),
    [
        ("kpi", REFS, layout.REF),
        ("kpi", TITLES, layout.MEASURE),
        ("no", ["1", "2", "3"], layout.REF),
        ("no", ["12%", "13%"], ""),
        ("no", ["5", "5", "7"], ""),
        ("performance", ["72.1%", "£5", "12 days", "n/a"], layout.ACTUAL),
        ("performance", ["Green", "Red", "Amber"], layout.STATUS),
        ("aim", ["Maximise", "Minimise"], layout.POLARITY),
        ("aim", ["Aim to maximise", "-", "Lower"], layout.POLARITY),
        ("aim", ["A better place to live", "Healthy residents"], layout.PRIORITY),
        ("plan", ["90%", "at least 85", "5"], layout.TARGET),
        ("plan", ["Corporate plan", "Housing strategy"], layout.PRIORITY),
        ("type", ["Cumulative", "Year to date", "Snapshot", "-"], layout.BASIS),
        ("kpi type", ["Quarterly", "Annual", "Monthly"], layout.FREQUENCY),
        ("reported", ["Quarterly", "Annually"], layout.FREQUENCY),
        ("type", ["Corporate", "Strategic", "Annual"], ""),
        ("type", [], ""),
        ("standard", ["National", "Local"], ""),
    ],
)
def test_the_cells_decide(heading: str, cells: list[str], meaning: str) -> None:
    found = meaning_by_content(BY_CONTENT[heading], (), cells, in_register=False)

    assert found == meaning


def test_a_meaning_that_another_column_has_is_not_taken_twice() -> None:
    choices = BY_CONTENT["kpi"]

    assert meaning_by_content(choices, {layout.REF}, TITLES, in_register=True) == layout.MEASURE
    assert meaning_by_content(choices, {layout.REF, layout.MEASURE}, [], in_register=True) == ""


def test_notes_are_the_note_of_a_register_and_the_commentary_of_a_quarter() -> None:
    choices = BY_CONTENT["notes"]

    assert meaning_by_content(choices, (), ["Excludes B&B"], in_register=True) == layout.NOTE
    assert meaning_by_content(choices, (), ["Fell"], in_register=False) == layout.COMMENTARY


def test_without_cells_the_likeliest_meaning_is_taken() -> None:
    assert meaning_by_content(BY_CONTENT["kpi"], (), [], in_register=False) == layout.REF
