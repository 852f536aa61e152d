"""Quarterly returns made of domain values, without a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kpibook.domain.measures.measure import Comparator, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.report.of_return import report_of_return
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.sources.schemes import load_scheme

Q3 = Quarter(2021, 3)
NO_WORDS = Wording()


def a_measure(ref: str = "PI.1", **changes: object) -> Measure:
    """A percentage with one decimal and a target of 80%, higher is better."""
    ordinary = Measure(
        ref,
        title=f"Title of {ref}",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGHER,
        decimals=1,
        target=Target(Decimal(80)),
        priority="Safe and sound",
    )
    return replace(ordinary, **changes)


def a_rated(
    measure: Measure,
    actual: str | None = "81",
    previous: str | None = "79",
    last_year: str | None = None,
    **reading: object,
) -> RatedMeasure:
    """`measure` with an actual and the figures before it, rated under the standard scheme."""
    history: dict[tuple[str, Quarter], Reading] = {}
    earlier: Mapping[Quarter, str | None] = {
        Q3.previous: previous,
        Q3.same_last_year: last_year,
    }
    for period, value in earlier.items():
        if value is not None:
            history[measure.key, period] = Reading(measure.ref, period, Decimal(value))
    now = Reading(measure.ref, Q3, None if actual is None else Decimal(actual), **reading)
    return rate_measure(measure, now, history, load_scheme())


def a_return(*rated: RatedMeasure, **changes: str) -> QuarterlyReturn:
    """A return of `rated`; one ordinary measure if none is given."""
    return QuarterlyReturn(Q3, load_scheme(), rated or (a_rated(a_measure()),), **changes)


def a_report_of(
    content: QuarterlyReturn | None = None,
    *past: tuple[str, str, str],
    wording: Wording = NO_WORDS,
) -> Report:
    """The report that a return is drawn from, with earlier figures as (ref, quarter, figure)."""
    history = {}
    for ref, quarter, figure in past:
        period = Quarter.parse(quarter)
        history[ref_key(ref), period] = Reading(ref, period, Decimal(figure))
    return report_of_return(content or a_return(), history, wording)


def a_varied_report() -> Report:
    """The report of the varied return, with five quarters of its first two measures."""
    quarters = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
    one = zip(quarters, ("75", "76", "78", "79"), strict=True)
    two = zip(quarters, ("76.96", "79", "80", "77"), strict=True)
    return a_report_of(
        a_varied_return(), *(("PI.1", q, f) for q, f in one), *(("PI.2", q, f) for q, f in two)
    )


def a_varied_return() -> QuarterlyReturn:
    """Every kind of cell a return can have, in eight invented measures."""
    neighbours = Comparator("Statistical neighbours", Decimal(78), "2020/21")
    return a_return(
        a_rated(a_measure("PI.1", comparator=neighbours), commentary="Rose.\nAgain."),
        a_rated(a_measure("PI.2"), "77", "77", "76.96"),
        a_rated(
            a_measure("PI.3", target=Target(Decimal(80), benchmark="England", vintage="2020/21")),
            "60.05",
            marker="[p]",
        ),
        a_rated(
            a_measure("PI.4", polarity=Polarity.NEUTRAL, unit=Unit.COUNT, decimals=0, note="Scope"),
            "1304",
            "1288",
            as_at=date(2022, 1, 17),
        ),
        a_rated(
            a_measure("PI.5", target=Target(words="Above England"), unit=Unit.CURRENCY, decimals=2),
            "-1250.5",
            None,
        ),
        a_rated(a_measure("PI.6", target=Target(), priority="", title=""), None),
        a_rated(a_measure("PI.7", introduced=2021), None, None, marker="[c]"),
        a_rated(a_measure("PI.8", unit=Unit.RATE_PER_10000, decimals=None), "43.125", "43.125"),
        council="Invented Borough Council",
        directorate="Children's Services",
        committee="Scrutiny Committee",
    )
