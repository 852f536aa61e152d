"""Earlier or mistyped figures that a text gives as the quarter's."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped, says
from kpibook.domain.commentary.reading.when import Relation

_NAMING = 2


def is_stale(context: Context, place: int) -> bool:
    """Return True if a sentence without the actual gives an earlier figure as the present one.

    Only where it names no other period at all, and the figure has three digits or more.
    """
    facts = context.facts
    figure = context.sentence.figure(place)
    if context.actuals or figure.digits < 3 or figure.about or facts.actual is None:
        return False
    if any(item.when and item.when.relation is not Relation.NOW for item in context.sentence.items):
        return False
    if (
        re.search(r"[fnrUDBWQSALHJ]", context.parts[:place])
        or "r" in context.parts
        or "g" in context.parts
    ):
        return False
    earlier = [fact for fact in (facts.previous, facts.previous_year) if fact is not None]
    value = context.value(figure)
    others = [fact for fact in (facts.target, facts.year_target, facts.comparator) if fact]
    is_typing = _is_mistyped_actual(context, value)
    return (is_typing or any(says(value, fact.value) for fact in earlier)) and not any(
        says(value, fact.value) for fact in (facts.actual, *others)
    )


def _is_mistyped_actual(context: Context, value: Figure) -> bool:
    """Return True for 143 instead of 134, in a sentence of the title's words alone."""
    actual, parts = context.facts.actual, context.parts
    if actual is None or parts.count("N") > 1 or parts.count("k") < _NAMING:
        return False
    return not set(parts) & set("zCGg;x") and is_mistyped(value.value, actual.value)
