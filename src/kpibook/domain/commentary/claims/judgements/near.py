"""Limits around the target: within 1.2 points of target, within 10 of the target of 120."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.judgements.aims import is_other_target
from kpibook.domain.commentary.claims.judgements.targets import is_of_measure
from kpibook.domain.commentary.claims.target_gaps import is_distance, is_of_then, names_a_part
from kpibook.on_use.regex import regex

_NEAR = regex(r"I(?P<gap>e{0,2})(?P<figure>N)[kz]?oe{0,2}P?N?(?P<goal>G)(?:oe?N)?")


def near_claims(context: Context) -> Iterator[Claim]:
    """Yield how near to its target the actual is said to be.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(near_claims, "71.8%, within 1.2 points of target.")
    ['within 1.2 points of target: target near']
    """
    for match in context.each(_NEAR):
        first, last, place = match.start(), match.end() - 1, match.start("figure")
        figure = context.sentence.figure(place)
        if figure.unit != "%" and not is_distance(context, figure):
            continue
        sure = is_of_measure(context, first) and not context.is_plan(first)
        sure = sure and not context.is_not(first) and not names_a_part(context)
        sure = sure and not is_other_target(context, match.start("goal"), last)
        sure = sure and not is_of_then(context, first, last)
        yield context.claim(ClaimKind.TARGET, first, last, Of.TARGET, "near", (figure,), sure=sure)
