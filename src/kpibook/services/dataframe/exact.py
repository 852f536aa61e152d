"""Exact decimal arithmetic in doubles: figures as whole numbers of a decimal unit.

A figure of 15 digits is N / 10**places. As long as a whole number stays below 2**53, doubles
add, subtract and multiply it exactly, so 80.75 against 95% of 85 is decided as Decimal decides
it. Above that each result carries a bound on its error, and results in doubt are reported.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kpibook.on_use.dataclass import dataclass

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

TEN: Floats = np.power(10.0, np.arange(23), dtype=np.float64)  # all that a double holds exactly
_EXACT_BELOW = 2.0**53
# Twice the largest relative error of one operation on doubles.
_ROUNDING = 2.0**-52
# An error of this share of a figure is less than half of its 15th digit, with room for the
# error of one multiplication; a larger one may not be noise.
_NOISE = 3.5e-16
_FEW_PLACES = range(7)
# Veltkamp's constant: it splits a double of 53 bits into halves whose products are exact.
_SPLIT = 2.0**27 + 1


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers in doubles.

    Attributes:
        value: The numbers; NaN for a missing number.
        off: Bound on the error of each number; None if all are exact.
    """

    value: Floats
    off: Floats | None = None

    def __sub__(self, other: Whole) -> Whole:
        return _rounded(self.value - other.value, _sum(self.off, other.off))

    def __mul__(self, other: Whole) -> Whole:
        off = None
        if self.off is not None or other.off is not None:
            own_off, other_off = _or_zero(self.off), _or_zero(other.off)
            off = abs(self.value) * other_off + abs(other.value) * own_off + own_off * other_off
        return _rounded(self.value * other.value, off)

    def __abs__(self) -> Whole:
        return Whole(abs(self.value), self.off)

    def __neg__(self) -> Whole:
        return Whole(-self.value, self.off)

    @property
    def missing(self) -> Flags:
        """Flags of the missing numbers."""
        return np.isnan(self.value)

    def unsure(self) -> Flags | None:
        """Return where the sign is uncertain; None if it is certain everywhere."""
        if self.off is None:
            return None
        return (self.off > 0) & (abs(self.value) <= self.off)


@dataclass(frozen=True, slots=True)
class Decimals:
    """Decimal numbers of at most 15 digits: number / 10**places.

    Attributes:
        number: Whole; NaN for a missing number.
        places: 0 to 22.
        doubt: True where the last digit is uncertain.
    """

    number: Floats
    places: Floats
    doubt: Flags

    def replaced(self, where: Flags | NDArray[np.intp], other: Decimals) -> Decimals:
        """Return these numbers with others at some positions."""
        number, places, doubt = self.number.copy(), self.places.copy(), self.doubt.copy()
        number[where], places[where], doubt[where] = other.number, other.places, other.doubt
        return Decimals(number, places, doubt)


def pick(condition: Flags, if_true: Whole, if_false: Whole) -> Whole:
    """Return `if_true` where the condition holds, `if_false` elsewhere."""
    value = np.where(condition, if_true.value, if_false.value)
    if if_true.off is None and if_false.off is None:
        return Whole(value)
    return Whole(value, np.where(condition, _or_zero(if_true.off), _or_zero(if_false.off)))


def larger(a: Whole, b: Whole) -> Whole:
    """Return the larger of two numbers; the other number where either is missing."""
    value = np.fmax(a.value, b.value)
    if a.off is None and b.off is None:
        return Whole(value)
    # Either may really be the larger where they are close.
    return Whole(value, np.fmax(_or_zero(a.off), _or_zero(b.off)) + np.zeros_like(value))


def whole(value: Any) -> Whole:
    """Return whole numbers unchanged: exact below 2**53."""
    return _rounded(np.asarray(value, dtype=np.float64), None)


def whole_of(amount: Decimal) -> tuple[Whole, int]:
    """Return N and places of a number of at most 22 places, 0 or more.

    >>> whole_of(Decimal("2.50"))[1]
    1
    """
    exponent = amount.normalize().as_tuple().exponent
    places = max(0, -int(exponent))
    return whole(float(amount.scaleb(places))), places


