"""Words, letters, arrows and colours mean what they mean in most councils."""

from __future__ import annotations

import pytest

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.workbook.mapped.words.status_words import (
    status_of_colour,
    usual_direction,
    usual_status,
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("G", Status.MET),
        ("Amber", Status.WITHIN),
        ("off target", Status.OFF),
        ("Coch", Status.OFF),
        ("No data", Status.NOT_REPORTED),
        ("Purple", None),
    ],
)
def test_a_word_means_a_status(text: str, status: Status | None) -> None:
    assert usual_status(text) is status


@pytest.mark.parametrize(
    ("rgb", "status"),
    [
        ("92D050", Status.MET),
        ("C6EFCE", Status.MET),
        ("FFC000", Status.WITHIN),
        ("FFFF00", Status.WITHIN),
        ("FF0000", Status.OFF),
        ("D9D9D9", Status.NOT_RATED),
        ("1F4E78", None),
        ("FFFFFF", None),
    ],
)
def test_a_colour_means_a_status_by_its_hue(rgb: str, status: Status | None) -> None:
    assert status_of_colour(rgb) is status


def test_an_arrow_means_a_direction() -> None:
    assert usual_direction("\u25b2") is Direction.IMPROVED
    assert usual_direction("\u2193") is Direction.DECLINED
    assert usual_direction("sideways") is None
