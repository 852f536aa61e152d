"""Judgements whose figure comes behind: "exceeding the 95% we promise, completing 93.0%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import OTHER_TARGET, Context
from kpibook.domain.commentary.claims.judgements.targets import WAYS
from kpibook.domain.commentary.claims.movements.others import is_of_a_part
from kpibook.on_use.regex import regex

_HELD = regex(
    r"(?P<way>[ALHJEMX])[eohitP]{0,3}(?P<target>N|G)(?P<behind>[^N;xgnC(,]{0,14}),"
    r"(?P<how>[^N;x,gnC(])(?P<more>[^N;x,gnC(]{0,9}?)(?P<actual>N)"
)
# What ties the figure behind a comma to the subject of before.
_TIES = frozenset(("with", "at"))
_SOME = frozenset(
    (
        *("some", "many", "most", "several", "few", "areas", "wards", "districts", "schools"),
        *("sites", "branches", "of", "both", "all", "half", "times", "months", "weeks"),
    )
)
_DOUBTS = OTHER_TARGET | {"floor", "statutory", "average", "best", "record"}


def held_claims(context: Context) -> Iterator[Claim]:
    """Yield a judgement against the target, of any people, with the actual behind it.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(held_claims, "Teams are exceeding the 75% we promise, deciding 71.8% in time.")
    ['exceeding the 75% we promise, deciding 71.8%: target exceeded']
    >>> read(held_claims, "Some wards are exceeding the 75% we promise, with 71.8% overall.")
    []
    """
    if not context.anchored or context.facts.target is None or context.sentence.asks:
        return
    for match in context.each(_HELD):
        if match.start("actual") not in context.actuals or not _is_tied(context, match):
            continue
        if _is_own_target(context, match) and _is_plain(context, match):
            said = WAYS[match["way"]]
            yield context.claim(
                ClaimKind.TARGET, match.start(), match.start("actual"), Of.TARGET, said
            )


def _is_tied(context: Context, match: re.Match[str]) -> bool:
    word = context.word(match.start("how"))
    return word in _TIES or word.endswith("ing")


def _is_own_target(context: Context, match: re.Match[str]) -> bool:
    facts, place = context.facts, match.start("target")
    if match["target"] == "G":
        return not {context.word(at) for at in range(match.start(), place + 3)} & _DOUBTS
    others = (facts.previous, facts.previous_year, facts.comparator)
    return context.is_fact(place, facts.target) and not any(
        context.is_fact(place, other) for other in others
    )


def _is_plain(context: Context, match: re.Match[str]) -> bool:
    """Return True if the subject is no part of the measure, and nothing is denied or planned."""
    start, place = context.clause_start(match.start()), match.start()
    before = context.parts[start:place]
    words = {context.word(at) for at in range(start, place)}
    behind = context.parts[match.end("target") : match.start("actual")]
    return (
        not set(before) & set("NnfgCTG(")
        and not set(match["behind"]) & set("TfA")
        and "T" not in behind
        and not words & (_SOME | _DOUBTS)
        and not is_of_a_part(context, place)
    )
