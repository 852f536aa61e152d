"""The quarter's, an earlier, the target's and the comparator's figure, said in some 200 ways.

Each way is said of five measures with their own units: true, which is let alone, and with each of
its figures in turn made wrong, by two digits that changed places and by a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

_WAYS = (Path(__file__).parent / "said_in_many_ways.txt").read_text(encoding="utf-8").splitlines()
_LETTERS = "APYTC"  # actual, previous, a year ago, target, comparator
_LOWER = Polarity.LOWER
_MINORS = ("71.8", "76.4", "79.5", "75", "82.5")
_LIST = ("134", "167", "205", "120", "148")
_DAYS = ("31.4", "28.6", "36.2", "27.5", "33.7")
_RATE = ("68.3", "66.9", "63.4", "65.2", "71.6")
_SPEND = ("947200", "868500", "1184000", "912000", "1036000")
_MEASURES = (
    ("", "performance", "{}%", _MINORS, Unit.PERCENT, Polarity.HIGHER),
    (
        *("Applications awaiting a decision", "the number of applications awaiting a decision"),
        *("{}", _LIST, Unit.COUNT, _LOWER),
    ),
    (
        *("Average days to re-let a council home", "the average re-let time", "{} days"),
        *(_DAYS, Unit.DAYS, _LOWER),
    ),
    (
        *("Children in care per 10,000 under 18", "the rate of children in care", "{}"),
        *(_RATE, Unit.RATE_PER_10000, _LOWER),
    ),
    ("Spend on agency staff", "spend on agency staff", "£{:,}", _SPEND, Unit.CURRENCY, _LOWER),
)


def _facts(title: str, figures: tuple[str, ...], unit: Unit, polarity: Polarity) -> MeasureFacts:
    title = title or "Minor planning applications decided in time"
    decimals = 1 if "." in figures[0] else 0
    *first, comparator = figures
    return facts(title, *first, unit, polarity, comparator, decimals=decimals)


def _said(way: str, subject: str, form: str, figures: tuple[str, ...]) -> str:
    text = way.replace("{S}", subject.capitalize()).replace("{s}", subject)
    for letter, figure in zip(_LETTERS, figures, strict=True):
        text = text.replace(f"{{{letter}}}", form.format(Decimal(figure)))
    return text


def _wrong(way: str, figures: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the figures with each that a way states made wrong, twice."""
    for place, letter in enumerate(_LETTERS):
        for wrong in _slips(figures[place]):
            if way.count(f"{{{letter}}}") == 1 and wrong not in figures:
                yield (*figures[:place], wrong, *figures[place + 1 :])


def _slips(figure: str) -> tuple[str, str]:
    swapped = figure[1] + figure[0] + figure[2:]
    if figure[0] == figure[1] or figure[1] == "0":
        swapped = figure[0] + figure[2] + figure[1] + figure[3:]
    places = len(figure.partition(".")[2])
    return swapped, str(round(Decimal(figure) * Decimal("0.91"), places))


@pytest.mark.parametrize("way", _WAYS)
def test_a_figure_is_held_against_what_it_is_said_to_be(way: str) -> None:
    for title, subject, form, figures, unit, polarity in _MEASURES:
        if way.startswith("%") and unit is not Unit.PERCENT:
            continue
        plain, of = way.lstrip("%"), _facts(title, figures, unit, polarity)
        assert contradictions(_said(plain, subject, form, figures), of) == []
        for wrong in _wrong(plain, figures):
            text = _said(plain, subject, form, wrong)
            assert contradictions(text, of) != [], text
