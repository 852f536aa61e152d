"""Movements and comparisons: rose, fell, improved, worse than, as in the quarter before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Unit
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
}
# rose, fell, improved; higher than, better than (with the period it is compared with)
_WAY = regex(r"(?P<way>[UDBWQS])|(?P<more>[ALHJ])(?=[NezbkP]{0,3}(?:h?Po)?[hiYswTC])")
# ... since last quarter · on the previous quarter · than a year ago · from 91.5% in Q2
_SINCE = regex(r"[ezvkPN,b]{0,4}?(?:oe?N)?(?:[hsirwYtob][ePokzviM]{0,4}){0,3}\(?(?P<when>T)")
_FROM = regex(r"[eibNkPz]{0,4}?[rho][e]?(?P<figure>N)")
# ... to 82.7 · and is now at 82.7
_TO = regex(
    r"[^;xUDBWQALHJ]{0,12}?(?:,?t|,[ezk]{0,3}i|,t|,?M|[Pk]?v[ei]{0,2}|,[iw]e?|a[kzP]{0,2}[vM]e?)(?P<figure>N)"
)
# climbed to 13.5%, compared with 14.1% in the quarter before
_COMPARED = regex(r",?[hw]e?N[ie]{0,2}(?P<when>T)")
_COMPARATOR = regex(r"[ezN]{0,3}[hiYwt]{0,2}[eiP]{0,2}(?:Poe?)?(?P<comparator>C)")
# 71.8% (up on Q2)
_IN_BRACKETS = regex(r"N\(e?$")
_TARGET = regex(r"[ezN]{0,3}[hiYw]{1,2}e?(?P<target>G)")


def direction_claims(context: Context) -> Iterator[Claim]:
    """Yield each movement that a sentence says the measure made, with what it is against."""
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
    against, when, last = _baseline(context, place, behind)
    if is_comparison and against is None:
        return None
    if _was_then(context, place, behind):
        return None
    if against is Of.TARGET and (is_comparison or context.parts[place] in "BWS"):
        return None
    moved = _TO.match(behind)
    to_actual = bool(
        moved and (place + 1 + moved.start("figure")) in context.actuals and not is_comparison
    )
    if to_actual and moved is not None:
        last = max(last, place + moved.end())
        if against is None and (then := _COMPARED.match(behind[moved.end() :])):
            at = place + 1 + moved.end() + then.start("when")
            against, when, last = context.of(at), context.when(at), at
    sure = (
        (
            to_actual
            or _follows_actual(context, place)
            or _is_about(context, place)
            or (is_comparison and context.is_behind_actual(place))
            or _is_of_time(context, place)
        )
        and not context.is_plan(place)
        and not _is_of_others(behind, to_actual=to_actual)
        and not _is_doubtful(context, place)
        and not _ends_elsewhere(context, place, behind)
    )
    if said == "declined" and re.search(r"[UD][^;]*,[^,;]*$", context.parts[:place]):
        said = "worsened"  # "fell from 92 to 86, declined": the number has its word already
    if context.is_not(place):
        if said == "same" or context.denials(place) > 1:
            return None
        said = f"not {said}"
    return context.claim(
        ClaimKind.DIRECTION, place, last, Of.ACTUAL, said, (), against, when, sure=sure
    )


_OF_TIME = frozenset(("longer", "shorter", "quicker", "slower", "faster"))


def _is_of_time(context: Context, place: int) -> bool:
    """Return True for "callers waited longer", with the actual, of a measure of time."""
    facts, subject = context.facts, context.subject(place)
    is_time = facts.unit is Unit.DAYS or bool(timed_in(facts.title))
    return is_time and context.anchored and context.word(place) in _OF_TIME and "k" in subject


def _ends_elsewhere(context: Context, place: int, behind: str) -> bool:
    """Return True for a movement to a figure that is not the actual: "total debt rose to £9.4m"."""
    match = re.match(r"e{0,2}te?(?P<figure>N)", behind)
    if match is None:
        return False
    at = place + 1 + match.start("figure")
    facts = (context.facts.actual, context.facts.previous, context.facts.previous_year)
    return not any(context.is_fact(at, fact) for fact in facts)


def _was_then(context: Context, place: int, behind: str) -> bool:
    """Return True for "it was better still a year ago", which is said of then."""
    before = context.word(place - 1) if context.parts[place - 1 : place] == "v" else ""
    match = re.match(r"(?P<in>[ie]{0,3})T(?!h)", behind)
    if before not in ("was", "were") or match is None:
        return False
    when = context.when(place + match.end())
    return not match["in"].count("i") or when.relation is not Relation.NOW


def _baseline(context: Context, place: int, behind: str) -> tuple[Of | None, When | None, int]:
    """Return what a movement is against, its period, and the last item that says so."""
    figure = _FROM.match(behind)
    since = _SINCE.match(behind)
    if since and (not figure or since.end() <= figure.end() + 4):
        at = place + 1 + since.start("when")
        when = context.when(at)
        if when.relation is Relation.NOW:
            if context.word(at) in ("the quarter", "this quarter", "the period", "this period"):
                return Of.PREVIOUS, None, at
            return None, None, place
        of = context.of(at)
        return (of or Of.MEASURES), when, at
    if comparator := _COMPARATOR.match(behind):
        return Of.COMPARATOR, None, place + 1 + comparator.start("comparator")
    if target := _TARGET.match(behind):
        return Of.TARGET, None, place + 1 + target.start("target")
    if figure:
        at = place + 1 + figure.start("figure")
        for of in (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.TARGET, Of.COMPARATOR):
            if context.is_fact(at, context.fact(of)):
                return of, None, at
        return Of.MEASURES, None, at
    if re.search(r"C[eTN()zk]{0,5};e{0,2}$", context.parts[:place]):
        return Of.COMPARATOR, None, place  # "England: worse by 0.1 points"
    before = re.search(r"(?P<when>T)[,vPk;eB]{0,6}$", context.parts[:place])
    if before and context.parts[place] in "UDBWQ":
        when = context.when(before.start("when"))
        if when.relation in (Relation.PREVIOUS, Relation.PREVIOUS_YEAR) and context.word(
            before.start("when") - 1
        ) in ("since", "from", "with", "than", "to", "compared", "on"):
            return context.of(before.start("when")), when, place
    return None, None, place


def _follows_actual(context: Context, place: int) -> bool:
    """Return True for a word of movement behind the actual: "57.9%, up", "10.4 days, a rise"."""
    before = context.parts[:place]
    bracket = _IN_BRACKETS.search(before)
    if bracket is not None and bracket.start() in context.actuals:
        return True
    match = re.search(r"N(?P<between>[^N;x()]{0,14}(?:\([^()]{0,12}\)[^N;x()]{0,6})?)$", before)
    if match is not None and re.search(r"[v,][e]?$", before[: match.start()]):
        # "91.4 is 1.6 points better": the figure before is a distance from the actual
        size = context.sentence.figure(match.start())
        first = before.rfind("N", 0, match.start())
        if match["between"] == "" and size.unit == "points" and first in context.actuals:
            return True
    if match is None or match.start() not in context.actuals:
        return False
    between = match["between"]
    tail = re.search(r"(?:^|,)[Pv]{0,2}(?:[SeokzbvN]{0,3}|a)$", between)
    return bool(tail) and not re.search(r"[Y,]z[^,]*$", between.rstrip("ez"))


def _is_about(context: Context, place: int) -> bool:
    subject = context.subject(place)
    if not subject.strip("evTis,") and not context.opens:
        return False
    if not re.search(r"[Pk]", subject):
        return not subject.strip("evTi,SsY") and context.opens
    return context.is_about_measure(place) and context.is_of_its_kind(place)


def _is_of_others(behind: str, *, to_actual: bool) -> bool:
    """Return True if a movement is of what follows it: "a rise in referrals", "fewer staff"."""
    if to_actual:
        return False
    following = re.match(r"[e]{0,2}(?P<of>[iYo]?)[e]{0,2}(?P<what>[zk]+)", behind)
    if following is None:
        return False
    what, of = following["what"], following["of"]
    return "k" not in what or (not of and "z" in what) or "z" in what


_HEDGES = frozenset(
    [
        "whether",
        "trend",
        "long-term",
        "gradually",
        "demand",
        "yet",
        "expected",
        "cannot",
        "if",
        "can't",
    ]
)


def _is_doubtful(context: Context, place: int) -> bool:
    start = context.clause_start(place)
    words = {context.word(at) for at in range(start, min(place + 6, len(context.parts)))}
    return bool(words & _HEDGES) or "g" in context.parts[place : place + 5]
