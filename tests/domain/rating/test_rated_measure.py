"""A measure with its figures and history, rated; and how it stands against a comparator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Measure,
    Polarity,
    Reading,
    Target,
    Unit,
)
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import (
    against_comparator,
    difference_in_words,
    rate_measure,
)
from kpibook.domain.rules.outcomes import Direction, Status
from tests.domain.dudley import REPORT, Published, rated
from tests.domain.given import Q3, STANDARD, a_measure, a_rated
from tests.support.shared import SHARED, needs_shared


@pytest.mark.parametrize("published", REPORT, ids=lambda published: published.ref)
def test_the_six_measures_of_the_report_rate_as_expected(published: Published) -> None:
    rating = rated(published).rating

    assert (rating.status, rating.direction) == (published.status, published.direction)
    assert rating.direction_year is Direction.NO_HISTORY
    assert rating.variance == Decimal(published.q3) - Decimal(published.target)


@needs_shared
@pytest.mark.parametrize("published", REPORT, ids=lambda published: published.ref)
def test_the_figures_are_those_of_the_report(published: Published) -> None:
    assert SHARED is not None
    report = SHARED / "report" / "childrens-services-q3-2021-22.txt"
    text = report.read_text(encoding="utf-8").replace("*", "")
    section = text[text.index(published.ref) :]

    for label, figure in (
        ("Target", published.target),
        ("Q2 position", published.q2),
        ("Q3 position", published.q3),
    ):
        assert section.split(f"{label} – ", 1)[1].split()[0].rstrip("%") == figure


def test_history_is_found_under_any_spelling_of_the_reference() -> None:
    measure = a_measure("PI. 2250")
    history = {
        ("PI2250", Q3.previous): Reading("PI.2250", Q3.previous, Decimal(80)),
        ("PI2250", Q3.same_last_year): Reading("pi2250", Q3.same_last_year, Decimal(95)),
    }

    found = rate_measure(measure, Reading("PI 2250", Q3, Decimal(90)), history, STANDARD)

    assert (found.previous, found.previous_year) == (80, 95)
    assert (found.rating.direction, found.rating.direction_year) == (
        Direction.IMPROVED,
        Direction.DECLINED,
    )


@pytest.mark.parametrize(
    "period",
    [
        pytest.param(Q3, id="the quarter itself"),
        pytest.param(Quarter(2021, 1), id="two quarters back"),
        pytest.param(Quarter(2020, 2), id="the quarter before, a year ago"),
        pytest.param(Q3.next, id="the quarter after"),
    ],
)
def test_a_figure_of_another_quarter_is_no_history(period: Quarter) -> None:
    history = {("PI1", period): Reading("PI.1", period, Decimal(80))}

    found = rate_measure(a_measure(), Reading("PI.1", Q3, Decimal(90)), history, STANDARD)

    assert found.rating.direction is found.rating.direction_year is Direction.NO_HISTORY


def test_another_measure_s_figure_is_no_history() -> None:
    history = {("PI2", Q3.previous): Reading("PI.2", Q3.previous, Decimal(80))}

    found = rate_measure(a_measure(), Reading("PI.1", Q3, Decimal(90)), history, STANDARD)

    assert found.rating.direction is Direction.NO_HISTORY


def test_a_quarter_that_was_not_reported_is_no_history() -> None:
    history = {("PI1", Q3.previous): Reading("PI.1", Q3.previous, None, marker="[x]")}

    found = rate_measure(a_measure(), Reading("PI.1", Q3, Decimal(90)), history, STANDARD)

    assert found.rating.direction is Direction.NO_HISTORY


def test_a_new_measure_has_no_history_and_never_no_change() -> None:
    found = a_rated(a_measure(introduced=2021, target="80"), "90")

    assert found.rating.status is Status.MET
    assert found.rating.direction is Direction.NO_HISTORY


def test_a_cumulative_measure_in_quarter_1_is_not_set_against_quarter_4() -> None:
    measure, q1 = a_measure(basis=Basis.CUMULATIVE), Quarter(2021, 1)
    history = {("PI1", q1.previous): Reading("PI.1", q1.previous, Decimal(400))}

    found = rate_measure(measure, Reading("PI.1", q1, Decimal(90)), history, STANDARD)

    assert found.previous == 400
    assert found.rating.direction is Direction.NOT_COMPARABLE


def test_the_target_is_the_reading_s_quarter_s() -> None:
    measure = replace(a_measure(), target=Target(Decimal(86), {3: Decimal(70)}))

    assert a_rated(measure).target == 70


@pytest.mark.parametrize(
    ("polarity", "actual", "comparator", "said"),
    [
        pytest.param(Polarity.HIGHER, "72.1", "85.5", "Worse by 13.4 points", id="higher, below"),
        pytest.param(Polarity.HIGHER, "90", "85.5", "Better by 4.5 points", id="higher, above"),
        pytest.param(Polarity.LOWER, "84.9", "85.4", "Better by 0.5 points", id="lower, below"),
        pytest.param(Polarity.LOWER, "86", "85.4", "Worse by 0.6 points", id="lower, above"),
        pytest.param(Polarity.NEUTRAL, "43.1", "55.1", "Lower by 12.0 points", id="neutral"),
        pytest.param(Polarity.CLOSEST, "60", "55.1", "Higher by 4.9 points", id="closest"),
        pytest.param(Polarity.HIGHER, "85.5", "85.5", "Same as Statistical neighbours", id="same"),
        pytest.param(
            Polarity.HIGHER,
            "85.54",
            "85.5",
            "Same as Statistical neighbours",
            id="the same as printed",
        ),
        pytest.param(
            Polarity.HIGHER, "85.46", "85.44", "Better by 0.1 points", id="85.5 printed beside 85.4"
        ),
        pytest.param(Polarity.HIGHER, None, "85.5", "", id="no actual"),
        pytest.param(Polarity.HIGHER, "85.5", None, "", id="no comparator"),
        pytest.param(
            Polarity.LOWER, "0", "0", "Same as Statistical neighbours", id="nought is a figure"
        ),
    ],
)
def test_a_comparison_says_better_only_where_a_way_is_good(
    polarity: Polarity, actual: str | None, comparator: str | None, said: str
) -> None:
    measure = a_measure(polarity=polarity, comparator=comparator)

    assert against_comparator(a_rated(measure, actual)) == said


def test_a_comparator_without_a_figure_is_not_compared() -> None:
    measure = replace(a_measure(), comparator=Comparator("England"))

    assert against_comparator(a_rated(measure)) == ""


@given(
    st.decimals(0, 100, places=3),
    st.decimals(0, 100, places=3),
    st.none() | st.integers(0, 2),
    st.sampled_from(Polarity),
)
def test_a_comparison_never_says_by_nothing(
    actual: Decimal, comparator: Decimal, decimals: int | None, polarity: Polarity
) -> None:
    measure = a_measure(polarity=polarity, comparator=str(comparator), decimals=decimals)

    said = against_comparator(a_rated(measure, str(actual)))

    same = measure.written(actual) == measure.written(comparator)
    assert said.startswith("Same as ") == same
    assert not said.endswith((" 0 points", " 0.0 points", " 0.00 points"))


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        pytest.param(Unit.PERCENT, "1,234.5 points", id="percentages differ in points"),
        pytest.param(Unit.CURRENCY, "£1,234.5", id="money in pounds"),
        pytest.param(Unit.COUNT, "1,234.5", id="a count as it is"),
    ],
)
def test_a_difference_is_in_the_measure_s_unit(unit: Unit, said: str) -> None:
    assert difference_in_words(Measure("PI.1", unit=unit, decimals=1), Decimal("1234.5")) == said


@pytest.mark.parametrize("marker", ["[c]", "[x]", "[z]"])
def test_a_figure_marked_as_not_there_is_neither_rated_nor_compared(marker: str) -> None:
    """A suppressed count must not be worked out from a variance or a comparison."""
    measure = a_measure(target="10", comparator="7")
    reading = Reading(measure.ref, Q3, Decimal(3), marker=marker)

    rated = rate_measure(measure, reading, {}, STANDARD)

    assert not rated.rating.status.is_rated
    assert rated.rating.variance is None
    assert against_comparator(rated) == ""
