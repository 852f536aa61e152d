"""Measures of every stretch of time, for the tests of the second look."""

from __future__ import annotations

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import facts

#: A share of a rolling year: 45.3%, was 45.9%, 44.1% a year ago; to be 46%.
RECYCLED = facts(
    "Household waste recycled",
    *("45.3", "45.9", "44.1", "46"),
    basis=Basis.ROLLING_12_MONTHS,
    parts=("24480", "54040"),
)
#: A count that begins again each April: 127, 71 at the half year, 134 a year ago; to be 120.
HOMES = facts(
    "Affordable homes completed",
    *("127", "71", "134", "120"),
    Unit.COUNT,
    basis=Basis.CUMULATIVE,
    decimals=0,
)
#: A share of a count that begins again each April: 82.17%, 55.63% at the half year, 81.94%.
RATES = facts(
    "Business rates collected in the year",
    *("82.17", "55.63", "81.94", "81.5"),
    basis=Basis.CUMULATIVE,
    decimals=2,
)
#: A share of a quarter: 58.1%, was 52.4%, 63.9% a year ago; to be 60%.
PLANS = facts(
    "Education, health and care plans issued within 20 weeks",
    *("58.1", "52.4", "63.9", "60"),
    parts=("68", "117"),
)
#: A rate of a rolling year: 29.1 (83 people), was 30.5, 26.7 a year ago; at most 28.
CASUALTIES = facts(
    "People killed or seriously injured on the roads per 100,000",
    *("29.1", "30.5", "26.7", "28"),
    Unit.RATE_PER_100000,
    Polarity.LOWER,
    parts=("83", "285000"),
    basis=Basis.ROLLING_12_MONTHS,
)
#: A rate of a quarter: 701.4 (148,700 visits), was 742.9, 664.2 a year ago.
VISITS = facts(
    "Library visits per 1,000 population",
    *("701.4", "742.9", "664.2", ""),
    Unit.RATE_PER_1000,
    parts=("148700", "212000"),
)
