"""Changes with their size: up by 5.3 points, 33 fewer, a 20% reduction, doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

# up by 5.3 points · a reduction of 33 · increased 12%
_WAY_FIRST = regex(r"(?P<way>[UDBWQ])(?P<gap>(?:[eiTsh]{0,4}?[bo][ez]{0,2}|e{0,2}))(?P<figure>N)")
# 33 fewer · 0.6pp more · a 20% reduction · 14% up on the year · 3.2 points adrift
_WAY_LAST = regex(r"(?P<figure>N)(?P<gap>[ek]{0,3})(?P<way>[UDBWQALHJ])")
# 55 days off the target
_OFF = regex(r"(?P<figure>N)(?P<way>X)(?=e?[GP])")
# missed the target by 5.2 points · above target by 3.2
_TARGET_FIRST = regex(r"(?P<way>[XALHJE])(?P<gap>[oeh]{0,3}N?)Gbe{0,2}(?P<figure>N)")
# the gap to target is 5.2 points · a shortfall of 5.2 points against the target
_GAP = regex(
    r"z[tiwor]e{0,2}N?(?P<target>G)v?[oe]{0,2}(?P<figure>N)"
    r"|zo(?P<size>N)[tiworh]{1,2}e{0,2}N?(?P<aim>G)"
)
_GAPS = frozenset(("gap", "shortfall", "deficit", "difference", "distance", "variance", "margin"))
# three times as many as · doubled · halved
_TIMES = regex(r"(?P<figure>N)(?P<way>h|A|U)")
_SINCE = regex(
    r"[ezk]{0,2}(?:[hsirwYo][ePokzvi]{0,3}){1,2}\(?(?P<when>T)|e?(?P<bare>T)|e{0,2}[hsirwYto]{1,2}e?N?(?P<target>G)"
    r"|e{0,2}[hsirwYt]{1,2}[ei]{0,2}(?P<comparator>C)|[ezk]{0,2}[rhoi]e?(?P<from>N)|e{0,2}N?(?P<direct>G)"
    r"|e{0,2}(?P<national>C)"
)
_NEAR = 5
_MANY = ("many", "much", "high", "long")
_NAMED = (
    ("target", Of.TARGET),
    ("direct", Of.TARGET),
    ("comparator", Of.COMPARATOR),
    ("national", Of.COMPARATOR),
)
_SIGN = {"U": 1, "D": -1, "A": 1, "L": -1, "B": 0, "W": 0, "Q": 0, "H": 0, "J": 0, "X": 0, "h": 1}


def change_claims(context: Context) -> Iterator[Claim]:
    """Yield each change of a stated size, with what it is against."""
    taken: set[int] = set()
    for pattern in (_WAY_LAST, _OFF, _WAY_FIRST):
        for match in context.each(pattern):
            place = match.start("figure")
            figure = context.sentence.figure(place)
            if place in taken:
                continue
            if figure.unit == "share":
                if not _is_share_of_change(context, match):
                    continue
                figure = _in_percent(figure)
            is_by = "b" in match.groupdict().get("gap", "")
            is_actual = context.is_fact(place, context.facts.actual) and figure.unit != "points"
            if is_actual and not is_by:
                continue
            taken.add(place)
            yield _claim(context, match, figure)
    yield from _from_target(context, taken)
    for place, item in enumerate(context.sentence.items):
        as_many = context.word(place + 1) == "as" and context.word(place + 2) in _MANY
        if item.figure is not None and item.figure.unit == "share" and as_many:
            figure = replace(item.figure, unit="times", step=item.figure.value / 10)
            yield from _multiple(context, place, figure)
        if item.figure is not None and item.figure.unit == "times":
            yield from _multiple(context, place, item.figure)


def _from_target(context: Context, taken: set[int]) -> Iterator[Claim]:
    """Yield how far the actual is said to be from its target."""
    found = [(match, match.start("figure")) for match in context.each(_TARGET_FIRST)]
    found += [
        (match, match.start("figure" if match["figure"] else "size"))
        for match in context.each(_GAP)
        if context.word(match.start()) in _GAPS
    ]
    for match, place in found:
        figure = context.sentence.figure(place)
        if place in taken or not (figure.unit == "points" or context.in_unit(figure)):
            continue
        first = match.start()
        own = context.anchored or (context.opens and context.is_about_measure(first))
        sure = own and not context.is_plan(first) and "g" not in context.parts
        yield context.claim(
            *(ClaimKind.CHANGE, first, match.end() - 1, Of.ACTUAL, "by", (figure,)),
            against=Of.TARGET,
            sure=sure,
        )


def _is_share_of_change(context: Context, match: re.Match[str]) -> bool:
    """Return True for "a fall of a quarter" and "a third fewer": not for a share of the whole."""
    behind = context.parts[match.end() : match.end() + 2]
    return not behind.startswith(("o", "k", "eo")) and match.end() - match.start() <= _NEAR


def _in_percent(figure: Figure) -> Figure:
    """Return a share as a rough percentage: "a quarter" is said of 19% to 31%."""
    share = figure.value * 100
    return Figure(share, "%", 0, share / 4, figure.about)


def _claim(context: Context, match: re.Match[str], figure: Figure) -> Claim:
    place, end = match.start("figure"), match.end()
    against, when, last, start = _against(context, end)
    if against is None and when is None and start is None:
        against, when = _before(context, min(match.start(), place))
    difference = figure.unit in ("points", "%") or context.in_unit(figure)
    subject_at = min(match.start(), place)
    before = context.subject(subject_at)
    bare = figure.unit == "" and not context.anchored and "k" not in before
    sure = (
        difference
        and against is not None
        and against is not Of.MEASURES
        and not context.is_plan(subject_at)
        and not context.is_not(subject_at)
        and "g" not in before
        and not bare
        and figure.unit != "times"
        and (
            _behind_actual(context, subject_at)
            or bool(start is not None)
            or (
                context.is_about_measure(subject_at)
                and (
                    figure.unit == "points"
                    or context.is_of_its_kind(subject_at)
                    or not before.strip("ev")
                )
                and bool(re.search(r"[Pk]", before) or (context.first and not before.strip("ev")))
            )
        )
    )
    said = {1: "up", -1: "down", 0: "by"}[_SIGN[match["way"]]]
    figures = (figure,) if start is None else (figure, start)
    return context.claim(
        ClaimKind.CHANGE, subject_at, last, Of.ACTUAL, said, figures, against, when, sure=sure
    )


def _behind_actual(context: Context, place: int) -> bool:
    between = re.search(r"N(?P<words>[^N;x()]{0,14})$", context.parts[:place])
    return (
        between is not None
        and between.start() in context.actuals
        and bool(re.search(r"(?:^|[,v])[ePvzaAL]{0,4}$", between["words"]))
    )


def _against(context: Context, end: int) -> tuple[Of | None, When | None, int, Figure | None]:
    """Return what a change is against, its period, its last item, and the figure it starts from."""
    match = _SINCE.match(context.parts[end:])
    if match is None:
        return None, None, end - 1, None
    for name, named in _NAMED:
        if match[name]:
            return named, None, end + match.start(name), None
    if match["from"]:
        at = end + match.start("from")
        start = context.sentence.figure(at)
        if not context.in_unit(start):
            return None, None, end - 1, None
        for of in (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.TARGET, Of.COMPARATOR):
            if context.is_fact(at, context.fact(of)):
                return of, None, at, context.value(start)
        return None, None, end - 1, None
    at = end + (match.start("when") if match["when"] else match.start("bare"))
    when = context.when(at)
    if when.relation is Relation.NOW:
        return (Of.PREVIOUS if match["bare"] else None), None, at, None
    exact = when.exact or when.relation is Relation.PREVIOUS_YEAR
    exact = exact or context.word(at - 1) in (
        "since",
        "between",
    )  # "since September" is since its end
    return (context.of(at) if exact else None), when, at, None


# since Q2 performance has · between Q2 and Q3 the figure · compared with last year,
_BEFORE = regex(r"(?:^|[;,x])e?[hsrw]{1,2}e?(?P<when>T)(?:aT)?,?[Pkev]{0,6}$")


def _before(context: Context, place: int) -> tuple[Of | None, When | None]:
    """Return what a change is against where its period comes first."""
    match = _BEFORE.search(context.parts[:place])
    if match is None:
        return _only(context, place)
    at = match.start("when")
    when = context.when(at)
    if when.relation not in (Relation.PREVIOUS, Relation.PREVIOUS_YEAR):
        return None, None
    return context.of(at), when


def _only(context: Context, place: int) -> tuple[Of | None, When | None]:
    """Return the one earlier period of a sentence that gives its figure and the actual."""
    others = [
        at
        for at, item in enumerate(context.sentence.items)
        if item.when is not None and item.when.relation is not Relation.NOW
    ]
    if len(others) != 1 or others[0] > place or ";" in context.parts[others[0] : place]:
        return None, None
    if (
        "x" in context.parts[others[0] : place]
        or not context.anchored
        or "G" in context.parts
        or "C" in context.parts
    ):
        return None, None
    of = context.of(others[0])
    if of not in (Of.PREVIOUS, Of.PREVIOUS_YEAR):
        return None, None
    fact = context.fact(of)
    if not any(context.is_fact(at, fact) for at, _ in context.sentence.figures()):
        return None, None
    return of, context.when(others[0])


def _multiple(context: Context, place: int, figure: Figure) -> Iterator[Claim]:
    """Yield "doubled" and "three times as many" against the period or figure named behind."""
    behind = context.parts[place + 1 :]
    match = re.match(r"[hezkALoi]{0,6}?[hrsYi]{0,2}e?(?:(?P<when>T)|(?P<figure>N))", behind)
    if match is None:
        return
    if match["when"]:
        at = place + 1 + match.start("when")
        against, when = context.of(at), context.when(at)
    else:
        at, when = place + 1 + match.start("figure"), None
        against = next(
            (of for of in (Of.PREVIOUS, Of.PREVIOUS_YEAR) if context.is_fact(at, context.fact(of))),
            None,
        )
    sure = against is not None and context.anchored and not context.is_plan(place)
    yield context.claim(
        ClaimKind.CHANGE, place, at, Of.ACTUAL, "times", (figure,), against, when, sure=sure
    )
