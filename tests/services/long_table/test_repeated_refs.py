from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.reference import ref_key
from kpibook.services.long_table.repeated_refs import RepeatedRefs

refs = st.text(alphabet="Pp 12.0-+*é\u2013\u00a0", max_size=7).map(str.strip)


def rows(*stretches: list[str]) -> list[int]:
    repeated = RepeatedRefs()
    for stretch in stretches:
        repeated.add(stretch, None)
    return repeated.rows().tolist()


@pytest.mark.parametrize("ref", ["PI 1", "pi.1", "PI-1*", "P.I.1", "PI\u00a01", "PI\u20131", "PI1"])
def test_a_reference_written_otherwise_in_a_later_stretch_is_the_same(ref: str) -> None:
    assert rows(["PI.1", "PI.2"], ["PI.3", ref]) == [0, 3]


def test_a_number_and_its_float_are_the_same() -> None:
    assert rows(["2250", "22500"], ["2250.0"]) == [0, 2]


def test_blanks_are_no_references() -> None:
    assert rows(["", "-", ""], ["", " "]) == []


def test_a_period_tells_two_rows_of_a_measure_apart() -> None:
    repeated = RepeatedRefs()
    repeated.add(["PI.1", "PI.1", "PI.1", ""], ["Q1", "Q2", "Q1", "Q1"])

    assert repeated.rows().tolist() == [0, 2]


@given(refs, refs)
def test_no_two_references_that_are_one_are_missed(one: str, other: str) -> None:
    if ref_key(one) == ref_key(other) != "":
        assert rows([one], [other]) == [0, 1]


@given(st.lists(st.lists(refs, max_size=9), max_size=4), st.integers(1, 5))
def test_looked_through_in_parts_the_same_rows_are_found(
    stretches: list[list[str]], at_once: int
) -> None:
    repeated = RepeatedRefs(at_once)
    for stretch in stretches:
        repeated.add(stretch, None)

    assert repeated.rows().tolist() == rows(*stretches)
