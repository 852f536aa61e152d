"""A count of last year's calendar year and of a quarter's size is that of last year's quarter."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import contradictions, facts


def _casualties(basis: Basis = Basis.IN_PERIOD) -> MeasureFacts:
    return facts(
        "Child road casualties",
        *("59", "51", "62", "51"),
        Unit.COUNT,
        Polarity.LOWER,
        decimals=0,
        basis=basis,
    )


@pytest.mark.parametrize(
    "text",
    [
        "That is a reduction from 85 in 2023.",
        "Casualties rose from 38 in 2021 to 48 in 2022 and 85 in 2023.",
        "The number fell from 72 in 2023.",
    ],
)
def test_another_count_of_last_year_is_told(text: str) -> None:
    assert contradictions(text, _casualties()) == ["commentary-figure"]


@pytest.mark.parametrize(
    "text",
    [
        "That is a reduction from 62 in 2023.",
        "That is a reduction from 248 in 2023.",
        "That is a reduction from 85 in 2022.",
        "Casualties rose from 38 in 2020 to 48 in 2021.",
        "Cyclists hurt fell from 85 in 2023.",
        "Of the casualties 85 in 2023 were on foot.",
        "There were about 85 in 2023.",
        "Speed surveys rose to 85 in 2023.",
    ],
)
def test_a_count_of_a_whole_year_or_of_something_else_is_left_alone(text: str) -> None:
    assert contradictions(text, _casualties()) == []


def test_a_year_so_far_is_no_calendar_year() -> None:
    text = "That is a reduction from 85 in 2023."

    assert contradictions(text, _casualties(Basis.CUMULATIVE)) == []
