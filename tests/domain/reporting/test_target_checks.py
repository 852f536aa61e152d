"""A quarter without a target, and a profile that does not apply."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Basis, Measure, Polarity, Profile, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.reporting.checks import run_checks
from kpibook.domain.reporting.target_checks import (
    profile_without_a_total,
    target_not_for_the_quarter,
)
from tests.domain.given import STANDARD

Q2 = Quarter(2021, 2)


def homes(ref: str = "PI.1", period: Quarter = Q2, **changes: object) -> RatedMeasure:
    measure = Measure(
        ref,
        unit=Unit.COUNT,
        polarity=Polarity.HIGHER,
        basis=Basis.CUMULATIVE,
        target=Target(Decimal(80)),
    )
    measure = replace(measure, **changes)  # type: ignore[arg-type]
    return rate_measure(measure, Reading(ref, period, Decimal(30)), {}, STANDARD)


@pytest.mark.parametrize(
    ("rated", "cause"),
    [
        pytest.param(homes(), "it adds up through the year", id="only the year's"),
        pytest.param(
            homes(target=Target(Decimal(80), {1: Decimal(20)})),
            "there are targets for other quarters only",
            id="another quarter's",
        ),
        pytest.param(
            homes(profile=Profile.AS_LAST_YEAR),
            "the figures of Q2 2020/21 and Q4 2020/21",
            id="last year is not there",
        ),
    ],
)
def test_a_quarter_without_a_target_is_asked_for_one(rated: RatedMeasure, cause: str) -> None:
    (finding,) = target_not_for_the_quarter(rated)

    assert cause in finding.what
    assert "arget Q2" in finding.fix


@pytest.mark.parametrize(
    "rated",
    [
        pytest.param(homes(profile=Profile.STRAIGHT_LINE), id="a profile"),
        pytest.param(homes(period=Quarter(2021, 4)), id="the year ends"),
        pytest.param(homes(target=Target()), id="no target at all"),
        pytest.param(homes(basis=Basis.YEAR_TO_DATE), id="the year's applies"),
    ],
)
def test_a_quarter_with_a_target_is_not_asked(rated: RatedMeasure) -> None:
    assert list(target_not_for_the_quarter(rated)) == []


def test_several_measures_are_asked_in_one_finding() -> None:
    findings = [f for f in run_checks([homes("PI.1"), homes("PI.2")]) if "target" in f.code]

    assert [f.code for f in findings] == ["target-not-profiled"]
    assert findings[0].what.startswith("2 measures have no target for the quarter. PI.1 and PI.2:")


def test_a_profile_of_what_does_not_add_up_is_not_used_in_silence() -> None:
    (finding,) = profile_without_a_total(
        homes(profile=Profile.STRAIGHT_LINE, basis=Basis.YEAR_TO_DATE)
    )

    assert finding.code == "profile-not-used"
    assert list(profile_without_a_total(homes(profile=Profile.STRAIGHT_LINE))) == []
