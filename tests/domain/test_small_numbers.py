from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measure import Unit
from kpibook.domain.period import Quarter
from kpibook.domain.small_numbers import Reason, is_small, pasts_of, to_withhold
from tests.domain.consolidated import a_row
from tests.domain.given import Q3

Q2 = Q3.previous


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
