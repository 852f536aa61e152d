"""A measure with an actual and a target is rated, or what the rule misses is named."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

import kpibook
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.rating.lacks import COLUMNS, WORDS, how_to_give, lacks_in_words
from kpibook.domain.rating.rate import rate
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.reporting.checks import run_checks
from kpibook.domain.rules.outcomes import Status
from kpibook.sources.schemes import built_in, load_scheme
from tests.domain.given import a_measure, a_position, a_rated

RATED_BY = [p for p in Polarity if p is not Polarity.NEUTRAL]


def positions(polarity: Polarity) -> list:
    """A measure's figures on both sides of its target, with and without each thing a rule takes."""
    return [
        a_position(
            actual, "85.5", polarity, low="80", high="90", basis=basis, unit=unit,
            tolerance=tolerance, floor=floor, forecast=forecast, previous_year=year,
        )
        for actual, basis, unit, tolerance, floor, forecast, year in product(
            ("72.1", "88", "99"), (Basis.IN_PERIOD, Basis.SNAPSHOT), (Unit.PERCENT, Unit.COUNT),
            ("", "5%"), (None, "75"), (None, "86"), (None, "70"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("key", built_in())
@pytest.mark.parametrize("polarity", RATED_BY, ids=lambda polarity: polarity.value)
def test_what_has_an_actual_and_a_target_is_rated_or_says_what_it_lacks(
    key: str, polarity: Polarity
) -> None:
    scheme = load_scheme(key)
    for position in positions(polarity):
        rating = rate(position, scheme)

        assert rating.status.is_rated or rating.lacks
        assert not (rating.status.is_rated and rating.lacks)


@pytest.mark.parametrize(
    ("scheme", "lacks", "cure"),
    [
        ("birmingham-2020", ("tolerance",), {"tolerance": "5%"}),
        ("west-berkshire", ("forecast",), {"forecast": "86"}),
        ("havering-2015-17", ("tolerance",), {"tolerance": "5%"}),
    ],
)
def test_giving_what_is_lacking_gives_a_rating(
    scheme: str, lacks: tuple[str, ...], cure: dict[str, str]
) -> None:
    rules = load_scheme(scheme)

    assert rate(a_position("72.1", "85.5"), rules).lacks == lacks
    assert rate(a_position("72.1", "85.5", **cure), rules).status.is_rated


@pytest.mark.parametrize(
    "position",
    [
        pytest.param(a_position(None, "85.5"), id="no actual"),
        pytest.param(a_position("72.1", None), id="no target"),
        pytest.param(a_position("72.1", "85.5", Polarity.NEUTRAL), id="neutral"),
        pytest.param(a_position("72.1", "85.5", marker="[c]"), id="confidential"),
    ],
)
def test_what_is_unrated_for_another_reason_lacks_nothing(position: object) -> None:
    for key in built_in():
        assert rate(position, load_scheme(key)).lacks == ()  # type: ignore[arg-type]


def test_the_check_names_the_column_to_fill() -> None:
    measure = a_measure("PI.426", target="85.5")
    reading = a_rated(measure, "72.1").reading
    rated = rate_measure(measure, reading, {}, load_scheme("birmingham-2020"))

    findings = [f for f in run_checks([rated]) if f.code == "rating-lacks"]

    assert rated.rating.status is Status.NOT_RATED
    assert len(findings) == 1
    assert "PI.426" in findings[0].what
    assert "a tolerance" in findings[0].what
    assert "'Tolerance'" in findings[0].fix


def test_a_frame_says_it_once_with_the_number_of_rows() -> None:
    frame = pd.DataFrame(
        {"polarity": ["higher"] * 4, "actual": [72.1, 70, 99, None], "target": [85.5, 80, 85, 80]}
    )

    rated = kpibook.rate_frame(frame, "birmingham-2020")

    (finding,) = [f for f in rated.attrs["findings"] if f["code"] == "rating-lacks"]
    assert finding["rows"] >= 2
    assert rated["status"].tolist()[:2] == ["not_rated"] * 2


def test_every_lack_has_words_and_a_cure() -> None:
    for field in COLUMNS:
        assert WORDS[field] in lacks_in_words((field,))
        assert COLUMNS[field] in how_to_give((field,))
    assert "floor" in lacks_in_words(("polarity",))
    assert "scheme" in how_to_give(("polarity",))
