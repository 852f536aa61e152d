"""Measures off target of which nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.actions.action import Action
from kpibook.domain.commentary.missing import missing_finding, without_words
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from tests.domain.given import a_measure, a_rated


def off_target(ref: str = "PI.1", **texts: str) -> RatedMeasure:
    """Return a measure at 60 with a target of 95."""
    rated = a_rated(a_measure(target="95", ref=ref), "60")
    return replace(rated, reading=replace(rated.reading, **texts))


def codes(*rated: RatedMeasure, actions: tuple[Action, ...] = (), keeps: bool = True) -> list[str]:
    return [f.code for f in missing_finding(without_words(rated, actions, keeps_words=keeps))]


def test_a_measure_off_target_without_a_word_is_asked_about() -> None:
    assert codes(off_target()) == ["commentary-missing"]


@pytest.mark.parametrize("texts", [{"commentary": "Staff left."}, {"action": "Recruit."}])
def test_a_commentary_or_an_action_answers(texts: dict[str, str]) -> None:
    assert codes(off_target(**texts)) == []


def test_an_open_action_of_the_list_answers() -> None:
    assert codes(off_target(), actions=(Action("Recruit", Quarter(2021, 2), "PI.1"),)) == []


def test_a_measure_on_target_needs_no_words() -> None:
    assert codes(a_rated(a_measure(target="85"), "95")) == []


def test_a_workbook_of_figures_alone_is_asked_for_none() -> None:
    assert codes(off_target(), keeps=False) == []


def test_many_measures_are_one_finding() -> None:
    without = without_words([off_target("PI.1"), off_target("PI.2")], [], keeps_words=True)
    (finding,) = missing_finding(without)
    assert "2 measures are off target" in finding.what
    assert "PI.1 and PI.2" in finding.what
    assert finding.ref == ""
