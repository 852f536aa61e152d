from __future__ import annotations

import pytest

from kpibook.domain.disclosure.cells import Cell, Printed
from kpibook.domain.disclosure.views import by_group, views_of
from kpibook.domain.measures.measure import Basis
from kpibook.domain.measures.period import Quarter
from tests.domain.disclosure.printed import cell, figure, printed
from tests.domain.given import Q3

Q1, Q2 = Quarter(2021, 1), Quarter(2021, 2)


def years_to_date(*counts: int | str | None, year: int = 2021) -> dict[Cell, Printed]:
    """Years to date of Care from the first quarter on; None is not reported, "[c]" is marked."""
    cells = {}
    for number, count in enumerate(counts, start=1):
        quarter = Quarter(year, number)
        value, marker = (None, count) if isinstance(count, str) else (count, "")
        past = figure(value, quarter, Basis.CUMULATIVE, marker)
        cells[cell("care", quarter)] = Printed([past])
    return cells


def steps(cells: dict[Cell, Printed]) -> list[tuple[int, int]]:
    return [
        (before.quarter.number, after.quarter.number)
        for view in views_of(cells)
        for before, after in view.steps
    ]


def test_a_year_to_date_is_no_less_than_the_last_one_that_is_reported() -> None:
    assert steps(years_to_date(3, 9, 10)) == [(1, 2), (2, 3)]
    assert steps(years_to_date("[c]", None, 0)) == [(1, 3)]  # so the first is 0
    assert steps(years_to_date(None, None, 9)) == []


def test_years_to_date_of_two_years_have_no_step() -> None:
    cells = {**years_to_date(None, None, None, 9, year=2020), **years_to_date(3)}

    assert steps(cells) == []


def test_a_year_to_date_that_was_corrected_downwards_is_no_step() -> None:
    assert steps(years_to_date(9, 8, 10)) == [(2, 3)]


@pytest.mark.parametrize("basis", [Basis.IN_PERIOD, Basis.SNAPSHOT])
def test_other_figures_may_fall(basis: Basis) -> None:
    cells = {
        **printed({"care": 3}, Q2, basis=basis),
        **printed({"care": 9}, Q3, basis=basis),
    }

    assert views_of(cells) == []


def test_measures_that_have_nothing_to_do_with_one_another_are_groups_apart() -> None:
    cells = {
        **printed({"total": 9, "a": 3, "b": 6}, ref="PI1"),
        **printed({"total": 9, "a": 2, "b": 7}, ref="PI2"),
    }

    groups = list(by_group(views_of(cells)))

    assert [{c.measure[1] for view in group for c in view.counts} for group in groups] == [
        {"PI1"},
        {"PI2"},
    ]
