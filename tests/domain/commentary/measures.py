"""Measures of many units and stretches of time, for texts about them."""

from __future__ import annotations

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from tests.domain.commentary.given import facts, waiting_list
from tests.domain.commentary.second_look.given import (
    CASUALTIES,
    HOMES,
    PLANS,
    RATES,
    RECYCLED,
    VISITS,
)

REPAIRS = facts(
    "Average days to repair a road defect",
    *("24.6", "21.3", "33.0", "28"),
    Unit.DAYS,
    Polarity.LOWER,
)
AGENCY = facts(
    "Spend on agency staff",
    *("4870000", "3190000", "5310000", "4500000"),
    Unit.CURRENCY,
    Polarity.LOWER,
    basis=Basis.CUMULATIVE,
    decimals=0,
)
TURNOVER = facts(
    "Staff turnover",
    *("13.6", "14.8", "14.1", "12"),
    polarity=Polarity.LOWER,
    parts=("326", "2400"),
    basis=Basis.ROLLING_12_MONTHS,
)
TIPS = facts(
    "Fly-tipping incidents", *("712", "645", "830", ""), Unit.COUNT, Polarity.LOWER, decimals=0
)
GAS = facts(
    "Council homes with a valid gas safety certificate",
    *("99.91", "99.87", "99.98", "100"),
    parts=("8193", "8200"),
    basis=Basis.SNAPSHOT,
    decimals=2,
)
MINORS = facts()
#: Each measure by the name that true_texts.csv calls it.
BY_NAME = {
    "PLANS": PLANS,
    "HOMES": HOMES,
    "RATES": RATES,
    "RECYCLED": RECYCLED,
    "CASUALTIES": CASUALTIES,
    "VISITS": VISITS,
    "REPAIRS": REPAIRS,
    "AGENCY": AGENCY,
    "TURNOVER": TURNOVER,
    "TIPS": TIPS,
    "GAS": GAS,
    "WL": waiting_list(),
    "MINORS": MINORS,
}
