"""Directions in a council's file, held against those that the figures give."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.polarity import Polarity
from kpibook.domain.rules.outcomes import Direction
from kpibook.errors import Location
from kpibook.services.rating.shown_directions import direction_findings
from kpibook.workbook.protocol import ShownDirection

AT = Location("homes.xlsx", "Homes", "G3")


def codes(shown: Direction | None, worked_out: Direction, polarity: Polarity) -> list[str]:
    found = direction_findings("H2", ShownDirection(shown, "\u2191", AT), worked_out, polarity)
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("shown", "worked_out", "polarity"),
    [
        (Direction.IMPROVED, Direction.DECLINED, Polarity.LOWER),
        (Direction.INCREASED, Direction.IMPROVED, Polarity.LOWER),
        (Direction.NO_CHANGE, Direction.IMPROVED, Polarity.HIGHER),
        (Direction.INCREASED, Direction.NO_CHANGE, Polarity.HIGHER),
        (Direction.INCREASED, Direction.DECREASED, Polarity.NEUTRAL),
    ],
)
def test_a_direction_that_its_figures_do_not_give_is_a_finding(
    shown: Direction, worked_out: Direction, polarity: Polarity
) -> None:
    assert codes(shown, worked_out, polarity) == ["layout-direction-differs"]


@pytest.mark.parametrize(
    ("shown", "worked_out", "polarity"),
    [
        (Direction.INCREASED, Direction.DECLINED, Polarity.LOWER),
        (Direction.IMPROVED, Direction.NO_HISTORY, Polarity.HIGHER),
        (Direction.IMPROVED, Direction.NOT_COMPARABLE, Polarity.HIGHER),
        (Direction.IMPROVED, Direction.INCREASED, Polarity.NEUTRAL),
        (Direction.INCREASED, Direction.IMPROVED, Polarity.RANGE),
    ],
)
def test_a_direction_that_may_be_meant_so_is_none(
    shown: Direction, worked_out: Direction, polarity: Polarity
) -> None:
    assert codes(shown, worked_out, polarity) == []


def test_a_sign_without_a_meaning_is_a_finding() -> None:
    assert codes(None, Direction.IMPROVED, Polarity.LOWER) == ["layout-word-unknown"]
