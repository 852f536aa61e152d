from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.settlement import Settlement, added, settlements_of
from tests.domain.doubts.given import Q3, figures

DAY = date(2026, 1, 20)


def test_every_figure_of_a_doubt_is_settled_for_its_quarter() -> None:
    doubts = doubts_of(figures("80", target="85", past="0.9 0.91"))

    settled = settlements_of("A1", doubts, "Head", DAY)

    assert [(s.quarter, s.figure, s.by, s.on) for s in settled] == [
        (Q3.previous, Decimal("0.9"), "Head", DAY),
        (Q3.previous.previous, Decimal("0.91"), "Head", DAY),
    ]


def test_a_settlement_that_was_there_keeps_who_settled_it() -> None:
    first = Settlement("A1", Q3, "figure-jump", Decimal(2500), "Head", DAY)
    again = Settlement("A1", Q3, "figure-jump", Decimal("2500.0"), "Somebody", DAY)
    other = Settlement("A1", Q3, "figure-jump", Decimal(2600), "Somebody", DAY)

    assert added([first], [again, other]) == [first, other]
