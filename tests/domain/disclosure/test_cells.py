from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import COUNTS, Figure, cells_of, is_small, measure_keys
from kpibook.domain.measures.measure import Basis, Unit
from tests.domain.consolidated import a_row
from tests.domain.disclosure.printed import cell, figure
from tests.domain.given import Q3, a_measure, number

KEY = ("exampleton", "PI1")


def a_share(actual: str | None, above: str | None, below: str | None) -> Figure:
    past = Past(Q3, number(actual), "", number(above), number(below))
    return Figure((0, Q3), Unit.PERCENT, past, Basis.IN_PERIOD)


@pytest.mark.parametrize(
    ("share", "counts"),
    [
        (("12.9", "4", "31"), (4, 31, 27)),
        (("12.9", None, "31"), (4, 31, 27)),
        (("12.9", "4", None), (4, 31, 27)),
        (("12.9", None, None), (None, None, None)),
        (("120", "12", "10"), (12, 10, None)),  # a rate above the whole has no rest
    ],
)
def test_a_share_gives_away_its_counts_and_those_that_are_not_in_it(
    share: tuple[str | None, ...], counts: tuple[int | None, ...]
) -> None:
    found = [COUNTS[kind](a_share(*share)) for kind in ("numerator", "denominator", "rest")]

    assert found == [None if n is None else Decimal(n) for n in counts]
    assert COUNTS["actual"](a_share(*share)) is None


def test_two_workbooks_that_report_the_same_share_a_cell() -> None:
    figures = [figure(4), replace(figure(4), place=(1, Q3))]

    (found,) = cells_of(["care", "care"], figures, [KEY, KEY]).values()

    assert found.figures == figures


def test_two_workbooks_that_contradict_one_another_have_a_cell_each() -> None:
    figures = [figure(4), replace(figure(9), place=(1, Q3))]

    found = cells_of(["care", "care"], figures, [KEY, KEY])

    assert [printed.count("actual") for printed in found.values()] == [4, 9]
    assert cell("care") in found


def test_the_key_of_a_measure_looks_through_a_missing_council_and_an_earlier_reference() -> None:
    renamed = replace(a_measure("PI.1"), aliases=("OLD 9",))
    rows = [a_row("PI.1", measure=renamed), a_row("old9", council="")]

    assert measure_keys(rows) == [KEY, KEY]


def test_a_missing_council_is_left_open_where_several_are_named() -> None:
    rows = [a_row(council="A"), a_row(council="B"), a_row(council="")]

    assert [council for council, _ in measure_keys(rows)] == ["a", "b", ""]


@pytest.mark.parametrize(
    ("count", "small"),
    [
        ("0", False),
        ("0.5", True),
        ("1", True),
        ("5", True),
        ("5.1", False),
        ("6", False),
        ("-2", False),
    ],
)
def test_a_count_is_small_above_zero_up_to_five(count: str, small: bool) -> None:
    assert is_small(Decimal(count)) is small
