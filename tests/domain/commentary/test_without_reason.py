"""Jumps to the most or the least that a figure can be."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.without_reason import end_reached, gives_a_reason, jump_finding
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.errors import Location
from tests.domain.commentary.given import facts

WHERE = Location("b.xlsx", "This quarter", "T4")


@pytest.mark.parametrize(
    ("actual", "previous", "expected"),
    [
        pytest.param("100", "87.7", "the most", id="to the ceiling"),
        pytest.param("0", "12.5", "the least", id="to the floor"),
        pytest.param("99.97", "87.7", "the most", id="printed as 100.0"),
        pytest.param("100", "95", "the most", id="just the least step"),
        pytest.param("100", "95.1", "", id="a small step"),
        pytest.param("99.4", "87.7", "", id="not quite the ceiling"),
        pytest.param("100", "", "", id="no figure before"),
        pytest.param("0", "-12.5", "", id="not the floor of what was below it"),
    ],
)
def test_a_jump_is_a_step_of_five_points_to_an_end(
    actual: str, previous: str, expected: str
) -> None:
    measure = facts(actual=actual, previous=previous, previous_year="80")
    assert end_reached(measure) == expected


def test_a_count_jumps_only_to_nothing() -> None:
    def of(actual: str, previous: str) -> str:
        return end_reached(facts("", actual, previous, "30", "5", Unit.COUNT, Polarity.LOWER))

    assert [of("0", "23"), of("0", "9"), of("100", "23")] == ["the least", "", ""]


def test_a_measure_that_has_been_there_before_may_go_there_again() -> None:
    assert end_reached(facts(actual="100", previous="87.7", previous_year="100")) == ""


def test_a_running_total_reaches_its_end() -> None:
    assert end_reached(facts(actual="100", previous="80", basis=Basis.CUMULATIVE)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "This is because two managers were recruited.",
        "The rise is due to a change in the definition.",
        "Following the new contract every case is now seen in time.",
        "All 14 applications were decided in time.",
        "Only three cases closed in the quarter.",
        "It reflects the extra funding.",
        "Two vacancies have been filled.",
    ],
)
def test_a_reason_is_known_by_its_words(text: str) -> None:
    assert gives_a_reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is evidence to show the picture is improving.",
        "Staff are encouraging parents to take up a place the term after their third birthday.",
        "We are working with partners as part of the plan, as well as with schools.",
        "Performance rose from 87.7% to 100% and is above target.",
        "Banners have been sent to providers who needed them replaced.",
    ],
)
def test_what_staff_are_doing_is_no_reason(text: str) -> None:
    assert not gives_a_reason(text)


def test_the_finding_says_from_where_to_where_and_how_it_could_read() -> None:
    measure = facts(actual="100", previous="87.7", previous_year="80")
    finding = jump_finding(measure, "The picture is improving.", WHERE)
    assert finding is not None
    assert finding.code == "commentary-jump"
    assert "rose from 87.7% in Q2 2024/25 to 100%, the most it can be" in finding.what
    assert "the text gives no reason" in finding.what
    assert "because" in finding.fix
    assert jump_finding(measure, "Because of the new rota.", WHERE) is None
