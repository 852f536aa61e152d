"""Figures that a label says to be the past's, the target or the comparator's."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.example import read
from kpibook.domain.commentary.claims.figures.bound import bound_figures


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "It was 71.8%, against the 67.4% recorded in Q2.",
            ["67.4% recorded in Q2: the quarter before was"],
        ),
        (
            "It was 71.8%, with 57% the target.",
            ["57% the target: target is"],
        ),
        (
            "It was 71.8%, against an annual target of 57%.",
            ["target of 57%: target of the year is"],
        ),
        (
            "It was 71.8% and 97.5% in 2023/24.",
            ["97.5% in 2023/24: the same quarter last year was"],
        ),
        ("It was 71.8% and 70.1% in 2023/24.", []),
        ("It was 71.8%, with majors at 90.9% in Q2.", []),
        ("We expect to be above the 80.2% of Q2.", []),
        ("The old target of 70% was met.", []),
    ],
)
def test_a_figure_is_of_its_label_where_nothing_else_is_named(text: str, claims: list[str]) -> None:
    assert read(bound_figures, text) == claims
