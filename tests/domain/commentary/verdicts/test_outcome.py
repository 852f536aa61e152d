"""Words of a verdict: reasons that name the figure, and how near another must be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.verdicts.outcome import is_near, move_from, name_of
from tests.domain.commentary.given import facts


@pytest.mark.parametrize(
    ("written", "value", "near"),
    [("71.8", "17.8", True), ("7.18", "71.8", True), ("30", "71.8", True), ("3", "71.8", False)],
)
def test_a_figure_is_meant_for_another_that_is_near(written: str, value: str, near: bool) -> None:
    digits = len(written.replace(".", ""))
    assert is_near(Figure(Decimal(written), digits=digits), Decimal(value)) == near


def test_a_reason_names_the_figure() -> None:
    of = facts(comparator="82.5")
    named = [name_of(fact, of) for fact in (of.actual, of.previous, of.comparator) if fact]
    assert named == [
        "the actual of Q3 2024/25",
        "the figure of Q2 2024/25",
        "the comparator (England)",
    ]


def test_figures_that_print_the_same_did_not_move() -> None:
    assert move_from(facts(), Decimal("71.84")) == 0
    assert move_from(facts(), Decimal("71.9")) == -1
