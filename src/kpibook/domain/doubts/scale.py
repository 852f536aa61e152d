"""Doubts about scale: a figure a hundred times too small or large, or ten times off all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.words import (
    doubt_about,
    or_settle,
    settled_by,
    together,
    with_article,
)
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain

#: A fraction typed for a percentage is at most this; 1.5 would be 150%.
LARGEST_FRACTION = Decimal("1.5")
#: A fraction as high as small percentages seldom are.
HIGH_FRACTION = Decimal("0.5")
#: A percentage of more than this may be a hundred times what is meant.
LARGEST_SHARE = 150
# A fraction times 100 lies between half and double of a figure it belongs with.
_NEAR = (Decimal("0.5"), Decimal(2))
# Two groups of figures are a factor of 100 apart only if nothing lies between them: a measure that
# rose from 0.9% through 5% and 20% to 60% is no slip.
_GAP = 8
# A real 0.3% against 15% happens, 0.9% against 90% does not. Below this, a fraction is told by its
# decimals: 0.154 for 15.4% has two more.
_SELDOM_REAL = 30
#: Ten and a thousand times, less what a figure may have moved by itself.
FACTOR, _LARGE_FACTOR = 8, 700
# The code of a figure off all others, by whether it is a slip for certain.
_OFF_ALL = {True: "figure-scale", False: "figure-jump"}
# Counts below this jump by chance.
_MANY = 50
_TOLERANCE_FRACTION = Decimal("0.1")


def percent_scale(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt percentages that are a hundredth, or a hundred times, of the measure's others.

    0.85 among 90 and 88 is 85%, and 9,000% against 95% is 90%. Of two groups of figures that of
    the fractions is in doubt: a percentage of up to 100% needs no excuse. Only if the register and
    earlier quarters agree on small percentages, of which one is above 1%, is what is reported.
    """
    if m.unit is not Unit.PERCENT:
        return
    positive = [f for f in m.comparable() if f.value > 0 and not m.is_settled(f)]
    hundredfold = [f for f in positive if f.value > LARGEST_SHARE and _has_hundredth(f, positive)]
    rest = [figure for figure in positive if figure not in hundredfold]
    small = [figure for figure in rest if figure.value <= LARGEST_FRACTION]
    large = [figure for figure in rest if figure.value > LARGEST_FRACTION]
    if small and large and _are_apart(small, large):
        if _are_small_percentages(small) and all(f.role.is_reported for f in large):
            hundredfold = [*hundredfold, *large]
        else:
            yield from fraction_doubts(m, small, large)
    for figure in hundredfold:
        yield _hundredfold(m, figure, [f for f in positive if f not in hundredfold])


def fraction_doubts(
    m: MeasureFigures, small: Sequence[LabelledFigure], others: Sequence[LabelledFigure]
) -> Iterator[Doubt]:
    """Doubt figures as fractions of one that were typed for percentages; earlier figures at once.

    Args:
        m: The measure.
        small: The figures in doubt.
        others: Figures they are set against in the message; empty for none.
    """
    against = f", against {together(m, others)}" if others else ""
    alone = f", or correct its {others[0].label}" if len(others) == 1 else ""
    for past, group in groupby(small, key=lambda figure: figure.role.is_past):
        figures = list(group)
        for doubted in [figures] if past else [[figure] for figure in figures]:
            yield _fraction(m, doubted, against, alone)


def _fraction(
    m: MeasureFigures, doubted: Sequence[LabelledFigure], against: str, alone: str
) -> Doubt:
    first = doubted[0]
    now, meant = m.written(first.value), m.written(first.value * 100)
    article = "an" if first.label[:1] in "aeiou" else "a"  # an upper end of the range
    subject = "is" if first.role is Role.ACTUAL else f"has {article} {first.label} that is"
    more = f" (and {len(doubted) - 1:,} more)" if len(doubted) > 1 else ""
    return doubt_about(
        m,
        "target-as-fraction" if first.role.is_set else "percent-as-fraction",
        f"{subject} read as {now}, not {meant}{more}{against}.",
        doubted,
        f"Write {meant} if that is meant{alone}; if {now} is right, say so with "
        f"{settled_by(m, first)}.",
    )


def _hundredfold(
    m: MeasureFigures, figure: LabelledFigure, others: Sequence[LabelledFigure]
) -> Doubt:
    return doubt_about(
        m,
        "percent-hundredfold",
        f"has {with_article(figure)} of {m.written(figure.value)}, a hundred times "
        f"{together(m, others)}.",
        [figure],
        f"Write {m.written(figure.value / 100)} if that is meant, or correct the others; "
        + or_settle(m, figure),
    )


