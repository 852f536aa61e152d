"""Decimal figures in doubles, without doubt about ties: whole numbers of a decimal unit.

A figure of 15 digits is N / 10**places. As long as a whole number stays below 2**53, doubles
add, subtract and multiply it exactly, so 80.75 against 95% of 85 is decided as Decimal decides
it. Past that, how far a result may be off is carried along, and what cannot be told is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

TEN: Floats = np.power(10.0, np.arange(23), dtype=np.float64)  # all that a double holds exactly
_EXACT_BELOW = 2.0**53
_ROUNDING = 2.0**-52
# An error of this share of a figure is less than half of its 15th digit, with room for the
# error of one multiplication; a larger one may not be noise.
_NOISE = 3.5e-16
_FEW_PLACES = range(7)
_SPLIT = 2.0**27 + 1


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers in doubles.

    Attributes:
        value: The numbers; NaN where there is none.
        off: How far each may be from the true one; None if all are exact.
    """

    value: Floats
    off: Floats | None = None

    def __sub__(self, other: Whole) -> Whole:
        return _rounded(self.value - other.value, _sum(self.off, other.off))

    def __mul__(self, other: Whole) -> Whole:
        off = None
        if self.off is not None or other.off is not None:
            mine, theirs = _or_zero(self.off), _or_zero(other.off)
            off = abs(self.value) * theirs + abs(other.value) * mine + mine * theirs
        return _rounded(self.value * other.value, off)

    def __abs__(self) -> Whole:
        return Whole(abs(self.value), self.off)

    def __neg__(self) -> Whole:
        return Whole(-self.value, self.off)

    @property
    def missing(self) -> Flags:
        """Where there is no number."""
        return np.isnan(self.value)

    def unsure(self) -> Flags | None:
        """Where it cannot be told whether it is above, below or at 0; None for nowhere."""
        if self.off is None:
            return None
        return (self.off > 0) & (abs(self.value) <= self.off)


@dataclass(frozen=True, slots=True)
class Decimals:
    """Decimal numbers of at most 15 digits: number / 10**places.

    Attributes:
        number: Whole; NaN where there is none.
        places: 0 to 22.
        doubt: Where it may not be the number meant.
    """

    number: Floats
    places: Floats
    doubt: Flags

    def replaced(self, where: Flags | NDArray[np.intp], other: Decimals) -> Decimals:
        """These, with as many others put in as there are places for."""
        number, places, doubt = self.number.copy(), self.places.copy(), self.doubt.copy()
        number[where], places[where], doubt[where] = other.number, other.places, other.doubt
        return Decimals(number, places, doubt)


def pick(condition: Flags, yes: Whole, no: Whole) -> Whole:
    """`yes` where the condition holds, `no` elsewhere."""
    value = np.where(condition, yes.value, no.value)
    if yes.off is None and no.off is None:
        return Whole(value)
    return Whole(value, np.where(condition, _or_zero(yes.off), _or_zero(no.off)))


def larger(a: Whole, b: Whole) -> Whole:
    """The larger of two; the other where one is missing."""
    value = np.fmax(a.value, b.value)
    if a.off is None and b.off is None:
        return Whole(value)
    # Either may really be the larger where they are close.
    return Whole(value, np.fmax(_or_zero(a.off), _or_zero(b.off)) + np.zeros_like(value))


def whole(value: Any) -> Whole:
    """Whole numbers as they come: exact below 2**53."""
    return _rounded(np.asarray(value, dtype=np.float64), None)


def whole_of(amount: Decimal) -> tuple[Whole, int]:
    """N and places of a number of at most 22 places, 0 or more.

    >>> whole_of(Decimal("2.50"))[1]
    1
    """
    exponent = amount.normalize().as_tuple().exponent
    places = max(0, -int(exponent))
    return whole(float(amount.scaleb(places))), places


