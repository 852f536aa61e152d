"""A measure of time for the examples of this folder: 18.4 days, to be 20 at most."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claims.example import MINORS
from kpibook.domain.commentary.facts import Fact
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.on_use.replacing import replace

#: Average days to decide a claim.
CLAIMS_TIME = replace(
    MINORS,
    title="Average days to decide new claims",
    actual=Fact("actual", Decimal("18.4")),
    previous=None,
    previous_year=None,
    target=Fact("target", Decimal(20)),
    comparator=None,
    numerator=None,
    denominator=None,
    unit=Unit.DAYS,
    counted=CountedIn(Unit.DAYS),
    polarity=Polarity.LOWER,
)
