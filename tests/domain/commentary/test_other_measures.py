"""Sentences about another measure, held against that measure's figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.looks import verdicts_on, with_looks
from kpibook.domain.commentary.other_measures import OtherMeasures
from kpibook.domain.commentary.untold import unchecked
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.errors import Location
from kpibook.sources.schemes import load_scheme

NOW = Quarter(2024, 3)
SCHEME = load_scheme()


def _rated(
    ref: str, title: str, actual: str, text: str = ""
) -> tuple[RatedMeasure, MeasureFigures]:
    """Return a measure with its figures: 76.4% before, and a target of 75%."""
    measure = Measure(ref, title, Unit.PERCENT, Polarity.HIGHER, target=Target(Decimal(75)))
    cells = {name: Location("b.xlsx", "This quarter", f"{ref[-1]}9") for name in ("actual",)}
    reading = Reading(ref, NOW, Decimal(actual), commentary=text, places=cells)
    history = {(measure.key, NOW.previous): Reading(ref, NOW.previous, Decimal("76.4"))}
    figures = figures_of(measure, reading, history, frozenset())
    return rate_measure(measure, reading, history, SCHEME), figures


def _told(text: str) -> list[str]:
    """Return the findings on a commentary of PLN402, in a workbook that has PLN.401 too."""
    minors = _rated("PLN402", "Minor applications decided in time", "71.8", text)
    majors = _rated("PLN.401", "Major applications decided in time", "90.9")
    looked, _ = with_looks(*minors, SCHEME, others=OtherMeasures([minors, majors], SCHEME))
    return [f"{finding.ref}: {finding.what}" for finding in looked.doubt.findings]


@pytest.mark.parametrize(
    "text",
    [
        "PLN401 was at 80.9% this quarter.",
        "71.8% of minors were decided. PLN.401 stood at 99.0%.",
        "In the quarter PLN 401 was below its target of 75%.",
        "PLN401 did not meet its target.",
        "PLN401 fell to 80.9%, from 76.4% in Q2.",
    ],
)
def test_what_is_said_of_another_measure_is_held_against_that_measure(text: str) -> None:
    assert len(_told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "PLN401 was at 90.9% this quarter.",
        "PLN.401, at 90.9%, is above the target of 75%.",
        "PLN401 rose from 76.4% to 90.9%.",
        "71.8%, against 90.9% for PLN401.",
        "PLN499 was at 12.0% this quarter.",
        "PLN401 has its own team of 12.",
        "PLN401 was at 80.9% in October.",
        "We expect PLN401 to be at 95%.",
        "Performance was 71.8%. See PLN401 (90.9%).",
    ],
)
def test_another_measure_that_is_right_or_not_known_is_let_alone(text: str) -> None:
    assert _told(text) == []


def test_the_finding_is_of_the_measure_whose_text_it_is_and_quotes_its_words() -> None:
    (told,) = _told("All is well. PLN401 was at 80.9% this quarter.")
    assert told.startswith("PLN402: ")
    assert 'the text says "80.9%"' in told
    assert "90.9" in told


def test_the_own_reference_names_the_measure() -> None:
    assert len(_told("PLN402 was at 78.1% this quarter.")) == 1
    assert _told("PLN402 was at 71.8% this quarter.") == []


def test_what_could_not_be_told_and_what_agrees_are_of_that_measure_too() -> None:
    text = "PLN401 was at 90.9% this quarter."
    minors = _rated("PLN402", "Minor applications decided in time", "71.8", text)
    majors = _rated("PLN.401", "Major applications decided in time", "90.9")
    others = OtherMeasures([minors, majors], SCHEME)

    (verdict,) = [each for _, each in verdicts_on(*minors, SCHEME, others)]
    assert verdict.outcome is Outcome.AGREES
    assert unchecked(*minors, SCHEME, others) is None
