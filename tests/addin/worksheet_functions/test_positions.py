"""What the arguments say of each measure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpibook.addin.worksheet_functions.arguments import as_argument
from kpibook.addin.worksheet_functions.positions import Question, position_at, rated
from kpibook.domain.measures.measure import Basis, Polarity, Tolerance, Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rating.arithmetic import Position
from kpibook.errors import FunctionError

ACTUAL = Question(lambda position, scheme: position.actual)


def position(**arguments: Any) -> Position | None:
    return position_at({name: as_argument(one) for name, one in arguments.items()}, 0, 0)


def test_every_argument_has_its_place_in_the_position() -> None:
    assert position(
        actual="72.1 [p]",
        target="fewer than 85",
        polarity="Lower",
        tolerance="5%",
        previous=70.0,
        previous_year=69.0,
        floor=90.0,
        forecast=80.0,
        range_low=1.0,
        range_high=2.0,
        previous_target=86.0,
        decimals=1.0,
        unit="Rate per 1,000",
        basis="snapshot",
        series="68; 69",
    ) == Position(
        actual=Decimal("72.1"),
        target=Decimal(85),
        previous=Decimal(70),
        previous_year=Decimal(69),
        polarity=Polarity.LOWER,
        tolerance=Tolerance(Decimal(5), of_target=True),
        low=Decimal(1),
        high=Decimal(2),
        decimals=1,
        basis=Basis.SNAPSHOT,
        marker="[p]",
        floor=Decimal(90),
        forecast=Decimal(80),
        strict=True,
        previous_target=Decimal(86),
        series=(Decimal(68), Decimal(69)),
        unit=Unit.RATE_PER_1000,
        counted=CountedIn(Unit.RATE_PER_1000, "Rate per 1,000"),
    )


def test_nothing_is_no_position() -> None:
    assert position(actual=None, target="", polarity=None) is None


def test_which_way_is_good_is_never_guessed() -> None:
    with pytest.raises(FunctionError) as caught:
        position(actual=1.0, target=2.0)

    assert caught.value.code == "polarity-missing"


def test_the_first_thing_that_is_wrong_is_said_with_its_argument() -> None:
    with pytest.raises(FunctionError) as caught:
        position(actual=1.0, target=2.0, polarity="higher", floor="high", tolerance="-2")

    assert str(caught.value).startswith("tolerance: a tolerance of -2 is below zero.")
    with pytest.raises(FunctionError, match="floor: 'high' is not a number"):
        position(actual=1.0, target=2.0, polarity="higher", floor="high")


def test_other_arguments_are_passed_on_by_their_names() -> None:
    question = Question(lambda position, scheme, since: (position.actual, scheme.key, since))

    said = rated(
        {"actual": [1.0, 2.0], "polarity": "lower", "scheme": "chorley", "since": ["a", "b"]},
        question,
    )

    assert said == [[(1, "chorley", "a"), (2, "chorley", "b")]]


def test_a_question_that_does_not_hang_on_it_needs_no_polarity() -> None:
    question = Question(lambda position, scheme: position.actual, judged=False)

    assert rated({"actual": 5.0, "scheme": None}, question) == 5


def test_a_few_odd_values_in_a_long_column_are_answered_on_their_own() -> None:
    question = Question(lambda position, scheme: "rated")
    actuals: list[Any] = [[1.0] for _ in range(20)]
    actuals[3] = [True]
    ways: list[Any] = [["higher"] for _ in range(20)]
    ways[5] = [None]
    actuals[7], ways[7] = [None], [None]

    said = rated({"actual": actuals, "polarity": ways, "scheme": None}, question)

    others = {i: one for i, [one] in enumerate(said) if one != "rated"}
    assert [*others] == [3, 5, 7]
    assert others[3].endswith("[number-is-boolean]")
    assert others[5].endswith("[polarity-missing]")
    assert others[7] == ""


def test_a_scheme_that_is_not_known_is_said_in_every_row_of_a_long_column() -> None:
    actuals = [[1.0] for _ in range(20)]

    said = rated({"actual": actuals, "polarity": "higher", "scheme": "madestone"}, ACTUAL)

    assert {one[-16:] for [one] in said} == {"[scheme-unknown]"}
