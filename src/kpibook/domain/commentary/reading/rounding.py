"""Figures as they are written against figures as they are: rounded, rough or mistyped."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.number import plain

_UNDER = frozenset(("nearly", "almost", "under", "less"))
_OVER = frozenset(("over", "more"))
#: Widest distance of a rough figure from the figure it is meant for, as a part of it.
_ROUGH = Decimal("0.06")
_ONE_SIDE = Decimal("0.15")
_LITTLE = Decimal("0.000001")


def says(figure: Figure, value: Decimal) -> bool:
    """Return True if a figure in a text is `value`, rounded as it is written.

    "Nearly" and "under" take up to 15% less, "over" up to 15% more, "about" 6% on either side.

    >>> says(Figure(Decimal("43.1"), step=Decimal("0.05")), Decimal("43.14"))
    True
    >>> says(Figure(Decimal(300), about="nearly"), Decimal(288))
    True
    >>> says(Figure(Decimal(300), about="over"), Decimal(288))
    False
    """
    off = value - figure.value
    if abs(off) <= figure.step + _LITTLE:
        return True
    if figure.about in _UNDER:
        return -_ONE_SIDE * figure.value <= off <= 0
    if figure.about in _OVER:
        return 0 <= off <= _ONE_SIDE * figure.value
    return bool(figure.about) and abs(off) <= max(_ROUGH * figure.value, 2 * figure.step)


def is_mistyped(written: Decimal, value: Decimal, least: int = 3) -> bool:
    """Return True for the same digits in another order, or one digit that differs.

    Args:
        written: The number in a text.
        value: The number it ought to be.
        least: Fewest digits; of short numbers many differ in one.

    >>> is_mistyped(Decimal(1752), Decimal(1572)), is_mistyped(Decimal(64), Decimal(54))
    (True, False)
    """
    if written == value or not written / 10 < value < written * 10:
        return False
    one, two = plain(written).replace(",", ""), plain(value).replace(",", "")
    if len(one) != len(two) or len(one) < least or one == two:
        return False
    return sorted(one) == sorted(two) or sum(a != b for a, b in zip(one, two, strict=True)) == 1
