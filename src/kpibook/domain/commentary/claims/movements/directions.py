"""Movements and comparisons: rose, fell, improved, worse than, as in the quarter before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.movements.baselines import (
    COMPARED,
    ON_THE_YEAR,
    baseline_of,
    next_to,
)
from kpibook.domain.commentary.claims.movements.movers import is_of_measure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

_WAYS = {
    "U": "rose",
    "D": "fell",
    "Q": "declined",
    "B": "improved",
    "W": "worsened",
    "S": "same",
    "A": "rose",
    "L": "fell",
    "H": "improved",
    "J": "worsened",
    "E": "rose",
}
# rose, fell, improved; higher than, better than (with the period it is compared with)
_WAY = regex(
    r"(?P<way>[UDBWQS])|(?P<more>[ALHJE])(?=[NezbkPvo]{0,4}(?:h?Po)?[hiYswTC]|[tiek]{1,8}[^;x,]{0,16}h|z[^;x,]{0,12}h|Po[ke]{1,5}h|e{0,2}(?:$|[,;)]))"
)
# ... to 82.7 · and is now at 82.7
_TO = regex(
    r"[^;xUDBWQALHJ]{0,12}?(?:,?t|,[ezk]{0,3}i|,t|,?M|[Pk]?v[ei]{0,2}|,[iw]e?|a[kzP]{0,2}[vM]e?)(?P<figure>N)"
)


def direction_claims(context: Context) -> Iterator[Claim]:
    """Yield each movement that a sentence says the measure made, with what it is against.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(direction_claims, "Performance continued to improve on Q2.")
    ['continued to improve on Q2: the figure of the quarter improved to the quarter before']
    >>> read(direction_claims, "Calls about planning rose on Q2.")
    ['rose on Q2: the figure of the quarter rose to the quarter before?']
    """
    for match in context.each(_WAY):
        place = match.start()
        if context.parts[place + 1 : place + 2] == "k" and match["way"] and not context.anchored:
            continue  # "increased demand": the word is of something else
        claim = _claim(context, place, is_comparison=bool(match["more"]))
        if claim is not None:
            yield claim
            yield from _second(context, claim, place)


_BOTH = regex(r"[^;,xN]{0,8}?T(?P<gap>ae?[io]?e?)(?P<second>T)")


def _second(context: Context, claim: Claim, place: int) -> Iterator[Claim]:
    """Yield the same movement against the second period of "on both Q2 and last year"."""
    match = _BOTH.match(context.parts[place + 1 :])
    if match is None or claim.against not in (Of.PREVIOUS, Of.PREVIOUS_YEAR):
        return
    at = place + 1 + match.start("second")
    against, when = context.of(at), context.when(at)
    if against in (Of.PREVIOUS, Of.PREVIOUS_YEAR) and against is not claim.against:
        yield context.claim(
            ClaimKind.DIRECTION,
            place,
            at,
            Of.ACTUAL,
            claim.says,
            (),
            against,
            when,
            sure=claim.sure,
        )


def _claim(context: Context, place: int, *, is_comparison: bool) -> Claim | None:
    said = _WAYS[context.parts[place]]
    behind = context.parts[place + 1 :]
    base = baseline_of(context, place)
    against, when, last = base.of, base.when, base.last
    if is_comparison and against is None:
        return None
    if _was_then(context, place, behind) or _of_then(context, place, behind):
        return None
    if against is Of.TARGET and (is_comparison or context.parts[place] in "BWS"):
        return None
    moved = _TO.match(behind)
    to_actual = bool(
        moved and (place + 1 + moved.start("figure")) in context.actuals and not is_comparison
    )
    if to_actual and moved is not None:
        last = max(last, place + moved.end())
        if against is None and (then := COMPARED.match(behind[moved.end() :])):
            at = place + 1 + moved.end() + then.start("when")
            against, when, last = context.of(at), context.when(at), at
    if against is None and to_actual:
        base = next_to(context, place)
        against, when = base.of, base.when
    sure = is_of_measure(context, place, is_comparison=is_comparison, to_actual=to_actual)
    if against is None and context.is_of_other_time(place):
        sure = False  # "In Q2, when it was 76.4%, performance was better."
    if said == "declined" and re.search(r"[UD][^;]*,[^,;]*$", context.parts[:place]):
        said = "worsened"  # "fell from 92 to 86, declined": the number has its word already
    if context.is_not(place):
        if said == "same" or context.denials(place) > 1 or _is_of_all_time(context, place):
            return None
        said = f"not {said}"
    return context.claim(
        ClaimKind.DIRECTION, place, last, Of.ACTUAL, said, (), against, when, sure=sure
    )


def _is_of_all_time(context: Context, place: int) -> bool:
    """Return True for "has never been worse", which is a record and no movement."""
    return "never" in (context.word(place - 1), context.word(place - 2), context.word(place - 3))


# more families a year ago than · when it was better · was higher in Q2 and higher still a year ago
_COUNTED_THEN = regex(r"[ke]{1,5}[ie]{0,2}T[^N;]{0,3}h")
_WHEN_IT_WAS = regex(r"x[Pk]v{1,2}e{0,2}$")
_WAS_AND = regex(r"(?P<be>v)e{0,2}[ALBW][ie]{0,2}Tae{0,2}$")


def _of_then(context: Context, place: int, behind: str) -> bool:
    """Return True for "when it was better", "and higher still a year ago": said of another time."""
    if context.parts[place] in "AL" and _COUNTED_THEN.match(behind):
        return True
    before = context.parts[:place]
    when = _WHEN_IT_WAS.search(before)
    if when is not None and behind[:1] in ("", ",", ";"):
        return context.word(when.start()) in ("when", "where")
    was = _WAS_AND.search(before)
    if was is None or context.word(was.start("be")) not in ("was", "were"):
        return False
    match = _OF_THEN.match(behind)
    return match is not None and "h" not in behind[: match.end()]


_OF_THEN = regex(r"(?:b?e?N)?(?P<in>[ie]{0,3})T(?!h)")


def _was_then(context: Context, place: int, behind: str) -> bool:
    """Return True for "it was better still a year ago", which is said of then."""
    was = place - 2 if context.parts[place - 1 : place] == "N" else place - 1
    match = _OF_THEN.match(behind)
    if context.word(was) not in ("was", "were") or match is None:
        return False
    if context.word(place + match.end()).startswith(ON_THE_YEAR):
        return False  # "takings were up year on year"
    first, last = match.span("in")
    if any(context.word(place + 1 + at) in ("on", "upon") for at in range(first, last)):
        return False  # "it was up on Q2"
    when = context.when(place + match.end())
    return not match["in"].count("i") or when.relation is not Relation.NOW
