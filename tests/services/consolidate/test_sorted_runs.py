"""Values come in order, however few of them are in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import SaveError
from kpibook.services.consolidate.sorted_runs import sorted_in_runs

TEXTS = st.text(max_size=3)
OWNERS = st.tuples(TEXTS, TEXTS, st.integers(0, 9)).map(list)


@given(st.lists(OWNERS, max_size=60), st.integers(1, 80))
def test_lists_come_in_the_order_of_python(items: list[list[object]], run: int) -> None:
    assert list(sorted_in_runs(items, run)) == sorted(items)


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=200), st.integers(1, 50))
def test_marks_come_in_order_with_those_that_repeat(marks: list[int], run: int) -> None:
    marks += marks[:5]

    assert list(sorted_in_runs(iter(marks), run)) == sorted(marks)


def test_less_than_a_run_needs_no_disk(tmp_path: Path) -> None:
    assert list(sorted_in_runs("cab", 4, tmp_path / "missing")) == ["a", "b", "c"]
    with pytest.raises(SaveError):
        sorted_in_runs("cab", 2, tmp_path / "missing")


def test_no_file_is_left_after_an_error(tmp_path: Path) -> None:
    def broken() -> Iterator[int]:
        yield from range(10)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sorted_in_runs(broken(), 3, tmp_path)

    assert list(tmp_path.iterdir()) == []
