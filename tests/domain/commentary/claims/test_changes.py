"""Changes with their size, in points, per cent and numbers: a family of sentences, true and false.

A right size is told nowhere and a wrong one everywhere: 71.8% after 76.4% and 79.5% (lower is
worse), 134 waiting after 167 and 205 (lower is better), 22.6 per 1,000 after 20.1 and 24.9.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts, waiting_list

RATE = facts(
    "Children in need per 1,000 children",
    *("22.6", "20.1", "24.9", "", Unit.RATE_PER_1000, Polarity.NEUTRAL),
)
DOWN = [
    "{s} fell by {n} since {b}.",
    "{s} has fallen {n} compared with {b}.",
    "{s} is {n} lower than {b}.",
    "{s} is down {n} on {b}.",
    "{s} has reduced by {n} over {b}.",
    "Compared with {b}, {l} is down {n}.",
    "Since {b} {l} has fallen by {n}.",
    "{s} shows a fall of {n} on {b}.",
    "There was a fall of {n} on {b}.",
    "{a}, {n} lower than {b}.",
    "{a}, a fall of {n} on {b}.",
    "{a}, which is {n} down on {b}.",
    "{a}. This is {n} lower than {b}.",
    "{a}. This is a reduction of {n} on {b}.",
    "Down {n} on {b}.",
    "Down by {n} since {b} to {a}.",
    "{s} decreased {n} to {a} compared to {b}.",
    "A decrease of {n} since {b} brings us to {a}.",
    "{n} lower than {b}.",
    "{n} down on {b}, at {a}.",
    "{s} was {n} higher in {b}.",
    "In {b} {l} was {n} higher.",
]
UP = [
    "{s} rose by {n} since {b}.",
    "{s} has climbed {n} against {b}.",
    "{s} is {n} higher than {b}.",
    "{s} increased by {n} over {b}.",
    "Compared with {b}, {l} is up {n}.",
    "{a}, an increase of {n} on {b}.",
    "{a}. That is up {n} on {b}.",
    "Up by {n} on {b} to {a}.",
    "{s} was {n} lower in {b}.",
]
MEASURES = [
    (facts(), DOWN, "Performance", "71.8%", " points", {"Q2": "4.6", "Q3 2023/24": "7.7"}),
    (facts(), DOWN, "The rate", "71.8%", "pp", {"the previous quarter": "4.6"}),
    (waiting_list(), DOWN, "The number waiting", "134", "", {"Q2": "33", "Q3 2023/24": "71"}),
    (
        waiting_list(),
        DOWN,
        "The list",
        "134",
        "%",
        {"the last quarter": "20", "Q3 last year": "35"},
    ),
    (RATE, UP, "The rate", "22.6 per 1,000", "", {"Q2": "2.5", "the previous quarter": "2.5"}),
]


def sentences() -> Iterator[tuple[MeasureFacts, str, str]]:
    for of, templates, subject, actual, unit, baselines in MEASURES:
        for template in templates:
            for baseline, size in baselines.items():
                text = template.format(
                    s=subject, l=subject.lower(), a=actual, b=baseline, n="{}" + unit
                )
                yield of, text, size


CASES = list(sentences())


@pytest.mark.parametrize(("of", "text", "size"), CASES, ids=[text for _, text, _ in CASES])
def test_a_size_is_that_of_the_figures(of: MeasureFacts, text: str, size: str) -> None:
    assert contradictions(text.format(size), of) == []
    wrong = f"{float(size) * 1.5 + 1:.1f}" if "." in size else str(int(size) + 12)
    assert "commentary-change" in contradictions(text.format(wrong), of)


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, a fall of 6% since Q2.",
        "Training reached 46 staff, 20% more than planned.",
        "We are 23 down on Q2, which has left the duty desk short.",
        "Applications rose by 31 on Q2.",
        "It was up by 5 points in Q2.",
        "Last year it fell by 9 points, to 79.5%.",
        "71.8%, 3 points below the South West.",
        "The rate for majors is 9 points lower than in Q2.",
        "We expect it to rise by 9 points on Q2.",
    ],
)
def test_a_change_of_something_else_is_let_alone(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("134 are waiting, down by 33 ({}) on last quarter.", "20%", "30%"),
        ("134 are waiting, 33 fewer than in Q2, or {}.", "a fifth", "a third"),
        (
            "134 are waiting, 33 fewer than in Q2, which is a fall of about {}.",
            "a fifth",
            "a third",
        ),
        ("134 are waiting, 33 fewer than in Q2, or {}.", "19.8%", "28.6%"),
        ("134 are waiting, a {} reduction since last quarter.", "20%", "28%"),
        ("The number waiting fell {} to 134.", "33", "43"),
        ("The number waiting is down {} to 134.", "a third", "three quarters"),
    ],
)
def test_a_second_size_and_one_without_a_period_are_worked_out(
    text: str, right: str, wrong: str
) -> None:
    assert contradictions(text.format(right), waiting_list()) == []
    assert "commentary-change" in contradictions(text.format(wrong), waiting_list())


def test_a_size_to_target_is_that_of_the_target() -> None:
    assert contradictions("71.8%, which misses the target by 3.2 points.") == []
    assert contradictions("71.8%, which misses the target by 5.2 points.") == ["commentary-change"]
