"""Streaks, held against the history and the targets of their quarters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.measures.measure import Basis, Target
from tests.domain.commentary.given import contradictions, facts, waiting_list, with_past

#: 71.8% against 75%: missed, met in Q2, missed in Q1; it fell, had risen, and had fallen.
SEEN = with_past(facts(), "76.4", "74.0", "78", "79.5", "70")
#: 71.8% against 75%: missed in each quarter of the year, and fell in each of the last four.
FALLING = with_past(facts(), "74.4", "74.9", "78", "79.5")
#: 134 that should be at most 120: over it, over it in Q2, within it in Q1.
WAITING = with_past(waiting_list(), "167", "118", "205")


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (SEEN, "71.8%, missed for the third quarter in a row."),
        (SEEN, "We have missed our target for five quarters running at 71.8%."),
        (SEEN, "71.8%, the third improvement in a row."),
        (SEEN, "71.8%, the third rise running."),
        (SEEN, "71.8%, for the second consecutive quarter below target."),
        (SEEN, "71.8%, below target for the second quarter in a row."),
        (SEEN, "71.8%, the second consecutive quarterly fall."),
        (SEEN, "71.8%, the third fall in a row."),
        (SEEN, "71.8%, a second successive decline."),
        (SEEN, "Performance fell for the second quarter running, to 71.8%."),
        (SEEN, "71.8%: performance has fallen for three quarters in a row."),
        (SEEN, "71.8%. We have missed the target in each of the last three quarters."),
        (SEEN, "The target was not met for the second quarter running."),
        (SEEN, "Performance has worsened for the third consecutive quarter."),
        (SEEN, "71.8%, three consecutive quarters of decline."),
        (WAITING, "134, missed for the third quarter in a row."),
        (WAITING, "134 waiting, the second consecutive improvement."),
        (WAITING, "134, down for the third quarter running."),
        (WAITING, "134, above the limit of 120 for the third successive quarter."),
        (SEEN, "For the third quarter running we missed the target."),
        (SEEN, "For the second quarter in a row performance fell, to 71.8%."),
        (SEEN, "71.8%. This is the second drop in a row."),
        (SEEN, "71.8% is the second consecutive quarter of decline."),
        (SEEN, "The measure has missed its target for four consecutive quarters."),
    ],
)
def test_a_streak_that_a_quarter_breaks_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (FALLING, "71.8%, missed for the third quarter in a row."),
        (FALLING, "71.8%, the third fall in a row."),
        (FALLING, "71.8%, below target for three quarters running."),
        (FALLING, "71.8%, missed for the fourth quarter in a row."),
        (FALLING, "Performance has declined in each of the last four quarters."),
        (SEEN, "71.8%, below target. Referrals rose for the third quarter in a row."),
        (SEEN, "71.8%, with a third consecutive quarterly rise in applications."),
        (SEEN, "71.8%; sickness has improved for three quarters in a row."),
        (SEEN, "71.8%, having met the target for the second quarter running in Q2."),
        (SEEN, "We do not want to miss the target for the third quarter in a row."),
        (SEEN, "71.8%, below target for the third year running."),
        (SEEN, "71.8%, the second fall in a row in December."),
        (SEEN, "If we miss the target for the second quarter running we will report to cabinet."),
        (SEEN, "Majors missed their target for the third quarter in a row; minors were at 71.8%."),
        (SEEN, "71.8%. Complaints fell for the second quarter running."),
        (WAITING, "134, missed for the first time since Q2."),
        (WAITING, "134. New referrals are down for the third consecutive quarter."),
        (SEEN, "71.8%. The contractor missed its target for the third consecutive quarter."),
        (SEEN, "71.8%. The number of applications received rose for the second quarter running."),
        (SEEN, "71.8%, after the second consecutive quarter with vacancies."),
        (SEEN, "71.8%. Staffing was below establishment for the third quarter in a row."),
        (SEEN, "71.8%, in a quarter with three successive falls in staff numbers."),
        (SEEN, "71.8%. England has improved for the third quarter in a row."),
        (SEEN, "71.8%, the third quarter in a row with a vacant post."),
    ],
)
def test_a_true_streak_and_that_of_something_else_are_silent(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []


def outcome(text: str, measure: MeasureFacts) -> tuple[Outcome, str]:
    (streak,) = [v for v in verdicts(text, measure) if v.claim.times]
    return streak.outcome, streak.because


def test_a_streak_agrees_only_where_all_of_it_is_known() -> None:
    agrees = (Outcome.AGREES, "")
    more = with_past(facts(), "76.4", "78", "77")

    assert outcome("134, missed for the second quarter running.", WAITING) == agrees
    assert outcome("71.8%, the second fall in a row.", more) == agrees
    assert outcome("71.8%, the third fall in a row.", more) == (
        Outcome.CONTRADICTS,
        "the figure of Q4 2023/24 is 77%, and that of Q1 2024/25 78%",
    )


def test_a_streak_that_reaches_behind_the_history_or_the_targets_cannot_be_told() -> None:
    short = with_past(facts(), "74.4")
    unknown = "what is needed of 1 of its quarters is not in the workbook"

    assert outcome("71.8%, the second fall in a row.", short) == (Outcome.CANNOT_TELL, unknown)
    assert outcome("71.8%, missed for the fourth quarter in a row.", FALLING) == (
        Outcome.CANNOT_TELL,
        unknown,
    )
    assert outcome("71.8%, missed for the second quarter in a row.", FALLING) == (
        Outcome.CANNOT_TELL,
        "it may have begun earlier",
    )


def test_a_target_of_this_quarter_alone_says_nothing_of_earlier_quarters() -> None:
    assert SEEN.measure is not None
    other = replace(SEEN, measure=replace(SEEN.measure, target=Target(Decimal(70))))

    assert contradictions("71.8%, missed for the third quarter in a row.", other) == []


def test_a_target_that_the_history_keeps_goes_before_that_of_the_register() -> None:
    past = {quarter: replace(fact, target=Decimal(70)) for quarter, fact in FALLING.history.items()}
    kept = replace(FALLING, history=MappingProxyType(past))

    assert contradictions("71.8%, missed for the second quarter in a row.", FALLING) == []
    assert contradictions("71.8%, missed for the second quarter in a row.", kept)
    assert contradictions("71.8%, missed for the sixth quarter in a row.", kept)


def test_a_running_total_has_no_streaks() -> None:
    running = replace(SEEN, basis=Basis.CUMULATIVE)

    assert contradictions("71.8%, the third rise running.", running) == []
