"""Figures of the register that contradict each other."""

from __future__ import annotations

import pytest

from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.doubts.given import figures, looks, stops

YTD = {"basis": Basis.CUMULATIVE, "unit": Unit.COUNT}


@pytest.mark.parametrize(
    ("m", "code"),
    [
        pytest.param(figures("90", low="95", high="85"), {"range-swapped"}, id="ends swapped"),
        pytest.param(figures("90", low="85", high="95"), set(), id="in order"),
        pytest.param(figures("90", low="85", high="85"), set(), id="a single value"),
        pytest.param(figures("88", target="90", floor="95"), {"floor-beyond-target"}, id="above"),
        pytest.param(figures("88", target="90", floor="90"), set(), id="at the target"),
        pytest.param(
            figures("8", target="10", floor="5", unit=Unit.DAYS, polarity=Polarity.LOWER),
            {"floor-beyond-target"},
            id="below, lower being better",
        ),
        pytest.param(
            figures("8", target="10", floor="15", unit=Unit.DAYS, polarity=Polarity.LOWER),
            set(),
            id="above, lower being better",
        ),
        pytest.param(
            figures("8", target="10", floor="15", polarity=Polarity.CLOSEST), set(), id="no side"
        ),
    ],
)
def test_limits_that_contradict_each_other_stop(m: MeasureFigures, code: set[str]) -> None:
    assert stops(m) == code


@pytest.mark.parametrize(
    ("m", "code"),
    [
        pytest.param(figures("50", target="80", quarters={4: "75"}, **YTD),
                     {"target-profile"}, id="the year and its last quarter"),
        pytest.param(figures("50", target="80", quarters={1: "20", 2: "40", 3: "60", 4: "80"},
                             **YTD), set(), id="a profile"),
        pytest.param(figures("50", quarters={1: "20", 2: "20", 3: "15"}, **YTD),
                     {"target-profile"}, id="a profile that falls"),
        pytest.param(figures("8", target="10", tolerance="15", unit=Unit.DAYS),
                     {"tolerance-above-target"}, id="a share typed as days"),
        pytest.param(figures("44", target="45", past="46", comparator="451",
                             unit=Unit.RATE_PER_10000), {"comparator-scale"}, id="per 100,000"),
        pytest.param(figures("44", target="45", past="46", comparator="60",
                             unit=Unit.RATE_PER_10000), set(), id="elsewhere it is higher"),
        pytest.param(figures("44", target="45", past="46", comparator="21000", unit=Unit.COUNT),
                     set(), id="England's count"),
    ],
)  # fmt: skip
def test_figures_of_the_register_that_do_not_fit_are_looked_at(
    m: MeasureFigures, code: set[str]
) -> None:
    assert (looks(m), stops(m)) == (code, set())
