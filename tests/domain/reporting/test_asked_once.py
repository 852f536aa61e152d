"""One finding in place of many that ask the same."""

from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.domain.reporting.asked_once import asked_once
from kpibook.errors import Location


def a_question(ref: str, words: str, fix: str = "Choose.") -> Finding:
    place = Location("a.xlsx", "Measures", f"J{ref[-1]}")
    what = f"{ref} is a share, a rate or an average, and its basis is cumulative: {words}."
    return Finding("basis-of-a-share", what, place, fix, ref=ref)


def test_many_measures_are_asked_about_once_by_what_their_history_shows() -> None:
    other = Finding("actual-missing", "PI.9 has no actual.", ref="PI.9")

    first, left = asked_once(
        [
            a_question("PI.1", "it climbs"),
            a_question("PI.2", "it is level"),
            other,
            a_question("PI.3", "it climbs"),
        ]
    )

    assert first.what == (
        "3 measures are shares, rates or averages, and their basis is cumulative. "
        "PI.1 and PI.3: it climbs. PI.2: it is level."
    )
    assert (first.ref, first.where.cell, first.fix) == ("", "J1", "Choose.")
    assert left is other


def test_a_single_measure_keeps_its_finding() -> None:
    question = a_question("PI.1", "it climbs")

    assert asked_once([question]) == [question]


def test_each_way_to_put_it_right_is_said_once() -> None:
    first, *_ = asked_once(
        [
            a_question("PI.1", "a", "One."),
            a_question("PI.2", "b", "Two."),
            a_question("PI.3", "a", "One."),
        ]
    )

    assert first.fix == "One. Two."


def test_a_way_with_which_a_longer_one_begins_is_not_said_twice() -> None:
    first, *_ = asked_once(
        [a_question("PI.1", "a", "Enter it."), a_question("PI.2", "b", "Enter it; or ask.")]
    )

    assert first.fix == "Enter it; or ask."