def tolerance_scale(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a tolerance that is a fraction typed for a percentage, or larger than all of target."""
    tolerance, figure = m.tolerance, m.first(Role.TOLERANCE)
    if tolerance is None or figure is None:
        return
    amount = tolerance.amount
    if tolerance.of_target and amount > 100:
        yield doubt_about(
            m,
            "tolerance-too-large",
            f"has a tolerance of {tolerance} of the target, so that nothing is off target.",
            [figure],
            f"Write {plain(amount / 100)}% if that is meant.",
        )
    elif _is_fraction_of_tolerance(m, amount, of_target=tolerance.of_target):
        unit = "% of the target" if tolerance.of_target else " in the measure's unit"
        yield doubt_about(
            m,
            "tolerance-as-fraction",
            f"has a tolerance of {plain(amount)}{unit}, which is next to nothing.",
            [figure],
            f"Write {plain(amount * 100)}% if that is meant; {or_settle(m, figure)}",
        )


def _is_fraction_of_tolerance(m: MeasureFigures, amount: Decimal, *, of_target: bool) -> bool:
    """Return True for 0.05 that was meant as 5%: too small to matter in the measure's unit."""
    if not 0 < amount < 1:
        return False
    if of_target:
        return amount <= _TOLERANCE_FRACTION
    if m.unit is Unit.COUNT and not m.decimals:
        return True  # a count cannot be short of its target by a part of one
    targets = m.of(Role.TARGET, Role.LOW, Role.HIGH)
    return (
        bool(targets)
        and all(
            abs(target.value) >= 200 * amount and amount <= Decimal("0.2") for target in targets
        )
        and m.unit in (Unit.PERCENT, Unit.DAYS, Unit.CURRENCY)
    )


def tenfold(m: MeasureFigures) -> Iterator[Doubt]:
    """Doubt a reported or an earlier figure ten times off the target and every other figure.

    A count or an amount of money may grow tenfold, and any figure may fall to little: that is to
    be looked at. A rate or a share ten times above all others, and any figure a thousand times off
    them, is a slip.
    """
    comparable = m.comparable()
    positive = [figure.value for figure in comparable if figure.value > 0]
    if not positive or max(positive) < FACTOR * min(positive):  # as most are
        return
    for figure in comparable:
        if not (figure.role.is_past or figure.role in (Role.ACTUAL, Role.FORECAST)):
            continue
        others = [other for other in m.evidence_for(figure, Role.TARGET) if other.value > 0]
        if figure.value <= 0 or len(others) < 2 or not any(o.role.is_past for o in others):
            continue
        slip = _is_slip(m, figure, [other.value for other in others])
        if slip is not None:
            yield _off_all(m, slip, figure, others)


def _is_slip(m: MeasureFigures, figure: LabelledFigure, others: Sequence[Decimal]) -> bool | None:
    """Return True for a slip, False for a figure to look at; None for one that is near another."""
    factor = _factor(figure.value, others)
    if factor < FACTOR:
        return None
    if factor >= _LARGE_FACTOR and m.unit is not None:
        return True
    if m.unit in (Unit.COUNT, Unit.QUANTITY, Unit.CURRENCY, None):
        return False if max(figure.value, *others) >= _MANY else None
    steady = max(others) <= 3 * min(others)
    return steady and figure.value > max(others)


def _factor(value: Decimal, others: Sequence[Decimal]) -> Decimal:
    """Return how many times above, or below, all others a figure is; 1 among them."""
    return max(value / max(others), min(others) / value, Decimal(1))


def _off_all(
    m: MeasureFigures, slip: bool, figure: LabelledFigure, others: Sequence[LabelledFigure]
) -> Doubt:
    factor = _factor(figure.value, [other.value for other in others])
    times = "a thousand" if factor >= _LARGE_FACTOR else "ten"
    way = "above" if figure.value > others[0].value else "below"
    return doubt_about(
        m,
        _OFF_ALL[slip],
        f"has {with_article(figure)} of {m.written(figure.value)}, about {times} times or more "
        f"{way} {together(m, others)}.",
        [figure],
        f"Check it; {or_settle(m, figure)}",
    )


def _has_hundredth(figure: LabelledFigure, others: Sequence[LabelledFigure]) -> bool:
    return any(other.value <= LARGEST_SHARE and _is_hundredfold(other, figure) for other in others)


def _are_apart(small: Sequence[LabelledFigure], large: Sequence[LabelledFigure]) -> bool:
    """Return True if two groups of figures are about a factor of 100 apart, with evidence."""
    if min(f.value for f in large) < _GAP * max(f.value for f in small):
        return False
    finer = _places(small) > _places(large) and _places(small) > 1
    likely = [high for high in large if finer or high.value >= _SELDOM_REAL]
    matched = [high for high in likely if any(_is_hundredfold(low, high) for low in small)]
    return len(matched) * 2 >= len(large)


def _are_small_percentages(group: Sequence[LabelledFigure]) -> bool:
    """Return True if the register and earlier quarters agree on percentages such as 0.9% and 1.1%.

    As fractions they would be more than 100%.
    """
    columns = {figure.role.column for figure in group}
    return columns >= {"register", "earlier"} and any(figure.value > 1 for figure in group)


def _places(figures: Sequence[LabelledFigure]) -> int:
    """Return the most decimals that any of some figures has."""
    exponents = (figure.value.normalize().as_tuple().exponent for figure in figures)
    return max(max(0, -int(exponent)) for exponent in exponents)


def _is_hundredfold(low: LabelledFigure, high: LabelledFigure) -> bool:
    return _NEAR[0] <= low.value * 100 / high.value <= _NEAR[1]
