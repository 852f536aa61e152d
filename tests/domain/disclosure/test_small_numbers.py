from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.disclosure.cells import FigureKey
from kpibook.domain.disclosure.small_numbers import Reason, pasts_of, withheld_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.consolidated import a_row
from tests.domain.given import Q3, a_measure

Q2 = Q3.previous


def to_withhold(rows: Sequence[ConsolidatedRow]) -> dict[FigureKey, Reason]:
    return withheld_of(rows).reasons


def test_a_small_count_is_withheld_only_where_its_measure_asks() -> None:
    asking, silent = a_row("PI.1", "3", suppress=True), a_row("PI.2", "3")

    assert to_withhold([asking, silent]) == {(0, Q3): Reason.SMALL}


def test_a_measure_asks_for_all_directorates_that_report_it() -> None:
    rows = [a_row("PI.1", "30", suppress=True), a_row("pi 1", "3", directorate="Roads")]

    assert to_withhold(rows) == {(1, Q3): Reason.SMALL}


def test_another_councils_measure_of_that_name_does_not_ask() -> None:
    rows = [a_row("PI.1", "30", suppress=True), a_row("PI.1", "3", council="Bixby")]

    assert to_withhold(rows) == {}


@pytest.mark.parametrize(
    ("actual", "numerator", "denominator", "reason"),
    [
        ("4.2", "4", "95", Reason.SMALL),
        ("50", "2", "4", Reason.SMALL),
        ("96.9", "93", "96", Reason.SMALL),  # 3 are not
        ("50", "48", "96", None),
        ("100", "96", "96", None),  # none is not, and zero is no small number
        ("0", "0", "96", None),
        ("4.2", None, "95", Reason.SMALL),  # 4.2% of 95 is 4
        ("96.9", None, "96", Reason.SMALL),
        ("50", None, "96", None),
        ("96.9", "93", None, Reason.SMALL),  # 93 is 96.9% of 96
        ("50", "48", None, None),
        ("50", None, None, Reason.UNDECIDED),
        ("0", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_share_is_withheld_for_its_counts(
    actual: str | None, numerator: str | None, denominator: str | None, reason: Reason | None
) -> None:
    row = a_row(
        actual=actual,
        numerator=numerator,
        denominator=denominator,
        unit=Unit.PERCENT,
        suppress=True,
    )

    assert to_withhold([row]) == ({} if reason is None else {(0, Q3): reason})


def test_an_average_over_few_people_is_withheld() -> None:
    few = a_row("PI.1", "12", denominator="3", unit=Unit.DAYS, suppress=True)
    unknown = a_row("PI.2", "3", unit=Unit.DAYS, suppress=True)

    assert to_withhold([few, unknown]) == {(0, Q3): Reason.SMALL}


def test_earlier_quarters_are_judged_by_their_own_counts() -> None:
    past = [("Q4 2020/21", "48/96"), ("Q1 2021/22", "3/96"), ("Q2 2021/22", "4.1")]
    row = a_row(
        "PI.1", "50", numerator="48", denominator="96", unit=Unit.PERCENT, suppress=True, past=past
    )

    assert to_withhold([row]) == {
        (0, Quarter(2021, 1)): Reason.SMALL,
        (0, Q2): Reason.UNDECIDED,
    }


def test_what_a_figure_is_compared_with_is_one_of_its_figures() -> None:
    row = a_row("PI.1", "50", past=[("Q3 2020/21", "4"), ("Q2 2021/22", "7")])

    assert [(str(past.quarter), past.actual) for past in pasts_of(row)] == [
        ("Q3 2020/21", 4),
        ("Q2 2021/22", 7),
        ("Q3 2021/22", 50),
    ]


def _by_directorate(*actuals: str, markers: tuple[str, ...] = ()) -> dict[int, Reason]:
    names = ["Total", "Housing", "Roads", "Parks", "Care"]
    rows = [
        a_row(
            "PI.1",
            None if actual.startswith("[") else actual,
            directorate=name,
            suppress=True,
            marker=actual if actual.startswith("[") else "",
        )
        for name, actual in zip(names, actuals, strict=False)
    ]
    return {position: reason for (position, _), reason in to_withhold(rows).items()}


def test_a_second_figure_is_withheld_where_a_total_gives_the_first_away() -> None:
    found = _by_directorate("30", "4", "19", "7")

    assert found == {1: Reason.SMALL, 3: Reason.SUBTRACTION}


def test_two_small_figures_protect_one_another() -> None:
    assert _by_directorate("30", "4", "3", "23") == {1: Reason.SMALL, 2: Reason.SMALL}


def test_without_a_total_nothing_more_is_withheld() -> None:
    assert _by_directorate("12", "4", "19", "7") == {1: Reason.SMALL}


def test_a_zero_is_the_last_choice_for_the_second_figure() -> None:
    assert _by_directorate("30", "4", "26", "0") == {1: Reason.SMALL, 2: Reason.SUBTRACTION}


def test_what_an_officer_withheld_is_protected_from_a_total_too() -> None:
    assert _by_directorate("30", "[c]", "19", "7") == {3: Reason.SUBTRACTION}


def test_a_total_of_numerators_gives_away_what_a_total_of_actuals_would() -> None:
    def share(name: str, above: str, below: str) -> object:
        actual = str(Decimal(above) / Decimal(below) * 100)
        return a_row(
            "PI.1", actual, numerator=above, denominator=below, unit=Unit.PERCENT,
            directorate=name, suppress=True,
        )  # fmt: skip

    rows = [
        share("Total", "60", "150"),
        share("Housing", "3", "50"),
        share("Roads", "20", "40"),
        share("Parks", "37", "60"),
    ]

    found = to_withhold(rows)  # type: ignore[arg-type]

    assert found == {(1, Q3): Reason.SMALL, (2, Q3): Reason.SUBTRACTION}


def a_year_to_date(
    actual: str,
    *past: tuple[str, str],
    period: Quarter = Q3,
    basis: Basis = Basis.CUMULATIVE,
) -> ConsolidatedRow:
    measure = replace(a_measure("PI.1", unit=Unit.COUNT, decimals=None), basis=basis)
    return a_row("PI.1", actual, past=past, measure=measure, suppress=True, period=period)


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.YEAR_TO_DATE])
def test_a_year_to_date_is_withheld_where_it_would_give_its_last_quarter_away(
    basis: Basis,
) -> None:
    row = a_year_to_date("14", ("Q1 2021/22", "9"), ("Q2 2021/22", "12"), basis=basis)

    assert to_withhold([row]) == {(0, Q2): Reason.INCREMENT, (0, Q3): Reason.INCREMENT}


def test_a_year_to_date_that_rose_enough_since_the_last_one_shown_is_published() -> None:
    row = a_year_to_date("15", ("Q1 2021/22", "9"), ("Q2 2021/22", "12"))

    assert to_withhold([row]) == {(0, Q2): Reason.INCREMENT}


def test_a_new_year_is_not_taken_from_the_old_one() -> None:
    row = a_year_to_date("18", ("Q4 2020/21", "16"), ("Q1 2021/22", "12"), ("Q2 2021/22", "12"))

    assert to_withhold([row]) == {}


def test_a_figure_that_does_not_add_up_over_the_year_is_not_compared() -> None:
    row = a_row("PI.1", "14", past=[("Q2 2021/22", "12")], suppress=True)

    assert to_withhold([row]) == {}


@given(rises=st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_no_two_years_to_date_that_are_shown_differ_by_1_to_5(rises: list[int]) -> None:
    totals = [str(sum(rises[: number + 1])) for number in range(4)]
    past = [(f"Q{number} 2021/22", said) for number, said in enumerate(totals[:3], start=1)]
    row = a_year_to_date(totals[3], *past, period=Quarter(2021, 4))

    hidden = {quarter for _, quarter in to_withhold([row])}

    shown = [
        int(said) for number, said in enumerate(totals) if Quarter(2021, number + 1) not in hidden
    ]
    differences = [after - before for before, after in pairwise([0, *shown])]
    assert not [step for step in differences if 1 <= step <= 5]
