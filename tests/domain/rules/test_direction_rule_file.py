"""Rule of directions in a scheme file: its baselines, and what it says of the best figure."""

from __future__ import annotations

from typing import Any

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.rule import DirectionRule
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.errors import SchemeError
from tests.domain.given import scheme_data

OUTTURN, BEST = ComparedWith.OUTTURN, ComparedWith.BEST


def rule(**lines: object) -> DirectionRule:
    return scheme_from(scheme_data(None, lines)).direction_rule


@pytest.mark.parametrize(
    ("written", "baselines"),
    [
        (["last year's outturn"], (OUTTURN,)),
        ("last year's outturn", (OUTTURN,)),
        (["outturn", "best"], (OUTTURN, BEST)),
        (["previous_year"], (ComparedWith.PREVIOUS_YEAR,)),
        ([], ()),
    ],
)
def test_a_scheme_names_one_or_two_baselines(
    written: object, baselines: tuple[ComparedWith, ...]
) -> None:
    assert rule(compared_with=written).compared_with == baselines


@pytest.mark.parametrize("written", ["last year", ["better"], 4, [4], ["best", "path", "previous"]])
def test_a_baseline_that_is_not_one_is_refused(written: object) -> None:
    with pytest.raises(SchemeError):
        rule(compared_with=written)


def test_the_rule_may_be_where_the_looks_of_directions_are() -> None:
    looks: dict[str, Any] = {
        "compared_with": ["last year's outturn"],
        "at_best": "improved",
        "improved": {"label": "Up"},
    }
    scheme = scheme_from(scheme_data(direction=looks))

    assert scheme.direction_rule.compared_with == (OUTTURN,)
    assert scheme.direction_rule.at_best is Direction.IMPROVED
    assert scheme.label(Direction.IMPROVED) == "Up"


def test_a_line_in_both_places_is_refused() -> None:
    data = scheme_data(None, {"at_best": "improved"}, direction={"at_best": "no_change"})

    with pytest.raises(SchemeError, match=r"'at_best' is in \[direction\] and in"):
        scheme_from(data)


@pytest.mark.parametrize("written", ["same period last year", "previous_year"])
def test_a_cumulative_measure_may_use_the_same_quarter_last_year(written: str) -> None:
    assert rule(cumulative=written).restarting_by_year
    assert not rule(cumulative="not_comparable").restarting_by_year
    assert not rule().restarting_by_year


@pytest.mark.parametrize("lines", [{"cumulative": "best"}, {"cumulative": 1}, {"at_best": "met"}])
def test_a_value_that_is_not_known_is_refused(lines: dict[str, object]) -> None:
    with pytest.raises(SchemeError) as refused:
        rule(**lines)

    assert refused.value.code == "scheme-value-unknown"
