from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.consolidation.consolidation import Source, add_up, stored
from kpibook.domain.measures.measure import Unit
from kpibook.domain.rules.outcomes import Status
from tests.domain.consolidated import a_consolidation, a_row


@pytest.mark.parametrize(
    ("unit", "held"), [(Unit.PERCENT, "0.721"), (Unit.COUNT, "72.1"), (None, "72.1")]
)
def test_a_value_is_stored_as_a_cell_holds_it(unit: Unit | None, held: str) -> None:
    assert stored(Decimal("72.1"), unit) == Decimal(held)


def test_no_value_is_stored_as_none() -> None:
    assert stored(None, Unit.PERCENT) is None


@pytest.mark.parametrize(
    "wrong",
    [{"rows_used": 1}, {"actuals_refused": 1}, {"total_used": Decimal("0.1")}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_source_ties_only_if_everything_in_is_used_or_refused(wrong: dict[str, int]) -> None:
    source = Source(
        "a.xlsx",
        rows_in=3,
        rows_used=2,
        rows_refused=1,
        actuals_in=2,
        actuals_used=2,
        total_in=Decimal("3.3"),
        total_used=Decimal("3.3"),
    )

    assert source.ties
    assert not replace(source, **wrong).ties


def test_totals_add_up_exactly() -> None:
    sources = tuple(Source(str(n), rows_in=n, total_in=Decimal("0.1")) for n in range(10))

    total = add_up(sources)

    assert (total.rows_in, total.total_in) == (45, Decimal("1.0"))


def test_exceptions_are_off_target_declined_or_without_a_figure() -> None:
    off = a_row("PI.1", "10", target="90")
    declined = a_row("PI.2", "95", target="90", past=[("Q2 2021/22", "99")])
    missing = a_row("PI.3", None, marker="[x]")
    fine = a_row("PI.4", "95", target="90", past=[("Q2 2021/22", "94")])

    found = a_consolidation(off, declined, missing, fine).exceptions()

    assert [row.rated.measure.ref for row in found] == ["PI.1", "PI.2", "PI.3"]
    assert found[0].status is Status.OFF


def test_directorates_keep_the_order_of_the_rows_and_no_priority_comes_last() -> None:
    one = a_row("PI.1", directorate="Roads")
    two = a_row("PI.2", directorate="Housing")
    measure = replace(two.rated.measure, priority="Growth")
    two = replace(two, rated=replace(two.rated, measure=measure))

    found = a_consolidation(one, two)

    assert found.directorates == ("Roads", "Housing")
    assert found.priorities == ("Growth", "")
    assert found.scheme("standard").key == "standard"


def test_a_measure_that_declined_against_either_baseline_is_an_exception() -> None:
    row = a_row("X", "91", target="90", past=[("Q3 2020/21", "97"), ("Q2 2021/22", "90.5")])

    assert row.declined_since == ("since Q3 2020/21",)
    assert row.is_exception
    assert not a_row("X", "91", target="90", past=[("Q3 2020/21", "90")]).is_exception
