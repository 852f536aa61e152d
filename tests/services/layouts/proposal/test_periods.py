"""Columns of periods are put to the quarter that is looked at."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.periods import by_period, dated_columns, quarter_shown
from kpibook.services.layouts.proposal.values import Column


def _columns(*headings: str, filled: int) -> list[Column]:
    return [
        Column(number, heading, ("1", "2") if number <= filled else (), 2 * (number <= filled), 2)
        for number, heading in enumerate(headings, 1)
    ]


def test_the_last_quarter_with_figures_is_looked_at() -> None:
    dated = dated_columns(_columns("Q1 Actual", "Q2 Actual", "Q3 Actual", filled=2))

    assert quarter_shown(dated, None, [2024]) == Quarter(2024, 2)


def test_each_role_is_a_heading_that_moves_with_the_quarter() -> None:
    columns = _columns("2023/24 Outturn", "2024/25 Target", "Q1 Actual", "Q2 Actual", filled=4)

    guesses = by_period(dated_columns(columns), Quarter(2024, 2))

    assert {guess.role: guess.at for guess in guesses} == {
        "actual": "{quarter} Actual",
        "previous": "{quarter-1} Actual",
        "previous_year_outturn": "{year-1} Outturn",
        "target": "{year} Target",
    }


def test_in_q1_the_pattern_of_the_quarter_before_is_kept_for_the_year() -> None:
    columns = _columns("Q1 Actual", "Q2 Actual", filled=1)

    guesses = by_period(dated_columns(columns), Quarter(2024, 1))

    assert {guess.role: guess.at for guess in guesses}["previous"] == "{quarter-1} Actual"


def test_years_across_are_this_year_and_the_year_before() -> None:
    columns = _columns("2022/23", "2023/24", filled=2)

    guesses = {g.role: g.at for g in by_period(dated_columns(columns), Quarter(2023, 4))}

    assert (guesses["actual"], guesses["previous"]) == ("{year}", "{year-1}")