def at_places(figures: Floats, places: Floats) -> Decimals:
    """Round figures to `places`, a half away from zero.

    Each figure means the decimal number of 15 digits that is nearest to it.
    """
    scaled = abs(figures) * TEN[places.astype(np.intp)]
    below = np.floor(scaled)
    past_half = (scaled - below) - 0.5
    close = abs(past_half) <= 1e-14 * scaled
    a_half = (abs(past_half) <= _NOISE * scaled) & (scaled < 1e14)
    rounded = below + ((past_half >= 0) | a_half)
    return Decimals(np.where(figures < 0, -rounded, rounded), places, close & ~a_half)


def as_they_come(figures: Floats) -> Decimals:
    """Return the decimal numbers of 15 digits that figures mean."""
    number, places = figures.copy(), np.zeros_like(figures)
    remaining = np.flatnonzero(~np.isnan(figures))
    # Nearly all figures have at most six decimals; the others take the slower way below.
    for places_tried in _FEW_PLACES:
        scaled = figures[remaining] * TEN[places_tried]
        nearest = np.rint(scaled)
        hit = (abs(scaled - nearest) <= _NOISE * abs(nearest)) & (abs(nearest) < 1e15)
        number[remaining[hit]], places[remaining[hit]] = nearest[hit], places_tried
        remaining = remaining[~hit]
        if not remaining.size:
            break
    doubt = np.zeros(figures.shape, dtype=bool)
    if remaining.size:
        return Decimals(number, places, doubt).replaced(
            remaining, _fifteen_digits(figures[remaining])
        )
    return Decimals(number, places, doubt)


def _fifteen_digits(figures: Floats) -> Decimals:
    size = abs(figures)
    with np.errstate(divide="ignore"):
        places_needed = 14 - np.floor(np.log10(size))
    places = np.clip(places_needed, 0, len(TEN) - 1)
    number, remainder = _product(size, TEN[places.astype(np.intp)])
    nearest = np.rint(number)
    remainder = (number - nearest) + remainder
    doubt = (places_needed != places) | (number < 1e14) | (number >= 1e15) | (abs(remainder) == 0.5)
    nearest += (remainder > 0.5).astype(np.float64) - (remainder < -0.5)
    return Decimals(np.where(figures < 0, -nearest, nearest), places, doubt)


def difference(a: Decimals, b: Decimals) -> tuple[Floats, Flags]:
    """Return a - b as the nearest doubles, and where they may not be the nearest."""
    places = np.maximum(a.places, b.places)
    unit = TEN[places.astype(np.intp)]
    further = [(places - operand.places).astype(np.intp) for operand in (a, b)]
    (high_a, low_a), (high_b, low_b) = (
        _product(operand.number, TEN[by]) for operand, by in zip((a, b), further, strict=True)
    )
    high, low = _sum_of(high_a, -high_b)
    low += low_a - low_b
    nearly = high / unit
    back, lost = _product(nearly, unit)
    exact = nearly + (((high - back) - lost) + low) / unit
    # Decimal has 28 digits; past that the reference is not exact either.
    doubt = a.doubt | b.doubt | (np.fmax(abs(high_a), abs(high_b)) >= 1e27)
    return exact + 0.0, doubt  # + 0.0: no -0.0


def _sum_of(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Return a sum and its rounding error (Knuth)."""
    total = a + b
    b_rounded = total - a
    return total, (a - (total - b_rounded)) + (b - b_rounded)


def _product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Return a product and its rounding error (Dekker), for factors below 1e150."""
    product = a * b
    a_high = a * _SPLIT - (a * _SPLIT - a)
    b_high = b * _SPLIT - (b * _SPLIT - b)
    a_low, b_low = a - a_high, b - b_high
    error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, error


def _rounded(value: Floats, off: Floats | None) -> Whole:
    """Return the result of an operation on whole numbers, with its rounding error."""
    size = abs(value)
    if off is None and not np.fmax.reduce(size, axis=None, initial=0.0) >= _EXACT_BELOW:
        return Whole(value)
    rounding = np.where(size >= _EXACT_BELOW, size * _ROUNDING, 0.0)
    return Whole(value, rounding + _or_zero(off))


def _sum(a: Floats | None, b: Floats | None) -> Floats | None:
    return b if a is None else (a if b is None else a + b)


def _or_zero(off: Floats | None) -> Any:
    return 0.0 if off is None else off
