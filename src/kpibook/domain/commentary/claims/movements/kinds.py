"""Kinds of figures that move: a number says nothing of a share, nor calls of the time to answer."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# Nouns that are a share or a rate by themselves: "turnover rose", "recycling fell".
_RATES = ("ing", "ion", "ance", "ence", "ness", "ment", "acy", "ancy", "over", "ity", "ship")
#: Letters of words that judge: better and worse are of any kind of figure.
JUDGES = frozenset("BWHJ")
# higher than last year at 4.2% · up on Q2: 4.2%
_AT_ACTUAL = regex(r"[^;xN]{0,12}?(?:[,;:]|,?i|t)e?(?P<figure>N)(?![kz])")
_QUANTITIES = frozenset(("more", "fewer", "less"))
_MONEY = ("spen", "incom", "cost", "debt", "arrear", "saving", "taking", "fee", "budget", "charg")
_SPANS = frozenset(("time", "times", "wait", "waits", "average", "turnaround", "delay", "delays"))
_AS_TIME = frozenset(("longer", "shorter", "lengthened", "shortened", "took", "takes"))


def ends_at_actual(context: Context, place: int) -> bool:
    """Return True for a movement that ends with the actual: what moved is its kind of figure."""
    match = _AT_ACTUAL.match(context.parts[place + 1 :])
    return match is not None and place + 1 + match.start("figure") in context.actuals


def is_adjective_of_it(context: Context, place: int) -> bool:
    """Return True for "higher turnover than", and False for "shorter days than", "fewer staff"."""
    noun = re.match(r"e?(?P<noun>k+)", context.parts[place + 1 :])
    if noun is None:
        return True
    if context.word(place) in _QUANTITIES:
        return context.facts.unit is Unit.COUNT
    return context.word(place + noun.end()).endswith(_RATES)


def is_of_its_kind(context: Context, place: int) -> bool:
    """Return True if what moves before a place is the measure's kind of figure.

    "Applications rose" is a number, and says nothing of a share of them; "turnover rose" does.

    >>> from kpibook.domain.commentary.example import told
    >>> told("Applications rose on Q2."), told("Performance rose on Q2.")
    ([], ['the figure is 76.4%, and the actual 71.8%'])
    """
    if context.parts[place] in JUDGES:
        return True
    if context.is_of_its_kind(place):
        return _is_of_unit(context, place)
    if is_rate(context) or ends_at_actual(context, place):
        return True
    start = context.clause_start(place)
    named = [at for at in range(start, place) if context.parts[at] in "kz"]
    others = [figure for _, figure in context.sentence.figures() if not context.in_unit(figure)]
    return bool(named) and not others and context.word(named[-1]).endswith(_RATES)


def _is_of_unit(context: Context, place: int) -> bool:
    """Return True if a subject can be money or a time where the measure is: "calls rose" is not."""
    unit, title = context.facts.unit, context.facts.title
    is_time = unit is Unit.DAYS or bool(timed_in(title))
    if not (is_time or unit is Unit.CURRENCY) or "P" in context.subject(place):
        return True
    start = context.clause_start(place)
    words = [item.word for item in context.sentence.items[start:place]]
    if not any(item.part is Part.TITLE for item in context.sentence.items[start:place]):
        return True
    if is_time:
        said = {*words, context.word(place), *context.phrase(place).split()}
        return bool(said & (_SPANS | _AS_TIME))
    return any(word.startswith(_MONEY) for word in words)


def is_rate(context: Context) -> bool:
    """Return True for a sentence with the actual of a rate: of one population, more are a rise."""
    unit = context.facts.unit
    return bool(unit and unit.per and unit is not Unit.PERCENT) and context.anchored
