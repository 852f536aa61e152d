"""Doubts about the parts of a rate or a share: its numerator and denominator, and the actual."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.words import doubt_about, or_settle
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Measure, Reading, Unit
from kpibook.domain.measures.number import QUALIFYING_MARKERS, plain, round_half_away
from kpibook.domain.measures.share import places_of, worked_out
from kpibook.domain.wording import counted
from kpibook.on_use.replacing import replace


def with_actual_from_parts(measure: Measure, reading: Reading) -> Reading:
    """Return the reading with the actual that its numerator and denominator give.

    It is rounded to the measure's decimals, or to one place. A reading with an actual, with a
    marker that says there is none, or with parts that give none, comes back as it is.
    """
    no_actual = reading.actual is None and reading.marker in ("", *QUALIFYING_MARKERS)
    if not no_actual or reading.unread or "unit" in measure.guessed:
        return reading
    numerator, denominator = reading.numerator, reading.denominator
    actual = rounded_share(measure.unit, numerator, denominator, measure.decimals)
    return reading if actual is None else replace(reading, actual=actual)


def rounded_share(
    unit: Unit | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    decimals: int | None,
) -> Decimal | None:
    """Return the actual that parts give, rounded; None if they give none, or over 100%."""
    exact = worked_out(unit, numerator, denominator)
    if exact is None or (unit is Unit.PERCENT and exact > 100):
        return None
    return round_half_away(exact, places_of(decimals))


def actual_from_parts(m: MeasureFigures) -> Doubt:
    """Return a note that says from which parts an actual was worked out, and how it is rounded."""
    top, bottom, actual = (m.first(r) for r in (Role.NUMERATOR, Role.DENOMINATOR, Role.ACTUAL))
    if top is None or bottom is None or actual is None:
        raise ValueError("an actual from its parts has both")
    rounding = counted(places_of(m.decimals), "decimal")
    what = (
        f"has no actual typed; {plain(top.value)} of {plain(bottom.value)} gives "
        f"{m.written(actual.value)}, rounded to {rounding}."
    )
    return doubt_about(m, "actual-from-parts", what, [actual], "Type it if it should be another.")


def denominator_zero(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a share or a rate of nothing: an actual with a denominator of zero."""
    bottom, actual = m.first(Role.DENOMINATOR), m.first(Role.ACTUAL)
    if bottom is None or actual is None or bottom.value != 0:
        return
    if m.unit is not None and m.unit.per is not None:
        yield doubt_about(
            m,
            "denominator-zero",
            f"is {m.written(actual.value)} with a denominator of 0, of which there is no share.",
            [bottom],
            "Correct the denominator, or leave the actual empty with the marker [z]; "
            + or_settle(m, bottom),
        )


def numerator_above_denominator(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a share of more than the whole."""
    top, bottom = m.first(Role.NUMERATOR), m.first(Role.DENOMINATOR)
    if m.unit is not Unit.PERCENT or top is None or bottom is None:
        return
    others = [figure.value for figure in m.in_unit() if not figure.role.is_reported]
    if top.value > bottom.value > 0 and not any(other > 100 for other in others):
        yield doubt_about(
            m,
            "numerator-above-denominator",
            f"has {plain(top.value)} out of {plain(bottom.value)}, more than all of them.",
            [top],
            f"Correct the numerator or the denominator; {or_settle(m, top)}",
        )


def ratio_contradicts(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt an actual that is not its numerator over its denominator, at the decimals."""
    top, bottom, actual = (m.first(r) for r in (Role.NUMERATOR, Role.DENOMINATOR, Role.ACTUAL))
    if top is None or bottom is None or actual is None:
        return
    exact = worked_out(m.unit, top.value, bottom.value)
    if exact is None:
        return
    # Without stated decimals one place: exact equality would report every share that does not
    # come out even.
    places = places_of(m.decimals)
    share = round_half_away(exact, places)
    if share != round_half_away(actual.value, places) and not _rounded_by_hand(actual.value, exact):
        yield doubt_about(
            m,
            "ratio-contradicts",
            f"is {m.written(actual.value)}, but {plain(top.value)} of {plain(bottom.value)} gives "
            f"{m.written(share)}.",
            [top, actual],
            f"Correct the actual, the numerator or the denominator; {or_settle(m, top)}",
        )


def _rounded_by_hand(actual: Decimal, exact: Decimal) -> bool:
    """Return True if an actual is what its parts give at the places it was typed with."""
    exponent = actual.normalize().as_tuple().exponent
    places = max(0, -int(exponent))
    return round_half_away(exact, places) == actual
