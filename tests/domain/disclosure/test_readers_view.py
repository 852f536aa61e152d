from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace
from itertools import product

import pytest

from kpibook.domain.disclosure.cells import LEAST_VALUES, Cell
from kpibook.domain.disclosure.possible_values import possible_values
from kpibook.domain.disclosure.proof import protect
from kpibook.domain.disclosure.readers_view import systems_of
from kpibook.domain.disclosure.views import View, views_of
from kpibook.domain.measures.measure import Basis
from tests.domain.disclosure.printed import cell, printed
from tests.domain.given import Q3


def left_open(view: View, hidden: set[Cell]) -> dict[Hashable, tuple[int, ...]]:
    return {
        name: values
        for system in systems_of(view, hidden)
        for name, values in possible_values(system, 99).of.items()
    }


def open_values(counts: dict[str, int | None], *hidden: str, marked: str = "") -> dict[str, object]:
    (view,) = views_of(printed(counts, marked=marked))
    found = left_open(view, {cell(name) for name in hidden})
    return {getattr(name, "owner", "missing"): values for name, values in found.items()}


def test_a_single_figure_is_the_total_less_the_others() -> None:
    found = open_values({"total": 30, "care": 4, "roads": 19, "parks": 7}, "care")

    assert found == {"care": (4,)}


def test_two_figures_share_what_is_left_and_one_of_them_is_small() -> None:
    found = open_values({"total": 19, "care": 4, "roads": 6, "parks": 9}, "care", "roads")

    assert found == {"care": (2, 3, 4, 5, 6, 7, 8), "roads": (2, 3, 4, 5, 6, 7, 8)}


def test_what_an_officer_has_marked_may_be_anything() -> None:
    counts = {"total": 19, "care": None, "roads": 7, "parks": 9}

    assert open_values(counts, "care", "roads", marked="care")["care"] == tuple(range(11))


def test_what_is_not_reported_is_as_well_as_withheld_where_it_is_small() -> None:
    found = open_values({"total": 30, "care": None, "roads": 19, "parks": 7})

    assert found == {"missing": (4,)}


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.YEAR_TO_DATE])
def test_a_year_to_date_lies_between_those_that_are_shown(basis: Basis) -> None:
    cells = {}
    for quarter, value in ((Q3.previous.previous, 9), (Q3.previous, 12), (Q3, 14)):
        cells |= printed({"care": value}, quarter, basis=basis)
    (view,) = views_of(cells)

    found = left_open(view, {cell("care", Q3.previous)})

    assert found == {cell("care", Q3.previous): (9, 10, 11, 12, 13, 14)}


@pytest.mark.parametrize(("parts", "largest"), [(2, 20), (3, 15), (4, 9)])
def test_a_reader_who_runs_the_rule_on_every_council_that_could_be_is_left_with_enough(
    parts: int, largest: int
) -> None:
    """Every council up to a total: those whose publications look the same are one to a reader."""
    names = ("total", "a", "b", "c", "d")
    same: defaultdict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(largest + 1), repeat=parts):
        if sum(counts) <= largest:
            every = (sum(counts), *counts)
            cells = printed(dict(zip(names, every, strict=False)))
            small = {c for c, n in zip(cells, every, strict=True) if 1 <= n <= 5}
            gone = small | protect(cells, small).second
            image = tuple(None if c in gone else n for c, n in zip(cells, every, strict=True))
            same[image].append(every)

    for image, councils in same.items():
        for position, shown in enumerate(image):
            if shown is None:
                assert len({c[position] for c in councils}) >= LEAST_VALUES, image


def test_a_total_that_no_file_prints_says_nothing_of_its_parts() -> None:
    """It has a row, as the quarter before a workbook's first, and neither figure nor marker."""
    counts = {"total": None, "a": None, "b": None}
    cells = printed(counts)
    cells |= {cell(name): printed({name: None}, marked=name)[cell(name)] for name in "ab"}
    cells |= printed({"total": 9, "a": 4, "b": 5}, Q3.previous)

    (view,) = views_of(cells)
    by_rule = replace(view, rule_is_known=True)

    assert left_open(by_rule, {cell("a"), cell("b")}) == {}
