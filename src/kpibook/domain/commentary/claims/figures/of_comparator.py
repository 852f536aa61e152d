"""Figures said to be the comparator's."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.elsewhere import is_the_comparator
from kpibook.domain.commentary.claims.figures.bound import is_of_other_year
from kpibook.domain.commentary.claims.figures.found import figure_at
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.on_use.regex import regex

# England (25.5%) · statistical neighbours at 54%
_COMPARATOR_FIRST = regex(r"C(?P<gap>[oeivwPC(T]{0,3}?)(?P<figure>N)")
# 64.0% for statistical neighbours
_COMPARATOR_LAST = regex(r"(?P<figure>N)(?P<gap>[iY]{1,2}e?|\((?=C\)))C")


def comparator_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be the comparator's, with its place.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(comparator_figures, "At 71.8% we are below England (82.5%).")
    ['England (82.5%: comparator is']
    """
    name = context.facts.comparator_name.casefold()
    if not name or context.facts.comparator is None:
        return
    for pattern in (_COMPARATOR_FIRST, _COMPARATOR_LAST):
        for match in context.each(pattern):
            found = figure_at(context, match)
            first, last = match.span()
            if found is None or not is_the_comparator(
                context, match.end() - 1 if pattern is _COMPARATOR_LAST else first
            ):
                continue
            place, figure = found
            sure = (
                (context.anchored or context.is_about_measure(first))
                and not context.is_plan(place)
                and context.parts[place + 1 : place + 2] not in ("o", "z")
                and not (is_narrowed(context, place) or is_of_other_year(context, place))
            )
            yield (
                place,
                context.claim(
                    ClaimKind.FIGURE, first, last - 1, Of.COMPARATOR, "is", (figure,), sure=sure
                ),
            )