def at_places(figures: Floats, places: Floats) -> Decimals:
    """Figures rounded to `places`, a half away from zero.

    Each figure stands for the decimal number of 15 digits that is nearest to it.
    """
    scaled = abs(figures) * TEN[places.astype(np.intp)]
    below = np.floor(scaled)
    past_half = (scaled - below) - 0.5
    close = abs(past_half) <= 1e-14 * scaled
    a_half = (abs(past_half) <= _NOISE * scaled) & (scaled < 1e14)
    rounded = below + ((past_half >= 0) | a_half)
    return Decimals(np.where(figures < 0, -rounded, rounded), places, close & ~a_half)


def as_they_come(figures: Floats) -> Decimals:
    """The decimal numbers of 15 digits that figures stand for."""
    number, places = figures.copy(), np.zeros_like(figures)
    left = np.flatnonzero(~np.isnan(figures))
    for few in _FEW_PLACES:
        scaled = figures[left] * TEN[few]
        nearest = np.rint(scaled)
        hit = (abs(scaled - nearest) <= _NOISE * abs(nearest)) & (abs(nearest) < 1e15)
        number[left[hit]], places[left[hit]] = nearest[hit], few
        left = left[~hit]
        if not left.size:
            break
    doubt = np.zeros(figures.shape, dtype=bool)
    if left.size:
        return Decimals(number, places, doubt).replaced(left, _fifteen_digits(figures[left]))
    return Decimals(number, places, doubt)


def _fifteen_digits(figures: Floats) -> Decimals:
    size = abs(figures)
    with np.errstate(divide="ignore"):
        wanted = 14 - np.floor(np.log10(size))
    places = np.clip(wanted, 0, len(TEN) - 1)
    number, rest = _product(size, TEN[places.astype(np.intp)])
    nearest = np.rint(number)
    rest = (number - nearest) + rest
    doubt = (wanted != places) | (number < 1e14) | (number >= 1e15) | (abs(rest) == 0.5)
    nearest += (rest > 0.5).astype(np.float64) - (rest < -0.5)
    return Decimals(np.where(figures < 0, -nearest, nearest), places, doubt)


def difference(a: Decimals, b: Decimals) -> tuple[Floats, Flags]:
    """The differences a - b as the nearest doubles, and where they may not be."""
    places = np.maximum(a.places, b.places)
    unit = TEN[places.astype(np.intp)]
    further = [(places - one.places).astype(np.intp) for one in (a, b)]
    (high_a, low_a), (high_b, low_b) = (
        _product(one.number, TEN[by]) for one, by in zip((a, b), further, strict=True)
    )
    apart, rest = _sum_of(high_a, -high_b)
    rest += low_a - low_b
    nearly = apart / unit
    back, lost = _product(nearly, unit)
    exact = nearly + (((apart - back) - lost) + rest) / unit
    # Decimal has 28 digits; past that the reference is not exact either.
    doubt = a.doubt | b.doubt | (np.fmax(abs(high_a), abs(high_b)) >= 1e27)
    return exact + 0.0, doubt  # + 0.0: no -0.0


def _sum_of(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """A sum and its rounding error (Knuth)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """A product and its rounding error (Dekker), for factors below 1e150."""
    product = a * b
    a_high = a * _SPLIT - (a * _SPLIT - a)
    b_high = b * _SPLIT - (b * _SPLIT - b)
    a_low, b_low = a - a_high, b - b_high
    rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, rest


def _rounded(value: Floats, off: Floats | None) -> Whole:
    """The result of an operation on whole numbers, with the error of its own rounding."""
    size = abs(value)
    if off is None and not np.fmax.reduce(size, axis=None, initial=0.0) >= _EXACT_BELOW:
        return Whole(value)
    own = np.where(size >= _EXACT_BELOW, size * _ROUNDING, 0.0)
    return Whole(value, own + _or_zero(off))


def _sum(a: Floats | None, b: Floats | None) -> Floats | None:
    return b if a is None else (a if b is None else a + b)


def _or_zero(off: Floats | None) -> Any:
    return 0.0 if off is None else off
