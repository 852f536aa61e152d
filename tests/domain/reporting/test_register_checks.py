"""Questions of a new workbook about its register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Profile, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.reporting.checks import run_register_checks
from tests.domain.given import STANDARD

Q2 = Quarter(2021, 2)


def a_cumulative(
    ref: str,
    unit: Unit,
    history: Mapping[tuple[str, Quarter], Reading] | None = None,
    **changes: object,
) -> RatedMeasure:
    measure = Measure(
        ref,
        unit=unit,
        polarity=Polarity.HIGHER,
        basis=Basis.CUMULATIVE,
        target=Target(Decimal(98)),
    )
    measure, reading = replace(measure, **changes), Reading(ref, Q2)  # type: ignore[arg-type]
    doubt = in_doubt(doubts_of(figures_of(measure, reading, history or {})))
    return rate_measure(measure, reading, history or {}, STANDARD, doubt)


def test_each_question_is_asked_once_for_all_measures_it_is_about() -> None:
    shares = [a_cumulative(ref, Unit.PERCENT) for ref in ("PI.1", "PI.2", "PI.3")]
    homes = [a_cumulative(ref, Unit.COUNT) for ref in ("PI.4", "PI.5")]

    found = run_register_checks([*shares, *homes])

    assert [finding.code for finding in found] == ["basis-of-a-share", "target-not-profiled"]
    assert "PI.1, PI.2 and PI.3" in found[0].what
    assert "PI.4 and PI.5" in found[1].what


def test_a_measure_that_answers_is_not_asked() -> None:
    rated = [
        a_cumulative("PI.1", Unit.PERCENT, basis=Basis.YEAR_TO_DATE),
        a_cumulative("PI.2", Unit.PERCENT, profile=Profile.STRAIGHT_LINE),
        a_cumulative("PI.3", Unit.COUNT, target=Target(Decimal(98), {2: Decimal(50)})),
    ]

    assert run_register_checks(rated) == []


def test_a_share_that_a_history_shows_is_asked_about_with_it() -> None:
    history = {
        ("PI1", Quarter(2020, n)): Reading("PI.1", Quarter(2020, n), Decimal(28 * n))
        for n in range(1, 4)
    }

    (found,) = run_register_checks([a_cumulative("PI.1", Unit.PERCENT, history)])

    assert "begins low each April and climbs" in found.what
