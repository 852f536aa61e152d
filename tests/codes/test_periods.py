from __future__ import annotations

import pytest

from kpibook.codes.code import Severity
from kpibook.codes.table import severity_of


@pytest.mark.parametrize(
    "name",
    [
        "months-contradict",
        "period-not-of-measure",
        "quarter-from-missing",
        "quarter-from-unusable",
    ],
)
def test_a_figure_of_an_unclear_period_is_not_used_until_it_is_settled(name: str) -> None:
    assert severity_of(name) is Severity.STOP


@pytest.mark.parametrize("name", ["months-missing", "months-not-used", "outturn-differs"])
def test_what_a_person_has_to_decide_is_looked_at(name: str) -> None:
    assert severity_of(name) is Severity.LOOK


def test_that_an_actual_is_of_its_months_is_only_said() -> None:
    assert severity_of("actual-from-months") is Severity.NOTE
