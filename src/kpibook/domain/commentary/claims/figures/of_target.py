"""Figures said to be the target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import OF_YEAR, OTHER_TARGET, Context
from kpibook.domain.commentary.claims.figures.bound import (
    is_only_thought_of,
    is_target_of_then,
)
from kpibook.domain.commentary.claims.figures.found import AGAINST, figure_at
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# target of 75% · target (75%) · profiled 390 · target for Q3 is 390
_TARGET_FIRST = regex(r"G(?P<gap>[oeivwhT(Gz]{0,5}?(?:n[AL]h)?)(?P<figure>N)")
# the 75% target · 9-day target · 440kg as the annual target
_TARGET_LAST = regex(r"(?P<figure>N)(?P<gap>[eh]{0,3})G")


_OTHER_TARGETS = OTHER_TARGET | frozenset(
    [
        "aim",
        "benchmark",
        "budget",
        "budgeted",
        "ceiling",
        "england's",
        "final",
        "goal",
        "later",
        "limit",
        "maximum",
        "original",
        "plan",
        "revised",
        "trajectory",
        "2025",
        "2030",
    ]
)
_BUDGET = frozenset(("budget", "budgeted", "plan"))


def target_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be the target, with its place.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(target_figures, "71.8% were in time against a target of 57%.")
    ['target of 57%: target is']
    >>> read(target_figures, "The stretch target of 90% was set in April.")
    ['target of 90%: target is?']
    """
    for pattern in (_TARGET_LAST, _TARGET_FIRST):
        for match in context.each(pattern):
            found = figure_at(context, match)
            if found is None:
                continue
            place, figure = found
            if context.actuals == (place,) and not context.is_fact(place, context.facts.target):
                continue  # "above target at 52.4"
            first, last = match.span()
            if match["gap"] == "i" and _IS_JUDGED.search(context.parts[:first]):
                continue  # "we were outside the target at 13.9 days"
            words = {context.word(at) for at in range(max(first - 4, 0), last + 2)}
            if _is_held_against(context, first):
                words -= _LIMITS
            of_year = words & OF_YEAR or {"full", "year"} <= words
            of = Of.YEAR_TARGET if of_year else Of.TARGET
            sure = (
                not words & (_OTHER_TARGETS - _BUDGET if of is Of.YEAR_TARGET else _OTHER_TARGETS)
                and (not context.is_plan(place) or _is_towards(context, first))
                and "z" not in match["gap"]
                and (
                    context.anchored
                    or context.is_about_measure(place - 2)
                    or bool(re.match(r"^[wePk]*$", context.subject(first)))
                )
                and not _is_later(context, first, last)
                and not is_only_thought_of(context, last - 1)
                and not is_narrowed(context, place)
                and not is_target_of_then(context, context.parts.index("G", first))
            )
            yield (
                place,
                context.claim(ClaimKind.FIGURE, first, last - 1, of, "is", (figure,), sure=sure),
            )


_LIMITS = frozenset(("aim", "ceiling", "goal", "limit", "maximum", "plan", "trajectory", "budget"))


def _is_held_against(context: Context, first: int) -> bool:
    """Return True for "134 waiting against a maximum of 130", which is the target itself."""
    match = re.search(r"(?P<figure>N)[zkv]{0,6},?we?$", context.parts[:first])
    return match is not None and match.start() in context.actuals


def _is_towards(context: Context, first: int) -> bool:
    """Return True for "451 so far towards the annual target of 640", which is no plan."""
    start = context.clause_start(first)
    plans = [at for at in range(start, first + 4) if context.parts[at : at + 1] == "f"]
    return context.anchored and all(context.word(at) == "towards" for at in plans)


_IS_JUDGED = regex(r"[ALHJMXIOE][eohit]{0,3}$")


def _is_later(context: Context, first: int, last: int) -> bool:
    """Return True if the words near some items name another period than the quarter."""
    near = range(max(first - 3, 0), min(last + 3, len(context.parts)))
    return any(
        context.parts[at] == "T" and context.when(at).relation in (Relation.OTHER, Relation.EARLIER)
        for at in near
    )


def figures_against(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the second figure of "50% against 48%": the target, or any other of the measure."""
    for match in context.each(AGAINST):
        place = match.start("other")
        figure = context.sentence.figure(place)
        if match["when"] or not context.in_unit(figure) or context.facts.target is None:
            continue
        others = (context.facts.previous, context.facts.previous_year, context.facts.comparator)
        if any(context.is_fact(place, fact) for fact in others):
            continue
        sure = (
            match.start("figure") in context.actuals
            and context.first
            and context.parts[match.end() : match.end() + 1] in ("", ",", ";")
            and not context.is_plan(place)
        )
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, place, place, Of.TARGET, "is", (context.value(figure),), sure=sure
            ),
        )
