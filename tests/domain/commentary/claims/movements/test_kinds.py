"""Kinds of figures: what moves must be a share, a number, money or a time as the measure is."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

_SHARE = facts()
_TIME = facts(
    "Average time to answer a call (minutes)",
    *("4.2", "5.1", "3.6", "4.0", Unit.SCORE, Polarity.LOWER),
)
_MONEY = facts(
    "Spend on agency social workers",
    *("812000", "900400", "1043500", "800000", Unit.CURRENCY, Polarity.LOWER),
)


@pytest.mark.parametrize(
    ("of", "others"),
    [
        (_SHARE, ["Applications", "The number of applications"]),
        (_TIME, ["Calls", "Call volumes", "The number of calls"]),
        (_MONEY, ["Social workers", "The number of social workers", "Rates"]),
    ],
)
def test_another_kind_of_figure_is_let_alone(of: MeasureFacts, others: list[str]) -> None:
    for other in others:
        for way in ("rose", "fell"):
            assert contradictions(f"{other} {way} on Q2.", of) == []


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (_SHARE, ["Performance", "The proportion of applications decided in time"]),
        (_TIME, ["The average time", "The average time to answer a call", "The figure"]),
        (_MONEY, ["Agency spend", "The cost of social workers", "The figure"]),
    ],
)
def test_its_own_kind_is_held_against_the_figures(of: MeasureFacts, names: list[str]) -> None:
    for name in names:
        assert contradictions(f"{name} rose on Q2.", of) == ["commentary-direction"]


def test_any_kind_may_get_better_or_worse() -> None:
    assert contradictions("Applications improved on Q2.", _SHARE) == ["commentary-direction"]
    assert contradictions("Calls got worse than in Q2.", _TIME) == ["commentary-direction"]
