"""Small councils against a reader who shares no code with the project and tries every table."""

from __future__ import annotations

from random import Random

import pytest

from kpibook.domain.disclosure.cells import LEAST_VALUES
from tests.domain.disclosure.every_table import Sum, Tables
from tests.domain.disclosure.small_councils import a_small_council, tables_of

NO_LIMIT = float("inf")


@pytest.mark.parametrize("seed", range(50))
def test_no_figure_that_is_withheld_has_fewer_than_three_values_unless_it_was_said(
    seed: int,
) -> None:
    council = a_small_council(Random(seed))

    values = tables_of(council).values(LEAST_VALUES)

    narrowed = {
        name: own
        for name, own in values.items()
        if own is not None and len(own) < LEAST_VALUES and name[0] not in council.said
    }
    assert narrowed == {}


def test_the_councils_have_figures_withheld_and_publish_others() -> None:
    councils = [a_small_council(Random(seed)) for seed in range(40)]
    printed = [how for council in councils for how in council.printed.values()]

    assert printed.count("[c]") > 100
    assert printed.count("shown") > 100
    assert sum(bool(council.said) for council in councils) < 8


def test_the_reader_finds_what_a_total_gives_away() -> None:
    a, b = ("a",), ("b",)
    of_total = Sum({a: 1, b: 1}, 4, 4)
    limits = {a: (0, 9), b: (0, 9)}

    assert Tables(limits, [of_total]).values(9) == {a: {0, 1, 2, 3, 4}, b: {0, 1, 2, 3, 4}}
    assert Tables({a: (1, 9), b: (3, 9)}, [of_total]).values(9) == {a: {1}, b: {3}}
    assert Tables(limits, [of_total, Sum({b: 1, a: -1}, 3, NO_LIMIT)]).values(9) == {
        a: {0},
        b: {4},
    }


def test_the_reader_finds_what_the_rule_gives_away() -> None:
    a, b = ("a",), ("b",)
    tables = Tables({a: (1, 7), b: (1, 7)}, [Sum({a: 1, b: 1}, 12, 12)], [(a, b)])

    assert tables.values(9) == {a: {5, 7}, b: {5, 7}}


def test_a_reader_who_runs_out_of_tries_says_nothing() -> None:
    names = [(n,) for n in range(6)]
    tables = Tables(dict.fromkeys(names, (0, 9)), [Sum(dict.fromkeys(names, 2), 7, 7)])

    assert set(tables.values(3, most_nodes=50).values()) == {None}
