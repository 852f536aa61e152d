"""Figures that English authorities published, as measures whose doubts are counted.

The source is that of `tests.crosscheck.test_lait`. A measure is an authority's figure of a year,
with England's as its target and the years before as its history.
`python -m benchmarks.false_alarms` prints the counts of docs/decisions/0013-figures-in-doubt.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pandas as pd
from tests.support.shared import SHARED

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter

LAIT = SHARED / "data" / "lait" if SHARED is not None else Path("no shared data")
YEARS = range(2017, 2025)
_FIRST = 2016
_GOOD = {"High": Polarity.HIGHER, "Low": Polarity.LOWER, "-": Polarity.NEUTRAL}

Fault = Callable[[MeasureFigures], MeasureFigures | None]


def sheets(years: range = YEARS) -> Iterator[list[MeasureFigures]]:
    """Yield the measures of each place in each year, as a directorate's sheet would have them."""
    values, measures, places = _source()
    for year in years:
        for place in places:
            yield [
                figures
                for code in measures.index
                if (figures := _figures(values, measures, place, code, year)) is not None
            ]


@cache
def _source() -> tuple[dict[tuple[str, str, int], str], pd.DataFrame, tuple[str, ...]]:
    plain = {"dtype": str, "keep_default_na": False}
    data = pd.read_csv(LAIT / "lait_csc_subset.csv", **plain)
    dictionary = pd.read_csv(LAIT / "lait_data_dictionary.csv", **plain)
    measures = dictionary[dictionary["Measure_short"].isin(data["Short Desc"])]
    columns = ["LA and Regions", "Short Desc", "Years", "Values"]
    values = {
        (place, code, int(year)): value
        for place, code, year, value in data[columns].itertuples(index=False)
    }
    return values, measures.set_index("Measure_short"), tuple(data[columns[0]].drop_duplicates())


def _figures(
    values: dict[tuple[str, str, int], str],
    measures: pd.DataFrame,
    place: str,
    code: str,
    year: int,
) -> MeasureFigures | None:
    row = measures.loc[code]
    places = 1 if row["dps"] == "NA" else int(row["dps"])

    def figure(of: str, in_year: int) -> Decimal | None:
        text = values[of, code, in_year]
        if text == "-":
            return None
        number = Decimal(f"{float(text):.15g}")
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    actual = figure(place, year)
    if actual is None:
        return None
    axis = row["y_axis_name"]
    unit = Unit.PERCENT if axis.startswith("%") else Unit.COUNT
    measure = Measure(
        code,
        unit=Unit.RATE_PER_10000 if "10,000" in axis else unit,
        decimals=places,
        polarity=_GOOD[row["Polarity"]],
        basis=Basis.ANNUAL,
        target=Target(figure("England", year)),
    )
    period = Quarter(year - 1, 4)
    history = {
        (measure.key, quarter): Reading(code, quarter, earlier)
        for past in range(_FIRST, year)
        if (earlier := figure(place, past)) is not None and (quarter := Quarter(past - 1, 4))
    }
    return figures_of(measure, Reading(code, period, actual), history)


# Faults: each returns the figures with a slip, or None where there is no such figure.


def scaled(
    by: str, *roles: Role, unit: Unit = Unit.PERCENT, at_least: int = 0, every: bool = False
) -> Fault:
    """Return a fault that multiplies the first figure of some roles, or every such figure."""

    def fault(m: MeasureFigures) -> MeasureFigures | None:
        chosen = [f for f in m.figures if f.role in roles and f.value > at_least]
        if m.unit is not unit or not chosen:
            return None
        slips = chosen if every else chosen[:1]
        return _with(m, {id(f): f.value * Decimal(by) for f in slips})

    return fault


def replaced(value: str, *roles: Role) -> Fault:
    """Return a fault that puts a number in the place of the first figure of some roles."""

    def fault(m: MeasureFigures) -> MeasureFigures | None:
        figure = next((f for f in m.figures if f.role in roles), None)
        return None if figure is None else _with(m, {id(figure): Decimal(value)})

    return fault


def negated(m: MeasureFigures) -> MeasureFigures | None:
    """Put a minus before the actual of a count or a rate."""
    actual = m.first(Role.ACTUAL)
    if m.unit is Unit.PERCENT or actual is None or not actual.value:
        return None
    return _with(m, {id(actual): -actual.value})


def _with(m: MeasureFigures, values: dict[int, Decimal]) -> MeasureFigures:
    changed = (replace(f, value=values[id(f)]) if id(f) in values else f for f in m.figures)
    return replace(m, figures=tuple(changed))


PAST = (Role.PREVIOUS, Role.PREVIOUS_YEAR, Role.EARLIER)
FAULTS: dict[str, Fault] = {
    "a percentage typed as a fraction": scaled("0.01", Role.ACTUAL),
    "of those of 30% or more": scaled("0.01", Role.ACTUAL, at_least=30),
    "a percentage a hundred times too large": scaled("100", Role.ACTUAL),
    "the target typed as a fraction": scaled("0.01", Role.TARGET),
    "the whole history typed as fractions": scaled("0.01", *PAST, every=True),
    "last year's figure typed as a fraction": scaled("0.01", *PAST),
    "a percentage whose decimal point is lost": scaled("10", Role.ACTUAL),
    "last year's, whose decimal point is lost": scaled("10", *PAST),
    "a count or rate below zero": negated,
    "9999": replaced("9999", Role.ACTUAL),
    "9999 last year": replaced("9999", *PAST),
    "9999 as the target": replaced("9999", Role.TARGET),
    "0": replaced("0", Role.ACTUAL),
}


def published() -> tuple[int, list[tuple[MeasureFigures, Doubt]]]:
    """Return how many measures there are, and the doubts about them as they were published."""
    count, doubts = 0, []
    for sheet in sheets():
        count += len(sheet)
        for m, of_measure in zip(sheet, doubts_of_sheet(sheet), strict=True):
            doubts += [(m, doubt) for doubt in of_measure]
    return count, doubts


def caught(fault: Fault, years: tuple[int, ...] = (2022, 2024)) -> Counter[str]:
    """Return of how many measures with a fault it is stopped, looked at or passed by.

    Each has its fault alone: the other measures of the sheet are as they were.
    """
    outcomes: Counter[str] = Counter()
    for year in years:
        for sheet in sheets(range(year, year + 1)):
            for at, m in enumerate(sheet):
                wrong = fault(m)
                if wrong is None:
                    continue
                every = [*sheet[:at], wrong, *sheet[at + 1 :]]
                doubts = doubts_of_sheet(every)[at]
                stopped = any(doubt.is_stop for doubt in doubts)
                outcomes["stop" if stopped else "look" if doubts else "passed"] += 1
    return outcomes


def main() -> None:
    """Print the counts."""
    count, doubts = published()
    stops = [pair for pair in doubts if pair[1].is_stop]
    print(f"{count:,} measures as published: {len(stops)} stops, {len(doubts) - len(stops)} looks")
    for _, doubt in doubts:
        print(f"  [{doubt.finding.code}] {doubt.finding.what}")
    for name, fault in FAULTS.items():
        outcomes = caught(fault)
        total = outcomes.total()
        stop, look = (round(100 * outcomes[key] / total) for key in ("stop", "look"))
        print(f"{name}: {stop}% stopped, {look}% looked at, of {total:,}")


if __name__ == "__main__":
    main()
