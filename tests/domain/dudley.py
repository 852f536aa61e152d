"""The six measures of the Quarter 3 2021/22 report that started this toolkit, as published.

Dudley publishes no status rule; what is expected of them is what `standard` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.rules.outcomes import Direction, Status
from tests.domain.given import Q3, STANDARD, a_measure, a_rated


@dataclass(frozen=True)
class Published:
    ref: str
    unit: Unit
    polarity: Polarity
    target: str
    q2: str
    q3: str
    status: Status
    direction: Direction
    neighbours: bool = False
    new: bool = False


REPORT = (
    Published(
        "PI.2249",
        Unit.PERCENT,
        Polarity.LOWER,
        "16",
        "12.01",
        "4.17",
        Status.MET,
        Direction.IMPROVED,
        new=True,
    ),
    Published(
        "PI.432",
        Unit.RATE_PER_10000,
        Polarity.LOWER,
        "85.4",
        "86.6",
        "84.9",
        Status.MET,
        Direction.IMPROVED,
        neighbours=True,
    ),
    Published(
        "PI.426",
        Unit.PERCENT,
        Polarity.HIGHER,
        "85.5",
        "90.3",
        "72.1",
        Status.OFF,
        Direction.DECLINED,
        neighbours=True,
    ),
    Published(
        "PI.433",
        Unit.RATE_PER_10000,
        Polarity.NEUTRAL,
        "55.1",
        "37.5",
        "43.1",
        Status.NOT_RATED,
        Direction.INCREASED,
        neighbours=True,
    ),
    Published(
        "PI. 2250",
        Unit.PERCENT,
        Polarity.HIGHER,
        "86",
        "91.8",
        "91.8",
        Status.MET,
        Direction.NO_CHANGE,
        new=True,
    ),
    Published(
        "PI.2129",
        Unit.PERCENT,
        Polarity.HIGHER,
        "70",
        "87.7",
        "100",
        Status.MET,
        Direction.IMPROVED,
    ),
)


def rated(published: Published) -> RatedMeasure:
    measure = a_measure(
        published.ref,
        unit=published.unit,
        polarity=published.polarity,
        target=published.target,
        benchmark="Statistical neighbours" if published.neighbours else "",
        comparator=published.target if published.neighbours else None,
        decimals=2 if published.ref == "PI.2249" else 1,
        introduced=2021 if published.new else None,
    )
    as_at = date(2022, 1, 17) if published.ref == "PI.433" else None
    return a_rated(measure, published.q3, previous=published.q2, as_at=as_at)


def the_return() -> QuarterlyReturn:
    return QuarterlyReturn(
        Q3,
        STANDARD,
        tuple(rated(published) for published in REPORT),
        council="Dudley Metropolitan Borough Council",
        directorate="Children's Services",
    )
