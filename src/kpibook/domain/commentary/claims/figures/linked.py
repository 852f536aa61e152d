"""Figures that words for the measure are linked with: "the rate came to 80%", "at 80%, the rate".

Only in sentences that do not repeat the actual, and where no other period governs the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.bonds import Bond, bonds
from kpibook.domain.commentary.claims.figures.bound import is_rest, is_supported, is_telling
from kpibook.domain.commentary.claims.figures.found import (
    is_difference,
    is_of_quarter,
    is_of_rate,
    is_pronoun,
)
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# the rate came to · performance has settled at · we reached · the quarter closed with the rate at
_LINK = regex(
    r"(?P<subject>.*?)(?:[ve]*(?:v|M|Y(?=[te])|(?P<verb>z|Z)Z?(?=[itr]))[eivt]{0,3}"
    r"|(?<=[Pk])(?:oe?|ie?|;|T;?))$"
)
_LINKS = frozenset(
    (
        *(
            "came",
            "comes",
            "works",
            "worked",
            "working",
            "settled",
            "settles",
            "ran",
            "run",
            "runs",
        ),
        *(
            "running",
            "gone",
            "went",
            "got",
            "gets",
            "landed",
            "hovered",
            "hovers",
            "levelled",
            "held",
        ),
        *("stuck", "holds", "holding", "kept", "keeps", "closed", "closes"),
        *("steadied", "stabilised", "flattened", "drifted", "flatlined", "plateaued", "clocked"),
        *("weighed", "checked", "finished", "left", "out", "managed", "posted", "ended", "opened"),
    )
)
# At 71.8%, performance is · With 71.8% the rate remains
_AT = regex(r"^[iwh]e?$")
_THEN = regex(r",?e{0,2}(?P<subject>[PkeoiT]{1,8})v")
# Storms held up the rate, which was
_WHICH = regex(r"(?:P|k[ek]*k),Pv[eiv]{0,3}$")
# Performance: 71.8% · Minor applications decided: 71.8%
_LABEL = regex(r"e?(?:P|k[ekoi]*k)[Pkeoi]*;")
# We got through 71.8% of minor applications decided
_WE = regex(r"(?:[ie]*T,?)?e?[Pz][vze]{0,3}[kz]?i?")
_BASE = regex(r"[hwABLWUDQrsS]")
# 71.8% · 71.8%, below · 71.8% of minor applications decided
_ENDS = regex(r"e?z?(?=w)|e?(?:$|[,;().avxhwUDBWQALHJMXIOESbir])")
_OF = regex(r"oe{0,2}(?P<words>[kezivYZMX]+)")
# Without a word for the measure, and without a period, no figure is linked with it.
_MEASURE = frozenset("PkT")
_NEXT = regex(r"e?G|[iY(]?C")
_NAMED = 2


def linked_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be the measure's, in a sentence without the actual.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(linked_figures, "Between October and December performance came to 17.8%.")
    ['Between October and December performance came to 17.8%: the figure of the quarter is']
    >>> read(linked_figures, "At 78.1%, performance is a concern.")
    ['At 78.1%: the figure of the quarter is']
    >>> read(linked_figures, "In 2019 performance came to 78.1%.")
    []
    """
    if context.actuals or context.sentence.asks or "g" in context.parts:
        return
    if _MEASURE.isdisjoint(context.parts):
        return
    found = {bond.figure: bond for bond in bonds(context)}
    for place, figure in context.sentence.figures():
        if not _can_be(context, place, figure):
            continue
        start = _start_of(context, place, found)
        if start is not None and _is_of_now(context, place, found):
            claim = context.claim(
                ClaimKind.FIGURE, start, place, Of.ACTUAL, "is", (context.value(figure),)
            )
            yield place, claim


def _can_be(context: Context, place: int, figure: Figure) -> bool:
    """Return True if a figure can be the measure's: by its unit, and by what is behind it."""
    if not context.in_unit(figure) or figure.unit in ("points", "times", "share"):
        return False
    if not is_of_rate(context, figure):
        return False
    if context.is_plan(place) or context.is_not(place) or is_difference(context, place):
        return False
    if context.word(place - 1) in ("by", "within"):
        return False
    behind = context.parts[place + 1 :]
    of = _OF.match(behind)
    if not (_ENDS.match(behind) or behind[:1] == "T" or (of and _names(of["words"], _NAMED))):
        return False
    return not (is_narrowed(context, place) or is_rest(context, figure))


