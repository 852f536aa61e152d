"""Forecasts and targets that would give a small number away."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.disclosure.estimates import without_estimates
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Profile, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.outcomes import Status
from tests.domain.consolidated import a_row
from tests.domain.given import STANDARD

Q1 = Quarter(2021, 1)
LAST_YEAR = {
    ("PI1", q): Reading("PI.1", q, Decimal(value))
    for q, value in ((Quarter(2020, 1), 3), (Quarter(2020, 4), 40))
}


def row(*, suppress: bool, profile: Profile = Profile.AS_LAST_YEAR):  # type: ignore[no-untyped-def]
    measure = Measure(
        "PI.1",
        unit=Unit.COUNT,
        polarity=Polarity.HIGHER,
        basis=Basis.CUMULATIVE,
        target=Target(Decimal(80)),
        profile=profile,
        suppress_small=suppress,
    )
    reading = Reading("PI.1", Q1, Decimal(9), forecast=Decimal(4))
    rated = rate_measure(measure, reading, LAST_YEAR, STANDARD)
    made = a_row("PI.1", "9", period=Q1)
    history = tuple(replace(past, target=Decimal(6)) for past in made.history)
    return replace(made, rated=rated, history=history, forecast_word="Off target")


def test_a_forecast_of_a_few_is_not_published() -> None:
    public = without_estimates(row(suppress=True))

    assert public.rated.reading.forecast is None
    assert public.rated.forecast is None
    assert public.forecast_word == ""


def test_a_target_in_the_shape_of_last_year_does_not_give_last_year_away() -> None:
    # 6 of 80 is 3 of 40: last year's count of 3 is withheld.
    shown = row(suppress=True)
    assert shown.rated.target == 6

    public = without_estimates(shown)

    assert public.rated.target is None
    assert public.rated.measure.target == Target(words="[c]")
    assert (public.rated.rating.variance, public.rated.rating.why) == (None, "")
    assert public.rated.rating.status is Status.MET
    assert {past.target for past in public.history} == {None}


def test_a_straight_line_gives_nothing_away() -> None:
    public = without_estimates(row(suppress=True, profile=Profile.STRAIGHT_LINE))

    assert public.rated.target == 20


def test_a_measure_that_publishes_its_small_numbers_shows_all() -> None:
    shown = row(suppress=False)

    assert without_estimates(shown) is shown
