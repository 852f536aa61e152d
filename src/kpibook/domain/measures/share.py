"""Shares and rates worked out from a numerator and a denominator."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Unit

#: Places a share or a rate is compared at where the register states none: officers round by hand.
PLACES = 1


def worked_out(
    unit: Unit | None, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal | None:
    """Return the share or rate that its parts give, unrounded; None if they give none.

    Parts below zero, a denominator of zero and a unit that is no rate give none.
    """
    per = None if unit is None else unit.per
    if per is None or numerator is None or not denominator or numerator < 0 or denominator < 0:
        return None
    return numerator / denominator * per


def places_of(decimals: int | None) -> int:
    """Return the places at which an actual is worked out from its parts."""
    return PLACES if decimals is None else decimals
