"""Judgements against target: met, missed, above, within, short of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.judgements.aims import (
    has_own_figure,
    is_other_target,
    is_target_itself,
    names_year,
)
from kpibook.domain.commentary.claims.movements.others import is_of_a_part
from kpibook.on_use.regex import regex

# above the target · meeting the local target · within its target · just under target
_PLACE = regex(r"(?P<way>[ALHJMXIOE])(?P<gap>[eohitYwzPT]{0,4}?)(?P<noun>G)")
# above 90% · within the 25 days, where the figure is the target
_PLACE_FIGURE = regex(
    r"(?P<way>[ALHJIOMXE])(?P<gap>[eohitYwzP]{0,3}?)(?P<figure>N)(?P<noun>[ez]{0,2}G)?"
)
# the target was met · the 75% target has not been reached
_AFTER = regex(r"G(?P<gap>(?:i[eN]{0,2}T|[oNev(),TzPk]){0,4}?[ven]{1,6}|\()(?P<way>[MXEH])")
# the 75% we aim for · the 20 days required of us · the 95% in the plan
_AIMED = regex(r"e{0,2}(?:Pv{0,2}e?[fzM]|PPe?z|f|i?[eP]?G)")
# above our tolerance of 12% · clearing the 95% hurdle · inside the hurdle rate of 20%
_LIMIT_FIRST = regex(r"(?P<way>[ALHJIOEXMzZk])(?P<gap>[eP]{0,3})(?P<noun>[zG])oe?(?P<figure>N)")
_LIMIT_LAST = regex(r"(?P<way>[ALHJIOEXMzZk])(?P<gap>[eP]{0,3})(?P<figure>N)(?P<noun>[zG])")
# Target met, in note form
_NOTE = regex(r"(?:^|[,;P]|te{1,2})e?G(?P<gap>(?:oN)?)(?P<way>[MXEH])(?=$|[,;(a])")
# on target · off target, as words of one piece; we missed it
_ALONE = regex(r"(?P<way>[MX])")
_WHOLE = {
    "on target": "met",
    "at target": "met",
    "on profile": "met",
    "off target": "missed",
    "not on target": "missed",
}
#: Letters of the words that say how a figure is to a target, with what they say.
WAYS = {
    "A": "above",
    "L": "below",
    "H": "ahead",
    "J": "behind",
    "M": "met",
    "X": "missed",
    "I": "within",
    "O": "outside",
    "E": "exceeded",
}
# "on or above target", "met or exceeded"
_AT_LEAST = {"above": "not below", "below": "not above", "ahead": "met", "exceeded": "met"}
_DENIED = {
    "met": "missed",
    "missed": "met",
    "within": "outside",
    "outside": "within",
    "ahead": "not ahead",
    "behind": "not behind",
    "above": "not above",
    "below": "not below",
    "exceeded": "not exceeded",
}
# In the order in which they are tried; all but two name the target.
_NAMING_IT = (_ALONE, _PLACE, _PLACE_FIGURE, _AFTER, _NOTE)
_NOT_NAMING_IT = (_ALONE, _PLACE_FIGURE)


def target_claims(context: Context) -> Iterator[Claim]:
    """Yield what a sentence says about the target; a plan and another year's target are none."""
    taken: set[int] = set()
    patterns = _NAMING_IT if "G" in context.parts else _NOT_NAMING_IT
    if not context.words.isdisjoint(_OF_HURDLES):
        patterns = (*patterns, *_OF_LIMITS)
    for pattern in patterns:
        for match in context.each(pattern):
            place = match.start("way")
            if place in taken:
                continue
            claim = _claim(context, match, pattern)
            if claim is not None:
                taken.add(place)
                yield claim


def _claim(context: Context, match: re.Match[str], pattern: re.Pattern[str]) -> Claim | None:
    place, last = match.start("way"), match.end() - 1
    if pattern is _PLACE_FIGURE and not _is_judged_by(context, match):
        return None
    if pattern in _OF_LIMITS and not _is_by_limit(context, match):
        return None
    first = min(place, match.start())
    said = _said(context, match, pattern)
    bands = {context.word(at) for at in range(first, last + 2)} & {"tolerance"}
    if not said or (bands and pattern not in _OF_LIMITS):
        return None
    sure = (
        is_of_measure(context, place)
        and not _is_plan(context, place, last)
        and not is_other_target(context, first, last)
        and not _is_of_quarters_before(context, place, last)
        and ("z" not in match.groupdict().get("gap", "") or has_own_figure(context, last))
    )
    of = Of.YEAR_TARGET if names_year(context, first, last) else Of.TARGET
    quoted = first if pattern is _AFTER or pattern is _ALONE else context.with_denial(first)
    return context.claim(ClaimKind.TARGET, quoted, last, of, said, sure=sure)


_BEFORE_NOW = frozenset(("before", "previous", "preceding", "prior", "earlier"))


def _is_of_quarters_before(context: Context, place: int, last: int) -> bool:
    """Return True for "having met the target for four quarters", "in each of the four before"."""
    ends = [at for at in (context.parts.find(mark, last) for mark in ",;") if at >= 0]
    behind = context.words_of(last + 1, min(ends, default=len(context.parts)))
    if "quarters" not in behind:
        return False
    return context.word(place - 1) == "having" or not _BEFORE_NOW.isdisjoint(behind)


