"""Kinds of statement that texts of two further hands had: halves of a unit, hurdles, additions."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

_LOWER = Polarity.LOWER
DAYS = facts("Average days to fill a pothole", *("6.4", "5.9", "7.0", "7"), Unit.DAYS, _LOWER)
SHARE = facts("Library loans made online", *("41.2", "41.7", "38.0", "40"), comparator="39.4")
SICK = facts("Staff absence", *("4.3", "4.9", "5.2", "4.5"), polarity=_LOWER)
REPEATS = facts(
    "Repeat calls to the contact centre",
    *("26.0", "24.1", "25.0", "22"),
    polarity=_LOWER,
    parts=("390", "1500"),
)
TREES = facts(
    "Street trees felled",
    *("64", "41", "70", "90"),
    Unit.COUNT,
    _LOWER,
    basis=Basis.CUMULATIVE,
    decimals=0,
)
RENT = facts(
    "Rent collected", *("74.61", "49.18", "75.0", "75"), basis=Basis.CUMULATIVE, decimals=2
)
ROOMS = facts(
    "Households in bed and breakfast",
    *("118", "103", "96", "100"),
    Unit.COUNT,
    _LOWER,
    basis=Basis.SNAPSHOT,
    decimals=0,
)
LICENCES = facts(
    "Taxi licences issued", *("512", "634", "480", ""), Unit.COUNT, Polarity.NEUTRAL, decimals=0
)
DEBT = facts(
    "Sundry debt outstanding",
    *("3470000", "3610000", "3900000", "3000000"),
    Unit.CURRENCY,
    _LOWER,
    basis=Basis.SNAPSHOT,
    decimals=0,
)

_TRUE = [
    (DAYS, "Filling took 6.4 days, half a day longer than in Q2."),
    (DAYS, "The average was 6.4 days; that's half a day longer than July to September."),
    (SHARE, "41.2% of loans were made online, half a percentage point down on Q2."),
    (SHARE, "41.2% of loans were made online, half a point lower than in Q2."),
    (SICK, "Absence stands at 4.3%, inside our tolerance of 4.5%."),
    (SICK, "Absence stands at 4.3%, under the 4.5% tolerance."),
    (SICK, "Absence stands at 4.3%, below the hurdle of 4.5%."),
    (SICK, "Absence stands at 4.3%, within a tolerance of 5 points either way."),
    (SHARE, "41.2% of loans were made online, clearing the 40% hurdle."),
    (SHARE, "41.2% of loans were made online, and the team is clearing the 40% backlog."),
    (REPEATS, "390 out of 1,500 calls were repeats, which puts us outside the ceiling of 22%."),
    (SHARE, "There was a fall of 0.5 points, to 41.2%, compared with 41.7% in Q2."),
    (SHARE, "Compared with 41.7% in Q2 there has been a fall of 0.5 points, to 41.2%."),
    (RENT, "The quarter's rent added 25.43 points to the 49.18% we had, taking us to 74.61%."),
    (TREES, "Forty-one trees were felled by September and a further 23 followed, taking us to 64."),
    (ROOMS, "The snapshot of 31 December 2024 found 118 households in bed and breakfast."),
    (ROOMS, "The snapshot of 30 September 2024 found 103 households in bed and breakfast."),
    (TREES, "From April to the end of December 2024 our crews felled 64 street trees."),
    (SICK, "Our rate of absence fell over the autumn to 4.3%."),
    (SHARE, "Our share of loans rose over the autumn to 41.2% from 40.1% in mid-November."),
    (SHARE, "At 41.2% our readers make a larger share than England as a whole."),
    (LICENCES, "We issued 512 taxi licences, a quieter quarter than the one before."),
    (DEBT, "Sundry debt still to be collected comes to £3.47 million."),
    (DEBT, "Sundry debt still to be collected comes to £3.47 million of £3.48 billion owed."),
]  # fmt: skip
_FALSE = [
    (DAYS, "Filling took 6.4 days, one and a half days longer than in Q2."),
    (DAYS, "Filling took 6.4 days, a quarter of a day shorter than last year."),
    (SHARE, "41.2% of loans were made online, a quarter of a point down on Q2."),
    (SICK, "Absence stands at 4.3%, above our tolerance of 4.5%."),
    (SICK, "Absence stands at 4.3%, outside the 4.5% tolerance."),
    (SICK, "Absence stands at 4.3%, above the hurdle of 4.5%."),
    (RENT, "74.61% of rent was collected, clearing the 75% hurdle."),
    (RENT, "74.61% of rent was collected, which cleared the bar of 75%."),
    (REPEATS, "390 out of 1,500 calls were repeats, which puts us inside the ceiling of 22%."),
    (SHARE, "There was a fall of 1.5 points, to 41.2%, compared with 41.7% in Q2."),
    (SHARE, "Compared with 41.7% in Q2 there has been a fall of 1.5 points, to 41.2%."),
    (RENT, "The quarter's rent added 24.43 points to the 49.18% we had, taking us to 74.61%."),
    (TREES, "Forty-one trees were felled by September and a further 18 followed, taking us to 64."),
    (ROOMS, "The snapshot of 30 September 2024 found 118 households in bed and breakfast."),
    (TREES, "From April to the end of September 2024 our crews felled 64 street trees."),
    (SICK, "Our rate of absence climbed over the autumn to 4.3%."),
    (SHARE, "At 41.2% our readers make a smaller share than England as a whole."),
    (LICENCES, "We issued 512 taxi licences, a busier quarter than the one before."),
    (DEBT, "Overdue sundry debt outstanding at the close comes to £3.47 billion."),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "text"), _TRUE)
def test_a_true_text_of_a_late_kind_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(("measure", "text"), _FALSE)
def test_a_false_text_of_a_late_kind_is_found(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
