from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.disclosure.linear_system import Relation, System
from kpibook.domain.disclosure.possible_values import possible_values

NAMES = "abc"


def test_a_sum_of_two_leaves_what_the_other_can_make_up_for() -> None:
    system = System({"a": (1, 5), "b": (6, None)}, [Relation((("a", 1), ("b", 1)), 9, 9)])

    assert possible_values(system, 9).of["a"] == (1, 2, 3)
    assert possible_values(system, 9).of["b"] == (6, 7, 8)


def test_no_more_values_are_listed_than_are_wanted() -> None:
    assert len(possible_values(System({"a": (0, None)}), 3).of["a"]) == 3


def test_at_least_at_least_one_several_lies_within_its_limits() -> None:
    system = System(
        {"a": (1, 7), "b": (1, 7)},
        [Relation((("a", 1), ("b", 1)), 12, 12)],
        [(("a", "b"), (1, 5))],
    )

    assert possible_values(system, 9).of["a"] == (5, 7)


def test_contradictory_relations_leave_nothing() -> None:
    system = System({"a": (0, 3)}, [Relation((("a", 1),), 4, None)])

    assert possible_values(system, 9).of["a"] == ()


_BOUNDS = st.tuples(st.integers(0, 3), st.integers(0, 4)).map(lambda b: (b[0], b[0] + b[1]))
_RELATION = st.builds(
    lambda times, low, extra: Relation(
        tuple((n, t) for n, t in zip(NAMES, times, strict=True) if t), low, low + extra
    ),
    st.lists(st.sampled_from((-2, -1, 0, 1, 1)), min_size=3, max_size=3),
    st.integers(-3, 12),
    st.sampled_from((0, 0, 2)),
)
_AT_LEAST_ONE = st.lists(st.just((("a", "b"), (1, 2))), max_size=1)


@given(st.lists(_BOUNDS, min_size=3, max_size=3), st.lists(_RELATION, max_size=3), _AT_LEAST_ONE)
def test_the_values_are_those_of_trying_everything(bounds, relations, at_least_one) -> None:  # type: ignore[no-untyped-def]
    system = System(dict(zip(NAMES, bounds, strict=True)), relations, at_least_one)
    solutions = [
        said
        for numbers in product(*(range(low, high + 1) for low, high in bounds))
        if _fits(said := dict(zip(NAMES, numbers, strict=True)), relations, at_least_one)
    ]

    for name in NAMES:
        assert possible_values(system, 99).of[name] == tuple(sorted({s[name] for s in solutions}))


def _fits(said, relations, at_least_one) -> bool:  # type: ignore[no-untyped-def]
    sums = [(sum(t * said[n] for n, t in r.terms), r) for r in relations]
    return all(r.low <= total <= r.high for total, r in sums) and all(
        any(low <= said[n] <= high for n in names) for names, (low, high) in at_least_one
    )
