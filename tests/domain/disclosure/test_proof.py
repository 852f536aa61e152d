from __future__ import annotations

from random import Random

import pytest

from kpibook.domain.disclosure.cells import LEAST_VALUES
from kpibook.domain.disclosure.proof import protect, unproved
from kpibook.domain.disclosure.published.earlier import Earlier
from tests.domain.disclosure.brute_force import values_by_trying
from tests.domain.disclosure.councils import a_council, attacked, published_cells
from tests.domain.disclosure.printed import cell, printed


@pytest.mark.parametrize("seed", [*range(12), 15, 38, 60])  # 15, 38, 60 were narrowed once
def test_no_withheld_figure_of_a_generated_council_is_left_with_fewer_than_three_values(
    seed: int,
) -> None:
    attack = attacked(a_council(Random(seed)))

    assert attack.hidden > 0
    assert attack.narrowed == {}


def test_a_reader_who_tries_everything_is_left_with_three_values() -> None:
    tried = 0
    for seed in range(16):
        cells = published_cells(a_council(Random(seed)))
        for rule in (True, False):
            for values in values_by_trying(cells, rule=rule):
                if all(values.values()):  # else the reader supposes what is not so
                    tried += len(values)
                    assert min(map(len, values.values())) >= LEAST_VALUES, (seed, values)
    assert tried > 60


def test_a_reader_who_tries_everything_finds_what_is_not_protected() -> None:
    cells = printed({"total": 10, "a": 6, "b": None, "c": None, "d": 0}, marked="b")
    cells[cell("c")] = printed({"c": None}, marked="c")[cell("c")]

    (by_rule,) = values_by_trying(cells, rule=True)
    (plain,) = values_by_trying(cells, rule=False)

    assert by_rule == {cell("b"): {1, 2, 3}, cell("c"): {1, 2, 3}}
    assert plain == {cell("b"): {0, 1, 2, 3, 4}, cell("c"): {0, 1, 2, 3, 4}}


def test_what_cannot_be_proved_is_withheld_as_a_whole() -> None:
    cells = printed({"total": 30, "a": 4, "b": 19, "c": 7})
    shown = {
        cell(name): printed.figures[0]
        for name in ("total", "b", "c")
        for printed in [cells[cell(name)]]
    }

    protection = protect(cells, {cell("a")}, earlier=Earlier(((shown, {}),)))

    assert protection.whole == protection.exposed == {cell("a").measure}
    assert protection.second == set(cells) - {cell("a")}


def test_a_measure_withheld_as_a_whole_gives_nothing_away() -> None:
    cells = printed({"total": 6, "a": 1, "b": 1, "c": 4})

    assert unproved(cells, {cell("a"), cell("b")}) == {cell("a").measure}
    assert unproved(cells, set(cells)) == frozenset()


def test_a_search_that_runs_out_of_steps_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = printed({"total": 40, "a": 4, "b": 15, "c": 21})
    assert protect(cells, {cell("a")}).whole == frozenset()

    monkeypatch.setattr("kpibook.domain.disclosure.possible_values.STEPS_IN_ALL", 0)

    assert protect(cells, {cell("a")}).whole == {cell("a").measure}
