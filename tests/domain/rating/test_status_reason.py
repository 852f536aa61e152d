"""Every rating explains itself in one sentence, with the figures as they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import load_scheme
from tests.domain.given import STANDARD, a_position, a_scheme
from tests.domain.rating.test_arithmetic import positions

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
CLOSEST, RANGE, NEUTRAL = Polarity.CLOSEST, Polarity.RANGE, Polarity.NEUTRAL


def why(scheme: Scheme | str, actual: str | None, target: str | None = None, **more: Any) -> str:
    position = a_position(actual, target, **{"unit": Unit.PERCENT, **more})
    return rate(position, load_scheme(scheme) if isinstance(scheme, str) else scheme).why


@pytest.mark.parametrize(
    ("actual", "target", "more", "said"),
    [
        pytest.param(
            "72.1",
            "85.5",
            {"unit": None},
            "72.1 is 13.4 (15.7%) below the target of 85.5, more than the 5% allowed: off target.",
            id="the report's, its unit not known",
        ),
        pytest.param(
            "72.1",
            "85.5",
            {},
            "72.1% is 13.4 points (15.7%) below the target of 85.5%, more than the 5% allowed: "
            "off target.",
            id="the report's",
        ),
        pytest.param(
            "81.225",
            "85.5",
            {"decimals": 1},
            "81.2% is 4.3 points (5.03%) below the target of 85.5%, more than the 5% allowed: "
            "off target.",
            id="as reported, with the decimals it takes to see why",
        ),
        pytest.param(
            "81.225",
            "85.5",
            {},
            "81.225% is 4.275 points (5%) below the target of 85.5%, no more than the 5% allowed: "
            "within tolerance.",
            id="exactly at the tolerance",
        ),
        pytest.param(
            "94.99999999",
            "95",
            {"tolerance": "0"},
            "94.99999999% is 0.00000001 points below the target of 95%, more than the 0 points "
            "allowed: off target.",
            id="too small a share to print",
        ),
        pytest.param(
            "84.5",
            "85.5",
            {"decimals": 0, "tolerance": "0.5"},
            "85% is 1 point (1.2%) below the target of 86%, more than the 0.5 points allowed: "
            "off target.",
            id="a tolerance finer than the figures",
        ),
        pytest.param(
            "90",
            "85.5",
            {},
            "90% is 4.5 points (5.3%) above the target of 85.5%: target met.",
            id="beyond",
        ),
        pytest.param("85.5", "85.5", {}, "85.5% is exactly the target: target met.", id="on it"),
        pytest.param(
            "4.17",
            "16",
            {"polarity": LOWER},
            "4.17% is 11.83 points (73.9%) below the target of 16%, and lower is better: "
            "target met.",
            id="lower is better, met",
        ),
        pytest.param(
            "17",
            "16",
            {"polarity": LOWER, "tolerance": "2"},
            "17% is 1 point (6.3%) above the target of 16%, no more than the 2 points allowed: "
            "within tolerance.",
            id="lower is better, short",
        ),
        pytest.param(
            "1200",
            "1500",
            {"unit": Unit.CURRENCY, "decimals": 0},
            "£1,200 is £300 (20%) below the target of £1,500, more than the 5% allowed: "
            "off target.",
            id="money",
        ),
        pytest.param(
            "43.1",
            "40",
            {"unit": Unit.RATE_PER_10000, "polarity": LOWER},
            "43.1 is 3.1 (7.8%) above the target of 40, more than the 5% allowed: off target.",
            id="a rate",
        ),
        pytest.param(
            "0.1",
            "0",
            {"polarity": LOWER, "unit": Unit.COUNT},
            "0.1 is 0.1 above the target of 0, more than the 5% allowed (which of a target of 0 "
            "is 0): off target.",
            id="a share of nothing is refused in words",
        ),
        pytest.param(
            "-10.6",
            "-10",
            {"unit": Unit.CURRENCY},
            "-£10.60 is £0.60 (6%) below the target of -£10, more than the 5% allowed: off target.",
            id="below nought",
        ),
        pytest.param(
            "102",
            "100",
            {"polarity": CLOSEST},
            "102% is 2 points (2%) above the target of 100%, no more than the 5% allowed: "
            "within tolerance.",
            id="closest",
        ),
        pytest.param(
            "12",
            None,
            {"polarity": RANGE, "low": "10", "high": "20"},
            "12% is within the range 10% to 20%: target met.",
            id="inside the range",
        ),
        pytest.param(
            "9.5",
            None,
            {"polarity": RANGE, "low": "10", "high": "20"},
            "9.5% is 0.5 points outside the range 10% to 20%, no more than the 5% allowed: "
            "within tolerance.",
            id="just outside the range",
        ),
        pytest.param(
            "32",
            None,
            {"polarity": RANGE, "high": "20"},
            "32% is 12 points outside the range up to 20%, more than the 5% allowed: off target.",
            id="a range without a lower end",
        ),
        pytest.param(
            "5",
            None,
            {"polarity": RANGE, "low": "10"},
            "5% is 5 points outside the range from 10%, more than the 5% allowed: off target.",
            id="a range without an upper end",
        ),
        pytest.param(
            "5", None, {"polarity": RANGE}, "There is no range to stay in: not rated.", id="no ends"
        ),
        pytest.param("5", None, {}, "There is no target in figures: not rated.", id="no target"),
        pytest.param(
            "43.1",
            "55.1",
            {"polarity": NEUTRAL},
            "Neither higher nor lower is better for this measure: not rated.",
            id="neutral",
        ),
        pytest.param(None, "5", {}, "There is no actual yet: not reported.", id="no actual"),
        pytest.param(
            None,
            "5",
            {"marker": "[c]"},
            "The figure is marked [c] (confidential): not rated.",
            id="confidential",
        ),
        pytest.param(
            None,
            "5",
            {"marker": "[x]"},
            "The figure is marked [x] (not available): not reported.",
            id="not available",
        ),
        pytest.param(
            "85",
            "85",
            {"polarity": LOWER, "strict": True},
            "85% is exactly the target, which has to be bettered, but within the 5% allowed: "
            "within tolerance.",
            id="fewer than 85, and it is 85",
        ),
    ],
)
def test_reasons_under_standard(
    actual: str | None, target: str | None, more: dict[str, Any], said: str
) -> None:
    assert why(STANDARD, actual, target, **more) == said


SHORT_OF_75 = "72% is 3 points (4%) below the target of 75%, "
SHORT_OF_90 = "72% is 18 points (20%) below the target of 90%, "


@pytest.mark.parametrize(
    ("scheme", "actual", "target", "more", "said"),
    [
        pytest.param(
            "bracknell-forest",
            "95",
            "100",
            {},
            "95% is 5 points (5%) below the target of 100%, no more than the 5% that still counts "
            "as meeting it: green.",
            id="green though short",
        ),
        pytest.param(
            "bracknell-forest",
            "90",
            "100",
            {},
            "90% is 10 points (10%) below the target of 100%, no more than the 10% allowed: amber.",
            id="amber beside a green limit",
        ),
        pytest.param(
            "east-riding-2009",
            "84",
            "90",
            {"tolerance": "5"},
            "84% is 6 points (6.7%) below the target of 90%, more than the 5 points that still "
            "counts as meeting it: significantly worse.",
            id="off, past a green limit alone",
        ),
        pytest.param(
            "birmingham-2020",
            "96",
            "90",
            {"tolerance": "5"},
            "96% is 6 points (6.7%) above the target of 90%, more than the 5 points it takes to "
            "exceed it: blue.",
            id="exceeding by more than",
        ),
        pytest.param(
            "durham-2008",
            "99",
            "90",
            {},
            "99% is 9 points (10%) above the target of 90%, at least the 10% it takes to exceed "
            "it: better by 10% or more.",
            id="exceeding by at least",
        ),
        pytest.param(
            "durham-2008",
            "1",
            "0",
            {},
            "1% is 1 point above the target of 0%, at least the 10% it takes to exceed it (which "
            "of a target of 0 is 0): better by 10% or more.",
            id="exceeding a target of nought",
        ),
        pytest.param(
            "durham-2008",
            "89",
            "90",
            {},
            "89% is 1 point (1.1%) below the target of 90%: worse.",
            id="no band between met and off",
        ),
        pytest.param(
            "birmingham-2020",
            "86",
            "90",
            {},
            "86% is 4 points (4.4%) below the target of 90%, and the rule needs a tolerance from "
            "the measure, which gives none: trend.",
            id="a tolerance that is missing",
        ),
        pytest.param(
            "havering-2015-17",
            "72",
            "75",
            {"previous_year": "70"},
            f"{SHORT_OF_75}and the rule needs a tolerance from the measure, which gives none: "
            "not rated.",
            id="a green limit that is missing",
        ),
        pytest.param(
            "kent-qpr-2020",
            "72",
            "75",
            {"floor": "72"},
            f"{SHORT_OF_75}but not below the floor of 72%: amber.",
            id="at the floor",
        ),
        pytest.param(
            "kent-qpr-2020",
            "79",
            "75",
            {"floor": "80", "polarity": LOWER},
            "79% is 4 points (5.3%) above the target of 75%, but not above the floor of 80%: "
            "amber.",
            id="clear of the floor, lower is better",
        ),
        pytest.param(
            "kent-qpr-2020",
            "72",
            "75",
            {"floor": "73"},
            f"{SHORT_OF_75}and worse than the floor of 73%: red.",
            id="through the floor",
        ),
        pytest.param(
            "kent-qpr-2020",
            "72",
            "75",
            {},
            f"{SHORT_OF_75}and the rule needs a floor from the measure, which gives none: "
            "not rated.",
            id="a floor that is missing",
        ),
        pytest.param(
            "kent-qpr-2020",
            "72",
            "75",
            {"floor": "70", "polarity": CLOSEST},
            f"{SHORT_OF_75}and a floor decides only where higher or lower is better: not rated.",
            id="a floor that cannot be one",
        ),
        pytest.param(
            "norwich-2023-25",
            "72",
            "75",
            {"floor": "70"},
            f"{SHORT_OF_75}but better than the intervention level of 70%: early warning.",
            id="above the intervention level",
        ),
        pytest.param(
            "norwich-2023-25",
            "72",
            "75",
            {"floor": "72"},
            f"{SHORT_OF_75}and at the intervention level of 72%: intervention.",
            id="at the intervention level",
        ),
        pytest.param(
            "norwich-2023-25",
            "72",
            "75",
            {},
            f"{SHORT_OF_75}and the rule needs an intervention level from the measure, which gives "
            "none: not rated.",
            id="an intervention level that is missing",
        ),
        pytest.param(
            "havering-2013-15",
            "72",
            "90",
            {"previous_year": "70"},
            f"{SHORT_OF_90}but better than the same quarter last year (70%): amber.",
            id="amber for having improved",
        ),
        pytest.param(
            "havering-2013-15",
            "72",
            "90",
            {"previous_year": "72"},
            f"{SHORT_OF_90}but level with the same quarter last year (72%): amber.",
            id="amber for having been maintained",
        ),
        pytest.param(
            "havering-2013-15",
            "72",
            "90",
            {"previous_year": "73"},
            f"{SHORT_OF_90}more than the 10% that still counts as meeting it, and worse than the "
            "same quarter last year (73%): red.",
            id="red for having got worse",
        ),
        pytest.param(
            "thurrock-2014-15",
            "72",
            "90",
            {},
            f"{SHORT_OF_90}and without a figure for the same quarter last year: red.",
            id="red for want of a comparison",
        ),
        pytest.param(
            "rother-2024-25",
            "72",
            "90",
            {"previous": "70", "basis": Basis.CUMULATIVE},
            f"{SHORT_OF_90}and not comparable with the quarter before: not achieving target.",
            id="off for want of a fair comparison",
        ),
        pytest.param(
            "rother-2024-25",
            "72",
            "90",
            {"previous": "70"},
            f"{SHORT_OF_90}but better than the quarter before (70%): improving towards target.",
            id="better than the quarter before",
        ),
        pytest.param(
            "newham-2007-08",
            "82",
            "90",
            {"previous_year": "80"},
            "82% is 8 points (8.9%) below the target of 90%, no more than the 10% allowed and "
            "better than the same quarter last year (80%): light green.",
            id="any: both",
        ),
        pytest.param(
            "newham-2007-08",
            "72",
            "90",
            {"previous_year": "73"},
            f"{SHORT_OF_90}more than the 10% allowed, and worse than the same quarter last year "
            "(73%): blue.",
            id="any: neither",
        ),
        pytest.param(
            "halton-2004",
            "72",
            "75",
            {"previous_year": "73", "tolerance": "5"},
            f"{SHORT_OF_75}and worse than the same quarter last year (73%): red.",
            id="all: close, and worse",
        ),
        pytest.param(
            "halton-2004",
            "72",
            "75",
            {"previous_year": "70", "tolerance": "2"},
            f"{SHORT_OF_75}more than the 2 points allowed: red.",
            id="all: better, and far",
        ),
        pytest.param(
            "halton-2004",
            "72",
            "75",
            {"previous_year": "74"},
            f"{SHORT_OF_75}and worse than the same quarter last year (74%): red.",
            id="all: off whatever the tolerance would be",
        ),
        pytest.param(
            "west-berkshire",
            "0",
            "80",
            {"forecast": "78", "tolerance": "3"},
            "The forecast of 78% is 2 points (2.5%) below the target of 80%, no more than the "
            "3 points allowed: amber.",
            id="a forecast",
        ),
        pytest.param(
            "west-berkshire",
            "0",
            "80",
            {"tolerance": "3"},
            "There is no forecast yet: not reported.",
            id="no forecast",
        ),
        pytest.param(
            "maidstone",
            "236",
            None,
            {"polarity": NEUTRAL, "unit": Unit.COUNT},
            "Neither higher nor lower is better for this measure: data only.",
            id="for information",
        ),
    ],
)
def test_reasons_under_councils_rules(
    scheme: str, actual: str, target: str | None, more: dict[str, Any], said: str
) -> None:
    assert why(scheme, actual, target, **more) == said


def test_a_target_that_has_to_be_bettered_is_missed_by_meeting_it() -> None:
    said = why(a_scheme(), "85", "85", polarity=LOWER, strict=True)

    assert said == "85% is exactly the target, which has to be bettered: off."


def test_a_floor_holds_for_a_target_that_has_to_be_bettered() -> None:
    scheme = a_scheme(floor="reached_is_within")

    assert why(scheme, "85", "85", strict=True, floor="80") == (
        "85% is exactly the target, which has to be bettered, but not below the floor of 80%: "
        "within."
    )


@given(positions())
def test_a_reason_is_one_sentence_that_ends_in_the_status(position: Any) -> None:
    rating = rate(position, STANDARD)

    assert rating.why[0].isupper() or rating.why[0].isdigit() or rating.why[0] == "-"
    assert rating.why.endswith(f": {STANDARD.label(rating.status).casefold()}.")
    assert "None" not in rating.why
    assert "E+" not in rating.why


@given(positions((HIGHER, LOWER, CLOSEST)))
def test_a_reason_for_being_off_names_the_limit_that_was_passed(position: Any) -> None:
    rating = rate(replace(position, strict=False), STANDARD)

    if rating.status is Status.OFF:
        assert "more than the" in rating.why
    if rating.status is Status.WITHIN:
        assert "no more than the" in rating.why
