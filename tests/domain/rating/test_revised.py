"""Figures that were corrected: which a reader is told of, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.revised import (
    RevisedFigure,
    revised_figures,
    without_figures_before,
)
from tests.domain.given import a_measure

Q2, Q3 = Quarter(2021, 2), Quarter(2021, 3)
REVISED = RevisedFigure(Q2, "Q2 2021/22", "59.1%", "57.7%")


def a_past(actual: str, before: str | None, marker: str = "[r]") -> dict[object, Reading]:
    was = None if before is None else Decimal(before)
    measure = a_measure()
    return {
        (measure.key, Q2): Reading(
            measure.ref, Q2, Decimal(actual), marker=marker, revised_from=was
        )
    }


@pytest.mark.parametrize(
    ("past", "doubted", "number"),
    [
        pytest.param(a_past("59.1", "57.7"), (), 1, id="revised"),
        pytest.param(a_past("59.1", None), (), 0, id="the figure before is not known"),
        pytest.param(a_past("57.7", "57.7"), (), 0, id="the same figure"),
        pytest.param(a_past("57.71", "57.74"), (), 0, id="the same at one decimal"),
        pytest.param(a_past("59.1", "57.7", "[c]"), (), 0, id="withheld now"),
        pytest.param(a_past("59.1", "57.7"), (Q2,), 0, id="in doubt"),
    ],
)
def test_only_a_figure_that_reads_differently_was_revised(
    past: dict[tuple[str, Quarter], Reading], doubted: tuple[Quarter, ...], number: int
) -> None:
    revised = revised_figures(a_measure(decimals=1), Q3, past, (), doubted)

    assert len(revised) == number


def test_what_is_withheld_is_not_told_as_a_revision() -> None:
    assert without_figures_before([REVISED], [Q2], withheld=False) == ()
    [public] = without_figures_before([REVISED], [], withheld=True)
    assert public.sentence == "The figure for Q2 2021/22 was revised."
    assert without_figures_before([REVISED], [], withheld=False) == (REVISED,)
