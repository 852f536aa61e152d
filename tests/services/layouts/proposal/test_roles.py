"""A column has its role by its cells as much as by its heading."""

from __future__ import annotations

from kpibook.services.layouts.proposal.roles import fit, roles_of
from kpibook.services.layouts.proposal.values import Column, Sure


def _column(number: int, heading: str, *samples: str) -> Column:
    return Column(number, heading, samples, len(samples), len(samples))


def test_a_column_headed_unit_that_holds_what_is_counted_is_no_unit() -> None:
    columns = [
        _column(1, "indicator", "Household waste recycled", "Rough sleepers seen"),
        _column(2, "measure", "Percentage", "Count"),
        _column(3, "unit", "Waste", "Persons"),
        _column(4, "value", "40.0", "12"),
    ]

    assert {guess.role: guess.column.number for guess in roles_of(columns)} == {
        "measure": 1,
        "unit": 2,
        "actual": 4,
    }


def test_tonnes_are_a_unit_where_no_column_has_better_words() -> None:
    guesses = roles_of([_column(1, "Unit", "Tonnes", "Tonnes")])

    assert [(guess.role, guess.sure) for guess in guesses] == [("unit", Sure.LIKELY)]


def test_a_column_without_a_known_heading_is_asked_about() -> None:
    guesses = roles_of([_column(1, "Way", "High", "Low", "High")])

    assert [(guess.role, guess.sure) for guess in guesses] == [("polarity", Sure.ASK)]


def test_texts_never_fit_a_figure() -> None:
    assert fit("actual", _column(1, "Performance", "Good", "Poor")) == 0


def test_yes_and_no_under_another_heading_are_no_statuses() -> None:
    column = Column(3, "Cumulative?", ("Yes", "Yes", "No"), 3, 3)
    assert roles_of([column]) == []
