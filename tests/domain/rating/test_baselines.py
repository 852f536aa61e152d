"""Baselines of a measure's directions: which figure each is against, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.baselines import compared_figures, names_one
from kpibook.domain.rating.direction_reason import why_against
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Direction
from tests.domain.given import a_position, a_scheme

PREVIOUS, LAST_YEAR, OUTTURN, PATH, BEST = ComparedWith
IMPROVED, DECLINED, SAME = Direction.IMPROVED, Direction.DECLINED, Direction.NO_CHANGE
POSITION = a_position("65", "68", previous="70", previous_year="60", outturn="57.7", best="66")


@pytest.mark.parametrize(
    ("baselines", "directions"),
    [
        ([], (DECLINED, IMPROVED)),
        (["outturn"], (IMPROVED, IMPROVED)),
        (["target_path", "outturn"], (DECLINED, IMPROVED)),
        (["best", "previous"], (DECLINED, DECLINED)),
        (["previous_year", "previous"], (IMPROVED, DECLINED)),
    ],
)
def test_each_direction_is_against_its_own_figure(
    baselines: list[str], directions: tuple[Direction, Direction]
) -> None:
    rating = rate(POSITION, a_scheme({"compared_with": baselines}, tolerance="5%"))

    assert (rating.direction, rating.direction_year) == directions


def test_the_measures_own_baselines_come_before_the_schemes() -> None:
    scheme = a_scheme({"compared_with": ["previous"]}, tolerance="5%")
    own = replace(POSITION, compared_with=(OUTTURN, BEST))

    assert [figure.value for figure in compared_figures(own, scheme)] == [
        Decimal("57.7"), Decimal(66),
    ]  # fmt: skip
    assert rate(own, scheme).direction is IMPROVED
    assert rate(own, scheme).direction_year is DECLINED


def test_a_baseline_without_a_figure_has_no_history() -> None:
    rating = rate(a_position("65", "68"), a_scheme({"compared_with": ["outturn", "best"]}))

    assert rating.direction is rating.direction_year is Direction.NO_HISTORY


def test_figures_are_compared_as_they_are_read() -> None:
    scheme = a_scheme({"compared_with": ["outturn"]}, rounding="as_reported")

    assert rate(a_position("57.66", outturn="57.74", decimals=1), scheme).direction is SAME
    assert rate(a_position("57.66", outturn="57.74"), scheme).direction is DECLINED


@pytest.mark.parametrize(
    ("kind", "polarity"),
    [
        ("target_path", Polarity.CLOSEST),
        ("target_path", Polarity.RANGE),
        ("best", Polarity.NEUTRAL),
    ],
)
def test_a_baseline_that_has_no_meaning_is_not_compared(kind: str, polarity: Polarity) -> None:
    position = a_position("65", "68", polarity, best="66", low="60", high="70")

    rating = rate(position, a_scheme({"compared_with": [kind]}))

    assert rating.direction is Direction.NOT_COMPARABLE


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.ANNUAL])
def test_a_scheme_may_set_what_restarts_against_last_year(basis: Basis) -> None:
    position = replace(POSITION, basis=basis)

    assert rate(position, a_scheme()).direction is Direction.NOT_COMPARABLE
    by_year = a_scheme({"cumulative": "same period last year"})
    assert rate(position, by_year).direction is IMPROVED
    assert compared_figures(position, by_year)[0].kind is LAST_YEAR
    assert compared_figures(replace(position, basis=Basis.SNAPSHOT), by_year)[0].kind is PREVIOUS


def at_best(actual: str, polarity: Polarity, unit: Unit | None, **more: str) -> Position:
    return a_position(actual, "50", polarity, previous=actual, unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("position", "best"),
    [
        pytest.param(at_best("100", Polarity.HIGHER, Unit.PERCENT), True, id="100% and 100%"),
        pytest.param(at_best("99", Polarity.HIGHER, Unit.PERCENT), False, id="99%"),
        pytest.param(at_best("100", Polarity.HIGHER, Unit.COUNT), False, id="100 of a count"),
        pytest.param(at_best("0", Polarity.LOWER, Unit.COUNT), True, id="0 and 0"),
        pytest.param(at_best("0", Polarity.LOWER, None), True, id="0 without a unit"),
        pytest.param(at_best("0", Polarity.LOWER, Unit.CURRENCY), False, id="a deficit of 0"),
        pytest.param(at_best("0", Polarity.HIGHER, Unit.PERCENT), False, id="0%, higher is better"),
        pytest.param(at_best("50", Polarity.CLOSEST, Unit.COUNT), True, id="at the target itself"),
        pytest.param(
            at_best("55", Polarity.RANGE, None, low="40", high="60"), True, id="in the range"
        ),
        pytest.param(at_best("100", Polarity.NEUTRAL, Unit.PERCENT), False, id="neutral"),
    ],
)
def test_no_change_at_the_best_possible_figure_may_count_as_improved(
    position: Position, best: bool
) -> None:
    assert rate(position, a_scheme()).direction is SAME
    counted = rate(position, a_scheme({"at_best": "improved"})).direction
    assert counted is (IMPROVED if best else SAME)


def test_a_fall_to_no_less_than_the_best_is_no_better_than_it() -> None:
    worse = a_position("0", "50", Polarity.HIGHER, previous="5", unit=Unit.PERCENT)

    assert rate(worse, a_scheme({"at_best": "improved"})).direction is DECLINED


def test_the_reason_names_the_figure_and_what_it_is() -> None:
    scheme = a_scheme({"compared_with": ["outturn", "target_path"], "at_best": "improved"})
    first, second = compared_figures(POSITION, scheme)

    assert why_against(POSITION, scheme, first) == (
        "65 is 7.3 above the 57.7 of last year's outturn, and higher is better: improved."
    )
    assert why_against(POSITION, scheme, second) == (
        "65 is 3 below the 68 of the target path, and higher is better: declined."
    )
    full = a_position("100", previous="100", unit=Unit.PERCENT, outturn="100")
    assert why_against(full, scheme, compared_figures(full, scheme)[0]) == (
        "100% is what it was for last year's outturn, and no figure could be better: improved."
    )


def test_only_a_single_baseline_makes_a_single_direction() -> None:
    usual, single = a_scheme(), a_scheme({"compared_with": ["outturn"]})

    assert not names_one((), usual.direction_rule)
    assert names_one((), single.direction_rule)
    assert not names_one((OUTTURN, BEST), single.direction_rule)
    assert names_one((BEST,), usual.direction_rule)
