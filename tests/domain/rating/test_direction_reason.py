"""Every direction explains itself in one sentence, with the figures as they are printed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.rating.arithmetic import Position, direction_of
from kpibook.domain.rating.direction_reason import why_direction
from kpibook.domain.rules.outcomes import Baseline
from kpibook.domain.rules.scheme import Scheme
from tests.domain.given import STANDARD, a_position, a_scheme
from tests.domain.rating.test_arithmetic import positions

LOWER, CLOSEST = Polarity.LOWER, Polarity.CLOSEST
RANGE, NEUTRAL = Polarity.RANGE, Polarity.NEUTRAL
YEAR = Baseline.PREVIOUS_YEAR


def why(
    actual: str | None, previous: str | None = None, scheme: Scheme = STANDARD, **more: Any
) -> str:
    position = a_position(actual, previous=previous, **{"unit": Unit.PERCENT, **more})
    return why_direction(position, scheme, Baseline.PREVIOUS)


@pytest.mark.parametrize(
    ("actual", "previous", "more", "said"),
    [
        pytest.param(
            "72.1", "90.3", {},
            "72.1% is 18.2 points below the 90.3% of the quarter before, and higher is better: "
            "declined.",
            id="the report's",
        ),
        pytest.param(
            "4.17", "12.01", {"polarity": LOWER},
            "4.17% is 7.84 points below the 12.01% of the quarter before, and lower is better: "
            "improved.",
            id="lower is better",
        ),
        pytest.param(
            "43.1", "37.5", {"polarity": NEUTRAL, "unit": None},
            "43.1 is 5.6 above the 37.5 of the quarter before, and neither way is better: "
            "increased.",
            id="neutral",
        ),
        pytest.param(
            "100", "100", {}, "100% is what it was for the quarter before: no change.", id="level"
        ),
        pytest.param(
            "79.96", "80.04", {"decimals": 1},
            "80.0% is what it was for the quarter before: no change.",
            id="level at the decimals reported",
        ),
        pytest.param(
            "81", "77", {"polarity": CLOSEST, "target": "80"},
            "81% is 1 point from the target of 80%, and 77% for the quarter before was 3 points "
            "from the target of 80%: improved.",
            id="closer",
        ),
        pytest.param(
            "81", "79", {"polarity": CLOSEST, "target": "80"},
            "81% is 1 point from the target of 80%, and 79% for the quarter before was 1 point "
            "from the target of 80%, which is as near: no change.",
            id="as close on the other side",
        ),
        pytest.param(
            "80", "80", {"polarity": CLOSEST, "target": "80", "previous_target": "70"},
            "80% is exactly the target of 80%, and 80% for the quarter before was 10 points from "
            "the target of 70%: improved.",
            id="the target moved",
        ),
        pytest.param(
            "5", "3", {"polarity": RANGE, "low": "2", "high": "4"},
            "5% is 1 point outside the range 2% to 4%, and 3% for the quarter before was within "
            "the range 2% to 4%: declined.",
            id="out of the range",
        ),
        pytest.param(
            "90", None, {}, "There is no figure for the quarter before: no history.", id="new"
        ),
        pytest.param(
            None, "90", {}, "There is no actual yet: not comparable.", id="nothing reported"
        ),
        pytest.param(
            None, "90", {"marker": "[c]"},
            "The figure is marked [c] (confidential): not comparable.",
            id="suppressed",
        ),
        pytest.param(
            "90", "80", {"basis": Basis.CUMULATIVE},
            "A figure that starts again each year is not set against the quarter before, and "
            "there is none for the same quarter last year: not comparable.",
            id="so far this year",
        ),
        pytest.param(
            "90", "80", {"polarity": CLOSEST},
            "There is no target to be close to: not comparable.",
            id="nothing to be close to",
        ),
        pytest.param(
            "90", "80", {"polarity": RANGE},
            "There is no range to stay in: not comparable.",
            id="nothing to stay in",
        ),
    ],
)  # fmt: skip
def test_a_direction_says_what_it_was_compared_with(
    actual: str | None, previous: str | None, more: dict[str, Any], said: str
) -> None:
    assert why(actual, previous, **more) == said


def test_against_last_year_the_other_figure_is_told() -> None:
    position = a_position("90", previous="80", previous_year="85", basis=Basis.CUMULATIVE)

    assert why_direction(position, STANDARD, YEAR) == (
        "90 is 5 above the 85 of the same quarter last year, and higher is better: improved."
    )


def test_a_change_within_the_dead_band_says_how_wide_it_is() -> None:
    scheme = a_scheme({"dead_band": "1%"}, tolerance="5%")

    assert why("80.5", "80", scheme) == (
        "80.5% is 0.5 points above the 80% of the quarter before, "
        "and a move of 0.8 points or less counts as none: no change."
    )


def test_a_target_that_changed_is_named_where_it_must_not() -> None:
    scheme = a_scheme({"constant_target": True}, tolerance="5%")

    assert why("80", "80", scheme, target="90", previous_target="85") == (
        "The target was 85% for the quarter before and is 90%: not comparable."
    )


def test_a_neutral_measure_that_is_judged_says_so() -> None:
    scheme = a_scheme({"neutral": "improved"}, tolerance="5%")

    assert why("80", "70", scheme, polarity=NEUTRAL).endswith(
        "and higher counts as better: improved."
    )


def test_a_line_says_through_how_many_quarters_it_goes_or_needs() -> None:
    scheme = a_scheme({"method": "regression"}, tolerance="5%")
    series = " ".join(str(n) for n in range(70, 78))

    assert why("80", "77", scheme, series=series) == (
        "A line through the last 9 quarters moves for the better: improved."
    )
    assert why("80", "77", scheme, series="77").startswith("A line needs ")
    assert why("80", "77", scheme, series="77").endswith("there are figures of 2 quarters: "
                                                         "no history.")  # fmt: skip


@given(position=positions())
def test_every_direction_of_every_position_is_told_and_ends_with_its_word(
    position: Position,
) -> None:
    for baseline in Baseline:
        said = why_direction(position, STANDARD, baseline)

        word = STANDARD.label(direction_of(position, STANDARD, baseline)).casefold()
        assert said.endswith(f": {word}.")
        assert "None" not in said
