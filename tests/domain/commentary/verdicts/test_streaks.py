"""Verdicts on streaks, of quarters that are known and of quarters that are not."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of, Span
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.commentary.verdicts.judge import judge
from tests.domain.commentary.given import facts, with_past


def a_streak(says: str, times: int, *, sure: bool = True) -> Claim:
    """Return a movement that is said to have been so for some quarters."""
    place = Span(0, 4)
    return Claim(ClaimKind.DIRECTION, place, "text", Of.ACTUAL, says, sure=sure, times=times)


def test_a_quarter_that_breaks_a_streak_is_named_with_the_one_before_it() -> None:
    told = judge(a_streak("fell", 2), with_past(facts(), "76.4", "74"))

    assert told.outcome is Outcome.CONTRADICTS
    assert told.because == "the figure of Q1 2024/25 is 74%, and that of Q2 2024/25 76.4%"


def test_a_streak_that_may_be_of_something_else_contradicts_nothing() -> None:
    told = judge(a_streak("fell", 2, sure=False), with_past(facts(), "76.4", "74"))

    assert told.outcome is Outcome.CANNOT_TELL


def test_figures_that_print_the_same_neither_break_a_streak_nor_bear_it_out() -> None:
    told = judge(a_streak("fell", 2), with_past(facts(), "76.42", "76.38", "79"))

    assert told.outcome is Outcome.CANNOT_TELL
