"""Ranges that a figure is said to lie in: "performance was between 70 and 75%"."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.found import is_of_rate
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.on_use.regex import regex

# performance was between 70 and 75% · the rate is somewhere between 43 and 44 · 75% to 80%
_RANGE = regex(r"(?P<be>v[ei]{0,2}|i)[ez]?s(?P<low>N)a(?P<high>N)")


def range_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the range that the quarter's or an earlier figure is said to lie in.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(range_figures, "Performance was between 74 and 80%.")
    ['was between 74 and 80%: the figure of the quarter between']
    >>> read(range_figures, "Performance has been between 74 and 80% since 2019.")
    []
    """
    for match in context.each(_RANGE):
        low, high = (context.sentence.figure(match.start(name)) for name in ("low", "high"))
        place = match.start("high")
        if not context.in_unit(high) or low.unit not in ("", high.unit) or low.per != high.per:
            continue
        if low.value >= high.value or not is_of_rate(context, high) or context.is_plan(place):
            continue
        if is_narrowed(context, place) or not context.is_about_measure(match.start()):
            continue
        periods = [at for at, letter in enumerate(context.parts) if letter == "T"]
        of = context.of(periods[0]) if periods else Of.ACTUAL
        if len(periods) > 1 or of not in (Of.ACTUAL, Of.PREVIOUS, Of.PREVIOUS_YEAR):
            continue
        figures = context.value(low), context.value(high)
        claim = context.claim(
            *(ClaimKind.FIGURE, match.start(), place, of, "between", figures),
            when=context.when(periods[0]) if periods else None,
        )
        yield place, claim
