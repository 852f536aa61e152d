"""Texts about invented measures that were written before the grammar was read."""

from __future__ import annotations

import csv
from pathlib import Path

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.rules.outcomes import Status
from tests.domain.commentary.given import contradictions, facts

_FILE = Path(__file__).parent / "fresh_texts.csv"
_TEXTS = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))
#: False texts that are found at the least; the number is written in docs/commentary.md.
FOUND = 29
_LOWER, _HIGHER = Polarity.LOWER, Polarity.HIGHER
# Title, actual, the quarter before, the year before, target, unit, way, further facts.
_MEASURES: dict[str, MeasureFacts] = {
    "HOM": facts(
        "Average time to relet an empty council home",
        *("31", "36", "44", "28", Unit.DAYS, _LOWER),
        decimals=0,
    ),
    "REV": facts(
        "Adults with a review of their care completed in the last 12 months",
        *("63.8", "59.2", "66.1", "70", Unit.PERCENT, _HIGHER),
        comparator="61.5",
        parts=("408", "640"),
    ),
    "FLY": facts(
        "Fly-tipping incidents reported",
        *("1248", "1405", "1110", "1200", Unit.COUNT, _LOWER),
        decimals=0,
    ),
    "TAX": facts(
        "Council tax collected",
        *("82.4", "55.1", "82.9", "82.0", Unit.PERCENT, _HIGHER),
        status=Status.MET,
        basis=Basis.YEAR_TO_DATE,
    ),
    "SIC": facts(
        "Working days lost to sickness per employee",
        *("9.6", "9.1", "8.4", "8.5", Unit.DAYS, _LOWER),
    ),
    "RER": facts(
        "Re-referrals to children's social care within 12 months",
        *("18.3", "21.9", "20.4", "20", Unit.PERCENT, _LOWER),
        comparator="22.4",
        parts=("97", "530"),
        status=Status.MET,
    ),
    "LIB": facts(
        "Visits to libraries",
        *("184300", "171050", "190400", "180000", Unit.COUNT, _HIGHER),
        status=Status.MET,
        decimals=0,
    ),
    "OVR": facts(
        "Forecast overspend of the general fund",
        *("2400000", "3100000", "1850000", "2000000", Unit.CURRENCY, _LOWER),
        decimals=0,
    ),
    "ADM": facts(
        "Permanent admissions to care homes per 100,000 people aged 65 or over",
        *("142.6", "151.3", "138.0", "140.0", Unit.RATE_PER_100000, _LOWER),
    ),
}


def _alarmed(verdict: str) -> list[str]:
    return [
        f"{row['ref']}: {row['text']}"
        for row in _TEXTS
        if row["verdict"] == verdict and contradictions(row["text"], _MEASURES[row["ref"]])
    ]


def test_no_true_text_is_said_to_contradict_its_figures() -> None:
    assert _alarmed("true") == []


def test_as_many_false_texts_are_found_as_the_guide_says() -> None:
    assert len(_alarmed("false")) >= FOUND
