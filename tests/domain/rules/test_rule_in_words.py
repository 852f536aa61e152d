"""The rule in words is written from the data, and says all of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.outcomes import Direction, Rounding, Status
from kpibook.domain.rules.rule import Limit
from kpibook.domain.rules.rule_in_words import (
    limit_in_words,
    moved_in_words,
    rounding_in_words,
    status_meanings,
    tolerance_in_words,
)
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import built_in, load_scheme
from tests.domain.given import a_scheme
from tests.support.golden import assert_golden


def printed(scheme: Scheme) -> str:
    """Everything a reader is told of a scheme."""
    told = (scheme.council, scheme.years, scheme.source, scheme.quote, scheme.note)
    return "\n\n".join(
        (
            scheme.title,
            *(text for text in told if text),
            rounding_in_words(scheme.rounding),
            *(f"{look.symbol} {label}: {said}".strip() for look, (label, said) in _rows(scheme)),
        )
    )


def _rows(scheme: Scheme) -> list[tuple[Any, tuple[str, str]]]:
    looks = (*scheme.statuses.values(), *scheme.directions.values())
    return list(zip(looks, scheme.in_words(), strict=True))


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_scheme_reads_as_agreed(name: str) -> None:
    assert_golden(f"schemes/{name}", printed(load_scheme(name)))


@pytest.mark.parametrize(
    ("rule", "status", "said"),
    [
        pytest.param({}, Status.MET, "The actual is at the target or better.", id="met"),
        pytest.param({}, Status.OFF, "The actual is short of the target.", id="off"),
        pytest.param({}, Status.WITHIN, "", id="no within"),
        pytest.param({}, Status.EXCEEDING, "", id="no exceeding"),
        pytest.param(
            {"rates": "forecast"},
            Status.NOT_REPORTED,
            "There is no forecast for the year's end yet.",
            id="a forecast",
        ),
        pytest.param(
            {"tolerance": "2"},
            Status.WITHIN,
            "The actual is short of the target by no more than 2 in the measure's unit. "
            "A shortfall of exactly the tolerance is within it.",
            id="points",
        ),
        pytest.param(
            {"met_within": "5%", "tolerance": "10%"},
            Status.WITHIN,
            "The actual is short of the target by more than 5% of the target, but by no more than "
            "10% of the target. A shortfall of exactly the tolerance is within it.",
            id="between two limits",
        ),
        pytest.param(
            {"met_within": "5%", "tolerance": "10%"},
            Status.OFF,
            "The actual is short of the target by more than 10% of the target.",
            id="past the wider",
        ),
        pytest.param(
            {"met_within": "5%"},
            Status.OFF,
            "The actual is short of the target by more than 5% of the target.",
            id="a green limit alone",
        ),
        pytest.param(
            {"floor": "reached_is_within", "tolerance": "5%"},
            Status.OFF,
            "The actual is short of the target by more than 5% of the target, and worse than the "
            "measure's floor.",
            id="any: neither",
        ),
        pytest.param(
            {"floor": "reached_is_within", "tolerance": "5%", "within_needs": "all"},
            Status.OFF,
            "The actual is short of the target, and either by more than 5% of the target or worse "
            "than the measure's floor.",
            id="all: one of them",
        ),
        pytest.param(
            {"floor": "reached_is_off", "within_if": ["improved"], "compared_with": "previous"},
            Status.WITHIN,
            "The actual is short of the target, but better than the measure's intervention level, "
            "or better than the quarter before.",
            id="level or movement",
        ),
        pytest.param(
            {"within_if": ["improved", "no_history"]},
            Status.OFF,
            "The actual is short of the target, and not better than or without a figure for the "
            "same quarter last year.",
            id="what cannot be compared is named by the rule",
        ),
        pytest.param(
            {"exceeding_by": "10", "met_within": "5%"},
            Status.MET,
            "The actual is at the target, or better by no more than 10 in the measure's unit, or "
            "short of it by no more than 5% of the target.",
            id="met between two limits",
        ),
        pytest.param(
            {"exceeding_by": "5%", "met_within": "5%"},
            Status.MET,
            "The actual is no further from the target than 5% of the target, on either side.",
            id="two-sided",
        ),
        pytest.param(
            {"exceeding_by": "5%", "met_within": "5%", "exceeding": "at_least"},
            Status.MET,
            "The actual is at the target, or better by less than 5% of the target, or short of it "
            "by no more than 5% of the target.",
            id="two-sided, the upper end beyond it",
        ),
        pytest.param(
            {"exceeding_by": "measure"},
            Status.EXCEEDING,
            "The actual is better than the target by more than the measure's own tolerance. "
            "A measure that gives no tolerance is never counted here.",
            id="exceeding by each measure's own",
        ),
    ],
)
def test_what_a_status_means(rule: dict[str, Any], status: Status, said: str) -> None:
    assert status_meanings(a_scheme(**rule).rule)[status] == said


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"tolerance": "measure or 5%"}, None, id="a default"),
        pytest.param({"tolerance": "measure"}, "a tolerance is", id="tolerance"),
        pytest.param({"floor": "reached_is_within"}, "a floor is", id="floor"),
        pytest.param({"floor": "reached_is_off"}, "an intervention level is", id="level"),
        pytest.param(
            {"floor": "reached_is_within", "met_within": "measure"},
            "a tolerance or a floor is",
            id="both",
        ),
    ],
)
def test_what_must_be_given_is_said_where_measures_are_left_unrated(
    rule: dict[str, Any], needed: str | None
) -> None:
    said = a_scheme(**rule).appearance(Status.NOT_RATED).meaning

    if needed is None:
        assert "needed" not in said
    else:
        assert said.endswith(f"Or it is short of the target, and {needed} needed and not given.")


@pytest.mark.parametrize(
    ("rule", "direction", "said"),
    [
        pytest.param(
            {"dead_band": "2%"},
            Direction.NO_CHANGE,
            "Level with the period it is compared with. A change of no more than 2% of the earlier "
            "figure counts as none.",
            id="dead band",
        ),
        pytest.param(
            {"constant_target": True},
            Direction.NOT_COMPARABLE,
            "The two figures cannot be compared: there is no actual yet, the target is not that of "
            "the quarter before, or the figure starts again each year and the other is that of the "
            "quarter before.",
            id="constant target",
        ),
        pytest.param(
            {"neutral": "improved"},
            Direction.DECLINED,
            "Worse than the period it is compared with. A neutral measure counts as worse when it "
            "is lower.",
            id="neutral, judged",
        ),
        pytest.param(
            {"method": "regression"},
            Direction.NO_CHANGE,
            "The straight line through this quarter and those before it is level; since last year: "
            "level with the same quarter.",
            id="regression",
        ),
        pytest.param(
            {"method": "regression"},
            Direction.NO_HISTORY,
            "There is no figure for the period it is compared with. A line needs 3 quarters in a "
            "row, this one included.",
            id="too few quarters for a line",
        ),
    ],
)
def test_what_a_direction_means(rule: dict[str, Any], direction: Direction, said: str) -> None:
    assert a_scheme(rule).appearance(direction).meaning == said


def test_a_limit_in_words() -> None:
    five = Tolerance(Decimal(5), of_target=True)

    assert tolerance_in_words(five, "the target") == "5% of the target"
    assert tolerance_in_words(Tolerance(Decimal("2.50")), "x") == "2.5 in the measure's unit"
    assert limit_in_words(Limit(per_measure=True)) == "the measure's own tolerance"
    assert limit_in_words(Limit(five)) == "5% of the target"


def test_movements_are_told_in_one_order_whatever_the_file_s() -> None:
    one, other = (
        a_scheme(within_if=ways).rule
        for ways in (["improved", "no_change"], ["no_change", "improved"])
    )

    assert moved_in_words(one) == moved_in_words(other)
    assert moved_in_words(one) == "better than or level with the same quarter last year"


def test_which_figures_are_rated_is_said() -> None:
    assert "rounded to the measure's decimals" in rounding_in_words(Rounding.AS_REPORTED)
    assert "in full" in rounding_in_words(Rounding.FULL)
