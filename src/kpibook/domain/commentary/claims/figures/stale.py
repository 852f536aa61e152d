"""Earlier or mistyped figures that a text gives as the quarter's."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.bonds import bonds
from kpibook.domain.commentary.claims.figures.bound import is_telling
from kpibook.domain.commentary.claims.figures.found import is_of_changes
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped, says
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.number import plain
from kpibook.on_use.regex import regex

_NAMING = 2
_DIGITS = 3
_HUNDRED = 100
_OTHERWISE = regex(r"[fnrUDBWQSALHJ]")
# 421 of the referrals of · 64% in one · the first word of a group behind a figure
_OF_GROUP = regex(r"[ezkoi]{0,8}g")


def is_stale(context: Context, place: int) -> bool:
    """Return True if a sentence without the actual gives an earlier figure as the present one.

    Only where it names no other period at all, and the figure has three digits or more.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> is_stale(in_context("Over the quarter 76.4% of minor applications were decided."), 1)
    True
    >>> is_stale(in_context("In Q2 76.4% of minor applications were decided."), 2)
    False
    """
    facts, figure = context.facts, context.sentence.figure(place)
    if context.actuals or figure.about or facts.actual is None or not _is_long(figure):
        return False
    behind = context.parts[place + 1 :]
    if _OTHERWISE.search(context.parts[:place]) or "r" in context.parts:
        return False
    if "f" in re.split("[;x]", behind)[0]:
        return False  # "would have been"
    if context.is_of_a_group(place) or _OF_GROUP.match(behind):
        return False
    if any(bond.figure == place and _is_of_another(context, bond.label) for bond in bonds(context)):
        return False
    if any(_is_other_time(context, at) for at in range(len(context.parts))):
        return False
    value = context.value(figure)
    others = [fact for fact in (facts.target, facts.year_target, facts.comparator) if fact]
    if any(says(value, fact.value) for fact in (facts.actual, *others)):
        return False
    earlier = [fact for fact in (facts.previous, facts.previous_year) if fact is not None]
    return any(says(value, fact.value) for fact in earlier) or _is_slip(context, place, value)


def _is_long(figure: Figure) -> bool:
    """Return True for three digits or more, the nought of 830 among them."""
    return figure.digits >= _DIGITS or (figure.digits == _DIGITS - 1 and figure.value > _HUNDRED)


def _is_of_another(context: Context, label: int) -> bool:
    return context.parts[label] != "T" or _is_other_time(context, label)


def _is_other_time(context: Context, at: int) -> bool:
    """Return True for a period that is not the quarter; "over the quarter" is the quarter."""
    word = context.word(at)
    if context.parts[at] != "T" or (is_of_changes(word) and "quarter" in word):
        return False
    since_april = word == "april" and context.word(at - 1) == "since"
    if since_april and context.facts.basis.is_of_year_so_far:
        return False
    return context.when(at).relation is not Relation.NOW


def _is_slip(context: Context, place: int, value: Figure) -> bool:
    """Return True for 143 instead of 134, where the title's words are about the figure.

    Digits in another order are hardly chance; one that differs can be another figure, so nothing
    else may be named.
    """
    actual, parts = context.facts.actual, context.parts
    if actual is None or parts.count("k") < _NAMING or not is_telling(context, actual, value):
        return False
    if sorted(plain(value.value)) == sorted(plain(actual.value)):
        clause = parts[context.clause_start(place) :].split(";")[0].split(",")[0]
        most = clause.count("k") + max(value.digits - _DIGITS, 0)
        return clause.count("z") <= most and not set(clause) & set("CG")
    lonely = parts.count("N") == 1 and not set(parts) & set("zCG;x") and "g" not in parts[place:]
    return lonely and is_mistyped(value.value, actual.value)
