from __future__ import annotations

import pytest

from kpibook.services.layouts.proposal.described import direction_shown, status_shown
from kpibook.services.layouts.proposal.values import Column, Guess, Sure
from kpibook.workbook.mapped.council_layout import Shown, ShownAt


def a_guess(role: str, *samples: str, fills: int = 0, fonts: int = 0) -> Guess:
    column = Column(1, "Heading", samples, len(samples), 3, fills=fills, fonts=fonts)
    return Guess(role, column, "Heading", "", Sure.LIKELY)


@pytest.mark.parametrize(
    ("guess", "shown"),
    [
        pytest.param(a_guess("status", "G", "R"), ShownAt("Heading", Shown.LETTER), id="letters"),
        pytest.param(
            a_guess("status", "G", "R", fills=2),
            ShownAt("Heading", Shown.LETTER, True),
            id="letters on fills",
        ),
        pytest.param(a_guess("status", "Green", "Red"), ShownAt("Heading", Shown.WORD), id="words"),
        pytest.param(a_guess("status", "✓", "✗"), ShownAt("Heading", Shown.SYMBOL), id="symbols"),
        pytest.param(a_guess("status", fills=3), ShownAt("Heading", Shown.FILL), id="fills alone"),
        pytest.param(
            a_guess("status", "l", fonts=3), ShownAt("Heading", Shown.FONT), id="a coloured sign"
        ),
        pytest.param(
            a_guess("actual", "7", fills=3), ShownAt("Heading", Shown.FILL), id="filled figures"
        ),
        pytest.param(a_guess("status"), None, id="a blank column"),
        pytest.param(a_guess("actual", "7"), None, id="figures without fills"),
    ],
)
def test_a_status_is_shown_as_its_cells_show_it(guess: Guess, shown: ShownAt | None) -> None:
    assert status_shown([guess]) == shown


def test_a_direction_is_a_word_or_a_symbol() -> None:
    assert direction_shown([a_guess("direction", "Better")]) == ShownAt("Heading", Shown.WORD)
    assert direction_shown([a_guess("direction", "▲", "▼")]) == ShownAt("Heading", Shown.SYMBOL)
    assert direction_shown([a_guess("actual", "7")]) is None