def _start_of(context: Context, place: int, found: dict[int, Bond]) -> int | None:
    """Return where the words begin that link a figure with the measure; None if none do."""
    bond = found.get(place)
    if bond is not None and context.of(bond.label) is not Of.ACTUAL:
        return None
    if bond is not None and bond.strict and _is_of_quarter(context, bond, place):
        return bond.first
    start = _clause_start(context, place, found)
    before, behind = context.parts[start:place], context.parts[place + 1 :]
    link = _LINK.match(before)
    if link is not None and _links(context, link, start) and _is_subject(context, link, place):
        return start
    if _AT.match(before) and (then := _THEN.match(behind)):
        return start if _names(then["subject"], 1) else None
    if (not before and _LABEL.fullmatch(context.parts[:place])) or _WHICH.search(before):
        return start
    return start if _WE.fullmatch(before) and _OF.match(behind) else None


def _clause_start(context: Context, place: int, found: dict[int, Bond]) -> int:
    """Return where the clause of a figure begins, behind another figure that has its label.

    "Against a target of 75%, performance was": the clause begins with "performance".
    """
    start = context.clause_start(place)
    others = [at for at in found if start <= at < place]
    if not others:
        return start
    labels = [found[at].label for at in others if found[at].label < place]
    last = max([*others, *labels])
    if context.parts[last + 1 : last + 2] in ("P", "k"):
        return last + 1  # "for a target of 75% we had"
    ends = [context.parts.find(mark, last, place) for mark in ",a"]
    return min((at + 1 for at in ends if at >= 0), default=start)


def _links(context: Context, link: re.Match[str], start: int) -> bool:
    verb = link.start("verb")
    return verb < 0 or context.word(start + verb) in _LINKS


def _is_subject(context: Context, link: re.Match[str], place: int) -> bool:
    """Return True if the words before a link name the measure and nothing else."""
    subject = link["subject"]
    if re.search(r"[gCGNnXfUDBWQALHJ]", subject):
        return False
    named, others = subject.count("k"), len(re.findall("[zYZ]", subject))
    start = place - len(link.string)
    is_it = is_pronoun(context, start + link.start("subject"), start + link.end("subject"))
    if others == 0 and not is_it:
        return named > 0 or "P" in subject
    figure = context.value(context.sentence.figure(place))
    tells = is_telling(context, context.facts.actual, figure)
    if is_it and others == 0:
        return context.first or context.follows or tells
    return named >= _NAMED and named > others and (others == 1 or tells) and tells


def _is_of_quarter(context: Context, bond: Bond, place: int) -> bool:
    """Return True if a figure with the quarter as its label is of the measure: "Q3: 71.8%"."""
    if not is_of_quarter(context, context.when(bond.label)):
        return False
    if context.facts.basis.is_of_year_so_far and context.when(bond.label).day is None:
        return False
    between = context.parts[min(bond.label, place) + 1 : max(bond.label, place)]
    if "z" in between or ("k" in between and not _names(between, _NAMED)):
        return False
    before = context.parts[context.clause_start(bond.first) : bond.first]
    if re.search("[zgCGn]", before):
        return False
    if is_pronoun(context, context.clause_start(bond.first), bond.last) and not context.opens:
        return is_supported(context)
    return context.first or is_supported(context) or bool(re.search("[Pk]", before + between))


def _names(letters: str, least: int) -> bool:
    """Return True if words name the measure: by its title, or as "performance"."""
    named = letters.count("k") + ("P" in letters) * least
    return named >= least and letters.count("z") < max(letters.count("k"), 1)


def _is_of_now(context: Context, place: int, found: dict[int, Bond]) -> bool:
    """Return True if no period but the quarter governs a figure."""
    taken = {bond.label for bond in found.values() if bond.figure != place}
    for at, letter in enumerate(context.parts):
        if letter != "T" or at in taken or context.when(at).relation is Relation.NOW:
            continue
        if not (at > place and _BASE.search(context.parts[place:at])):
            return False
    label = _NEXT.match(context.parts[place + 1 :])
    return label is None or place + label.end() in taken
