"""Numbers of a text as figures, with their units and how roughly they are meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£3.41m", "3410000", "£"),
        ("72.5 per cent", "72.5", "%"),
        ("0.6pp", "0.6", "points"),
        ("two percentage points", "2", "points"),
        ("twenty-one days", "21", "days"),
        ("one in five", "0.2", "share"),
        ("three quarters", "0.75", "share"),
        ("1,205", "1205", ""),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    _, figure = next(sentences(text, NOW)[0].figures())
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "step"), [("43.1%", "0.05"), ("43%", "0.5"), ("£2.4m", "50000"), ("12.50", "0.005")]
)
def test_a_figure_is_as_exact_as_it_is_written(text: str, step: str) -> None:
    _, figure = next(sentences(text, NOW)[0].figures())
    assert figure.step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "about"), [("nearly 300", "nearly"), ("more than 300", "more"), ("the 300", "")]
)
def test_a_rough_figure_has_its_word(text: str, about: str) -> None:
    assert next(sentences(text, NOW)[0].figures())[1].about == about


def test_a_number_of_the_title_is_no_figure() -> None:
    title = frozenset(["20", "call"])
    sentence = sentences("Calls in 20 seconds: 20%", NOW, title)[0]
    assert [str(figure.value) for _, figure in sentence.figures()] == ["20"]
    assert sentence.parts.startswith("kik")