def _is_judged_by(context: Context, match: re.Match[str]) -> bool:
    """Return True if a figure, with "target" behind it or without, is what is judged by."""
    if match["noun"]:
        return True
    figure = match.start("figure")
    if not is_target_itself(context, figure):
        return False
    if _AIMED.match(context.parts[figure + 1 :]):
        return True
    bare = match["way"] in "MX" or "z" in match["gap"]
    return not bare and not context.is_fact(figure, context.facts.previous)


def _said(context: Context, match: re.Match[str], pattern: re.Pattern[str]) -> str:
    """Return the judgement in a word, with its denials; "" if it is none."""
    place, last = match.start("way"), match.end() - 1
    said = WAYS.get(match["way"], "met")
    if pattern is _ALONE:
        said = _WHOLE.get(context.phrase(place), "")
    elif said == "exceeded" and _is_limit(context, match.start(), last):
        said = "above"
    gap = "" if pattern is _ALONE else match["gap"]
    denials = context.denials(place) + (gap.count("n") if pattern is not _AFTER else 0)
    if not said or denials > 1:
        return ""
    if denials:
        said = _DENIED[said]
    before = context.word(place - 1)
    if said == "met" and before == "to" and not denials:
        return ""  # "to meet the target" is an aim
    return _AT_LEAST.get(said, said) if before == "or" else said


_OF_LIMITS = (_LIMIT_FIRST, _LIMIT_LAST)
_HURDLES = frozenset(("tolerance", "hurdle", "bar", "allowance", "yardstick"))
_CLEARED = frozenset(("clear", "cleared", "clearing"))
_OF_HURDLES = _HURDLES | _CLEARED


def _is_by_limit(context: Context, match: re.Match[str]) -> bool:
    """Return True for a hurdle or a tolerance that is the target: "above our tolerance of 12%"."""
    if not is_target_itself(context, match.start("figure")):
        return False
    is_hurdle = context.word(match.start("noun")) in _HURDLES
    if match["way"] in "zZk":
        return context.word(match.start()) in _CLEARED and (is_hurdle or match["noun"] == "G")
    return is_hurdle


_LIMITS = frozenset(("tolerance", "ceiling", "cap", "limit", "maximum", "threshold", "upper"))


def _is_limit(context: Context, first: int, last: int) -> bool:
    """Return True for a ceiling or a cap: to exceed it is of the number."""
    return any(context.word(at) in _LIMITS for at in range(first, last + 1))


def _is_plan(context: Context, place: int, last: int) -> bool:
    """Return True for a plan or a wish; the figure that "we aim for" is none."""
    aimed = _AIMED.match(context.parts[last + 1 :])
    if aimed is None or context.parts[last] != "N":
        return context.is_plan(place)
    start = context.clause_start(place)
    return "f" in context.parts[start:last] or context.sentence.asks


def is_of_measure(context: Context, place: int) -> bool:
    """Return True if the words before are about the measure: its figure, its name or nothing."""
    if context.is_behind_actual(place):
        return True
    if is_of_a_part(context, place):
        return False
    subject = context.subject(place)
    if "g" in subject or context.is_of_other_time(place):
        return False
    figures = context.said_figures(context.clause_start(place), place)
    if figures:
        near = figures[-1]
        if _goes_on_of_now(context, near, place):
            return True
        if near in context.actuals or near in context.wholes:
            return True
        known = {*context.actuals, *context.counts}
        if not known and _is_target_alone(context, figures, place):
            return True
        return bool(known) and _is_gap(context, near)
    if context.first and _OF_US.fullmatch(subject) and _is_us(context, place):
        return True
    return context.is_about_measure(place) and (
        bool(re.search(r"[Pk]", subject)) or (context.opens and not subject.strip("evTisaG,n(NM"))
    )


# the service has · the team
_OF_US = regex(r"e{0,2}z[vne]{0,3}")
_US = frozenset(("service", "team", "department", "directorate", "section", "division", "unit"))


def _is_us(context: Context, place: int) -> bool:
    start = context.clause_start(place)
    return any(context.word(at) in _US for at in range(start, place))


# The target of 75% has been exceeded
_WHOLE_CLAUSE = regex(r"[MXEH](?=$|[,;x)a]|[ei]{0,2}T|[wi]e?N)")


def _is_target_alone(context: Context, figures: list[int], place: int) -> bool:
    """Return True for "the target of 75% was exceeded", which begins a text and says no more."""
    subject = context.subject(place)
    return (
        context.opens
        and all(is_target_itself(context, at) for at in figures)
        and not subject.strip("evGo,nTN()")
        and bool(_WHOLE_CLAUSE.match(context.parts[place:]))
    )


_WE = frozenset(("we", "performance", "rate", "result", "results", "timeliness"))


def _goes_on_of_now(context: Context, near: int, place: int) -> bool:
    """Return True for "up to 64.2% from 52.9% in Q2, and yet we are still short of"."""
    earlier = (context.facts.previous, context.facts.previous_year)
    if not context.anchored or not any(context.is_fact(near, fact) for fact in earlier):
        return False
    between = context.parts[near + 1 : place]
    subject = re.search(r"[a,][^N;xg]*P[evP]*$", between)
    at = context.parts.rfind("P", near, place)
    return subject is not None and context.word(at) in _WE


def _is_gap(context: Context, place: int) -> bool:
    """Return True for a figure that is a distance: "0.6pp more", "3 points above"."""
    figure = context.sentence.figure(place)
    if figure.unit in ("points", "%") or context.is_fact(place, context.facts.target):
        return True
    # "121 homes so far, six short of profile"
    return context.in_unit(figure) and context.parts[place + 1 : place + 2] in tuple("ALHJIO")
