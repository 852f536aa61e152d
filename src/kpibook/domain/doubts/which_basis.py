"""Doubts about which of two bases a measure has: a total that adds up, or a share of the year.

Councils call both "cumulative" and both "year to date". The difference decides whether the year's
target applies before the year ends.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import named
from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import ADDING, Basis, Polarity

#: How a finding begins, behind the measure's name; what its history shows follows.
SHARE_ADDS_UP = "is a share, a rate or an average, and its basis is cumulative"
TOTAL_OF_A_SHARE = "is a count or an amount, and its basis is year to date"
_CLIMBS = "the history begins low each April and climbs, as a total does"
_LEVEL = "the history does not begin low each April and climb, as a total would"
_MIXED = "the history climbs in some years and not in others"
_UNKNOWN = "the history is too short to tell"

_HALF = Decimal("0.5")
# A year begins low if its first quarter is at most this share of the end of the year before.
_LOW = Decimal("0.6")

_Year = Mapping[int, Decimal]


def which_basis(m: MeasureFigures) -> Iterator[Doubt]:
    """Ask which basis a measure has, where its unit and its basis do not go together.

    A share that is cumulative is asked about unless its quarters have targets or a profile; a count
    of the year to date, unless its history is level. Without a target nothing hangs in the balance.
    """
    year = next((f for f in m.of(Role.TARGET, Role.OTHER_TARGET) if f.label == "target"), None)
    if year is None or m.period is None or m.unit is None or m.polarity is Polarity.NEUTRAL:
        return
    if m.has_profile or any(
        f.label.startswith("Target Q") for f in m.of(Role.TARGET, Role.OTHER_TARGET)
    ):
        return
    shown = _shown(m)
    if m.basis is Basis.CUMULATIVE and m.unit not in ADDING:
        yield _doubt(m, year, "basis-of-a-share", f"{SHARE_ADDS_UP}: {shown}.", _FIX_OF_SHARE)
    elif m.basis is Basis.YEAR_TO_DATE and m.unit in ADDING and shown != _LEVEL:
        yield _doubt(m, year, "basis-of-a-total", f"{TOTAL_OF_A_SHARE}: {shown}.", _FIX_OF_TOTAL)


_FIX_OF_SHARE = (
    "If it is a share or an average of the year so far, choose `year to date` under Basis: the "
    "year's target then applies in every quarter. If it adds up to the year's target, write "
    "`straight line` or `as last year` under Profile, or enter Target Q1 to Target Q3."
)
_FIX_OF_TOTAL = (
    "If it adds up to the year's target, choose `cumulative` under Basis, with a Profile or Target "
    "Q1 to Target Q3. If it is an average of the year so far, say so with `kpibook settle`."
)


def _doubt(m: MeasureFigures, year: LabelledFigure, code: str, what: str, fix: str) -> Doubt:
    finding = Finding(code, f"{named(m)} {what}", m.basis_place, fix, _WHY[code], m.ref)
    return Doubt(finding, (year,))


_WHY = {
    "basis-of-a-share": "Until then it is rated in the last quarter only.",
    "basis-of-a-total": "Until then it is not rated.",
}


def _shown(m: MeasureFigures) -> str:
    """Return what the figures so far show, a clause."""
    years = _by_year(m)
    signs = [_rises(year) for year in years.values() if len(year) > 1]
    for year, figures in years.items():
        before = years.get(year - 1)
        if 1 in figures and before and max(before) == 4:
            signs.append(figures[1] <= before[4] * _LOW)
    if not signs:
        return _UNKNOWN
    return _CLIMBS if all(signs) else _MIXED if any(signs) else _LEVEL


def _by_year(m: MeasureFigures) -> dict[int, dict[int, Decimal]]:
    """Return the figures above zero by financial year and quarter."""
    years: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    actual = m.first(Role.ACTUAL)
    for figure in (*m.past, *([actual] if actual is not None else [])):
        if figure.quarter is not None and figure.value > 0:
            years[figure.quarter.year][figure.quarter.number] = figure.value
    return dict(years)


def _rises(year: _Year) -> bool:
    """Return True if no figure is below the one before, and the last shows that they add up.

    It has to be above the first by half of what a steady total adds in that time. A single step
    may be smaller: nine tenths of a year's council tax are collected by its third quarter.
    """
    quarters = sorted(year)
    first, last = quarters[0], quarters[-1]
    steady = all(year[later] >= year[earlier] for earlier, later in itertools.pairwise(quarters))
    return steady and year[last] >= year[first] * (1 + Decimal(last - first) / first * _HALF)
