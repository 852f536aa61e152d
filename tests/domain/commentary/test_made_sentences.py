"""Sentences made of parts: the false ones are found, and the true ones let alone.

The traps are true of other things: a demand, a group, a month, another target, a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.domain.commentary.given import contradictions
from tests.support.made_sentences import Made, judgements, movements

_MANY = 900


@pytest.mark.parametrize(("make", "least"), [(movements, 0.95), (judgements, 0.97)])
def test_false_sentences_are_found_and_true_ones_let_alone(
    make: Callable[[int, int], Iterator[Made]], least: float
) -> None:
    alarms, missed, found = [], [], 0
    for made in make(17, _MANY):
        told = contradictions(made.text, made.facts)
        if made.is_true and told:
            alarms.append(made.text)
        elif not made.is_true and told:
            found += 1
        elif not made.is_true:
            missed.append(made.text)

    assert alarms == []
    assert found >= least * (found + len(missed)), missed


_TRAPS = """
Demand {way} on Q2.
Referrals {way} compared with the same quarter last year, which added to the pressure.
There was a rise in the number of complaints since Q2.
This is despite a deterioration in average speed of answer on the Q2 position.
Because calls to the team {way} on Q2, two posts were moved across.
In Ferndale, performance {way} on the previous quarter.
For larger families the rate was worse than in Q2.
Results for new tenants were better than last quarter.
Performance {way} in two wards.
The figure was better for those with a disability.
October was better than September.
October was worse than September.
It {way} in December.
Performance {way} in Q2.
Performance {way} month on month through the quarter.
After a poor October, things got better in November and worse in December.
We expect performance to improve on Q2.
Had it not rained, performance would have been ahead of the target.
If this goes on we will be behind the target.
In Q2 we met the target.
A year ago we missed the target.
The target was last met in Q1.
The target was missed in Q2.
The statutory deadline for reviews was met.
We met our target for home visits.
We missed our target for home visits.
The stretch target was narrowly missed.
The stretch target has been met.
The team met the target that the Department sets for schools.
The team missed the target that the Department sets for schools.
Those that missed the target took a week longer.
Those that met the target took a week less.
Teams that are behind target get weekly support.
One team met its target and two did not.
We are just above last year's target.
England {way} since last year.
Performance is better than London.
Performance is worse than London.
This is better than expected.
It is lower than forecast.
More than half came from two wards.
Less than half were first-time callers.
An improvement plan was agreed in Q2.
Falling numbers of officers since September have not helped.
A rise in charges since last year is the main reason.
Shorter days than in Q2 made outdoor work harder.
Longer days than in Q2 made outdoor work easier.
Better weather than last year helped.
Fewer officers than last year were away.
More officers than last year were away.
Visits to the web page doubled since Q2.
""".strip().splitlines()


@pytest.mark.parametrize("trap", _TRAPS)
def test_what_is_true_of_something_else_is_let_alone(trap: str) -> None:
    true = [made for made in movements(3, 60) if made.is_true][:20]
    for way in ("rose", "fell", "improved", "has worsened"):
        text = trap.format(way=way)
        for made in true:
            for whole in (text, f"{made.text} {text}", f"{text} {made.text}"):
                assert contradictions(whole, made.facts) == [], made.facts
        if text == trap:
            break
