"""Rows of other areas are asked about, and only where they are in the way."""

from __future__ import annotations

from kpibook.services.layouts.proposal.filters import ASK, filters_of
from kpibook.services.layouts.proposal.values import Column, Guess, Sure
from tests.workbook.mapped.grids import grid_of

ROWS: list[list[object]] = [
    ["Measure", "Area"],
    ["Homes let", "Westmarch"],
    ["Homes let", "Northby"],
]
GUESSES = [
    Guess(role, Column(number, heading, (), 2, 2), heading, "", Sure.SURE)
    for number, (role, heading) in enumerate((("measure", "Measure"), ("area", "Area")), 1)
]


def test_a_person_says_whose_rows() -> None:
    filters = filters_of(grid_of(ROWS), [2, 3], GUESSES, "kpis.csv")

    assert filters.where == {"Area": ASK}
    assert "Westmarch" in filters.questions[0]


def test_a_file_that_names_its_council_needs_no_question() -> None:
    filters = filters_of(grid_of(ROWS), [2, 3], GUESSES, "Westmarch kpis.csv")

    assert filters.where == {"Area": "Westmarch"}
    assert filters.questions == ()


def test_areas_that_repeat_no_measure_stay_all() -> None:
    assert filters_of(grid_of(ROWS), [2], GUESSES, "").where == {}
