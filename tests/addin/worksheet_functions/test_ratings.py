"""What the functions that rate say of each measure."""

from __future__ import annotations

from typing import Any

import pytest

from kpibook.addin.worksheet_functions.ratings import direction, status, variance, why
from kpibook.errors import FunctionError

ONE = {"actual": 93.0, "target": 100.0, "polarity": "higher", "scheme": "maidstone"}


def asked(**more: Any) -> dict[str, Any]:
    return {**ONE, **more}


def test_a_status_is_the_scheme_s_word_and_why_says_it_too() -> None:
    assert status(asked()) == "Amber"
    assert why(asked()) == (
        "93 is 7 (7%) below the target of 100, no more than the 10% allowed: amber."
    )


def test_a_variance_is_a_number() -> None:
    del (arguments := asked())["polarity"]

    assert variance(arguments) == -7.0
    assert variance({**arguments, "target": None}) == ""


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize(
    ("since", "word"),
    [(None, "Not comparable"), ("Quarter", "Not comparable"), (" year", "Improved")],
)
def test_a_direction_is_since_the_quarter_before_or_last_year(
    times: int, since: str | None, word: str
) -> None:
    arguments = {
        "actual": [[93.0]] * times,
        "previous": [[90.0]] * times,
        "polarity": "higher",
        "basis": "cumulative",
        "scheme": None,
        "since": since,
    }

    assert direction(arguments) == (word if times == 1 else [[word]] * times)


@pytest.mark.parametrize("times", [1, 20])
def test_what_is_wrong_with_the_figure_of_last_year_is_said_of_its_argument(times: int) -> None:
    said = direction(
        {
            "actual": [[93.0]] * times,
            "previous": "six",
            "polarity": "higher",
            "scheme": None,
            "since": "year",
        }
    )

    for one in [said] if times == 1 else [one for [one] in said]:
        assert one.startswith("previous: 'six' is not a number.")


@pytest.mark.parametrize(
    ("polarity", "since", "word"),
    [("higher", "outturn", "Declined"), ("lower", "best", "Improved"),
     ("neutral", "best", "Not comparable"), ("neutral", "outturn", "Decreased")],
)  # fmt: skip
def test_a_direction_may_be_against_an_outturn_or_the_best_figure(
    polarity: str, since: str, word: str
) -> None:
    arguments = {"actual": 90.0, "previous": 93.0, "polarity": polarity, "scheme": None}

    assert direction({**arguments, "since": since}) == word


def test_another_word_for_since_is_refused() -> None:
    with pytest.raises(FunctionError, match="'month' is not something kpibook knows") as caught:
        direction({"actual": 1.0, "previous": 2.0, "scheme": None, "since": "month"})

    assert caught.value.code == "since-unknown"
