"""Figures said to be the quarter's, an earlier one's, the target or the comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import OTHER_TARGET, Context, is_mistyped, says
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# target of 75% · target (75%) · profiled 390 · target for Q3 is 390
_TARGET_FIRST = regex(r"G(?P<gap>[oeivwhT(Gz]{0,5}?(?:n[AL]h)?)(?P<figure>N)")
# the 75% target · 9-day target · 440kg as the annual target
_TARGET_LAST = regex(r"(?P<figure>N)(?P<gap>[eh]{0,3})G")
# England (25.5%) · statistical neighbours at 54%
_COMPARATOR_FIRST = regex(r"C(?P<gap>[oeivwPC(TG]{0,3}?)(?P<figure>N)")
# 64.0% for statistical neighbours
_COMPARATOR_LAST = regex(r"(?P<figure>N)(?P<gap>[i(Y]{1,2}e?)C")
# 91.5% in Q2 · 5.6% a year ago · 205 at the end of September
_THEN = regex(r"(?P<figure>N)(?P<gap>[ieoYz]{0,2}|\(|P?ve?[iY])(?P<when>T)")
# Q3 2023/24 was 79.5% · Q2 (61.9) · a year ago, when it was 11.2%
_WHEN = regex(
    r"(?P<when>T)(?P<gap>(?:[,;x]{0,2}e?[Pk]{0,3}v{0,2}i?|P[oi]|,?iPe?v|[,;]?x?P?v[ih]?e?|[(]|[,]?[vw]?e?))(?P<figure>N)"
)
# up from 90.3% · from 81.3 to 82.7
_FROM = regex(r"(?P<way>[UDBWQ])?(?P<gap>[eivkPz,T]{0,6}?|e?te?N,?)r(?P<figure>N)")
# the rate was 111.6 · performance stood at 80% · to 82.7
_NOW = regex(r"(?P<be>v[ei]{0,2}|i|[Pk]o|[UDBWQ][eiTs]{0,3},?t|[Pk];|(?<=[PkT,])v?\()(?P<figure>N)")
# 50% against 48% · 42 against 34 last quarter
_AGAINST = regex(r"(?P<figure>N)w(?P<other>N)(?P<when>T)?")
# 98.2% were seen, above the target · 81 casualties against a target · 16.7%, better than the target
_JUDGED = regex(
    r"(?:^|;)e?(?P<figure>N)(?P<words>[oekzviIYZMJXP]*)(?:\([^()]*\))?"
    r"(?:,?[ez]{0,2}[ALHJMXIOEw]|,[eva]{0,2}[ALHJMXIOEw])[ehoiz]{0,4}(?:G|N|C)"
)
# 15.9 days (last year 12.8) · 4.2%, better than · 3.6 days and improving
_BARE = regex(r"^e?(?P<figure>N)(?=$|[,(]|a?e?[UDBWQ])")
# fell from 92 to 86 · from 81.3 in Q2 to 82.7
_FROM_TO = regex(
    r"(?P<lead>[^;x]*?)(?P<way>[UDBWQ])?[eivkPz,T;]{0,6}?r(?P<other>N)[(]?[iYe]{0,3}T?[)]?t[e]?(?P<figure>N)"
)
# on target at 50%
_AT = regex(r"^(?P<way>[MX])i(?P<figure>N)")
# 82.7% of children were looked after · 15.9 days
_LEADING = regex(r"^(?:[iYbe]*T[,v]*)?e?(?P<figure>N)(?P<words>(?:[oekzviIYZMJX]|v)*)")


def figure_claims(context: Context) -> Iterator[Claim]:
    """Yield each figure of a sentence that is said to be a figure of the measure, once."""
    taken: set[int] = set()
    for find, letter in _FINDERS:
        if letter not in context.parts:
            continue
        for place, claim in find(context):
            if place not in taken:
                taken.add(place)
                yield claim


def _figure(context: Context, match: re.Match[str]) -> tuple[int, Figure] | None:
    place = match.start("figure")
    figure = context.sentence.figure(place)
    return (place, context.value(figure)) if context.in_unit(figure) else None


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
_OF_YEAR = frozenset(["annual", "full-year", "year-end", "yearly", "year's", "end-of-year"])


def _targets(context: Context) -> Iterator[tuple[int, Claim]]:
    for pattern in (_TARGET_LAST, _TARGET_FIRST):
        for match in context.each(pattern):
            found = _figure(context, match)
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
            of_year = words & _OF_YEAR or {"full", "year"} <= words
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
            )
            yield (
                place,
                context.claim(ClaimKind.FIGURE, first, last - 1, of, "is", (figure,), sure=sure),
            )


_LIMITS = frozenset(("aim", "ceiling", "goal", "limit", "maximum"))


def _is_held_against(context: Context, first: int) -> bool:
    """Return True for "134 waiting against a maximum of 130", which is the target itself."""
    match = re.search(r"(?P<figure>N)[zk]{0,4},?we?$", context.parts[:first])
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


def _comparators(context: Context) -> Iterator[tuple[int, Claim]]:
    name = context.facts.comparator_name.casefold()
    if not name or context.facts.comparator is None:
        return
    for pattern in (_COMPARATOR_FIRST, _COMPARATOR_LAST):
        for match in context.each(pattern):
            found = _figure(context, match)
            first, last = match.span()
            if found is None or not _same_name(
                context.word(match.end() - 1 if pattern is _COMPARATOR_LAST else first), name
            ):
                continue
            place, figure = found
            sure = (
                (context.anchored or context.is_about_measure(first))
                and not context.is_plan(place)
                and context.parts[place + 1 : place + 2] not in ("o", "z")
            )
            yield (
                place,
                context.claim(
                    ClaimKind.FIGURE, first, last - 1, Of.COMPARATOR, "is", (figure,), sure=sure
                ),
            )


_NATIONAL = ("england", "national", "nationally", "country")
_NEIGHBOURS = ("neighbour", "cipfa", "sn", "family", "peer", "nearest")
_REGION = ("region", "london")


def _same_name(word: str, name: str) -> bool:
    return (
        any(
            any(word.startswith(key) or key in word for key in group)
            and any(key in name for key in group)
            for group in (_NATIONAL, _NEIGHBOURS, _REGION)
        )
        or word in name
    )


def _past(context: Context) -> Iterator[tuple[int, Claim]]:
    for pattern in (_THEN, _WHEN):
        for match in context.each(pattern):
            found = _figure(context, match)
            of = context.of(match.start("when"))
            if found is None or of is None or of is Of.ACTUAL:
                continue
            place, figure = found
            when = context.when(match.start("when"))
            if "ev" in match["gap"] and context.is_fact(place, context.facts.actual):
                continue  # a date that the figure is not of
            if _ONLY_CHANGES.match(context.word(match.start("when"))):
                continue  # "4,656 calls in 12 months, 19.4 per 1,000"
            gap = range(*match.span("gap"))
            if (
                any(context.word(at) in ("on", "over", "since", "to") for at in gap)
                and when.day is None
            ):
                continue
            if context.word(place - 1) in ("by", "to") or _is_difference(context, place):
                continue
            first, last = match.span()
            if "(" in match["gap"] and re.match(r"[;,vw]?e?N", context.parts[last:]):
                continue
            sure = (
                (context.anchored or context.is_about_measure(first))
                and not context.is_plan(place)
                and "z" not in match["gap"]
                and not (match["gap"] == "ev" and context.parts[last : last + 1] == "z")
                and (
                    when.exact
                    or when.relation is Relation.PREVIOUS_YEAR
                    or when.relation is Relation.PREVIOUS
                )
                and context.parts[last : last + 1] != "T"
                and not (pattern is _WHEN and context.parts[last : last + 1] in ("i", "T"))
            )
            yield (
                place,
                context.claim(
                    ClaimKind.FIGURE, first, last - 1, of, "was", (figure,), when=when, sure=sure
                ),
            )


# "in 12 months", "year on year": of changes, and no period that a figure is of
_ONLY_CHANGES = regex(
    r"(?:in|on|over|during) (?:the |a )?(?:past |last )?(?:year|12|twelve)|year[ -]on"
)


def _is_difference(context: Context, place: int) -> bool:
    """Return True if a figure is followed by "more", "fewer", "up": it is no figure of a period."""
    return bool(re.match(r"[ez]{0,2}[ALUDBWHJQ]", context.parts[place + 1 :])) or bool(
        re.search(r"(?:[UDBWQ]|[UDBWQ]o|[UDBWQ]b)e?$", context.parts[:place])
    )


def _starting(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure from which a measure is said to have moved."""
    for match in context.each(_FROM):
        found = _figure(context, match)
        if found is None or match["way"] is None:
            continue
        place, figure = found
        sure = (
            context.anchored
            and (len(match["gap"]) <= 1 or "N" in match["gap"])
            and not context.is_plan(place)
            and not re.match(r"[iYb]?e?[Tz]", context.parts[place + 1 :])
            and not any(context.parts[at] == "T" for at in range(match.start(), place))
        )
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, match.start(), place, Of.EARLIER, "was", (figure,), sure=sure
            ),
        )


def _against(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the second figure of "50% against 48%": the target, or any other of the measure."""
    for match in context.each(_AGAINST):
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


def _is_of_title(words: str) -> bool:
    """Return True if words behind a figure name what it is of by the title, or not at all."""
    if words.startswith(("o", "z", "k")):
        return words.count("k") > words.count("z")
    return True


def _is_label(before: str) -> bool:
    """Return True if the words before a colon can be a name of the measure, or there are none."""
    label = before.rpartition(";")[2]
    if "N" in label:
        return False  # "Stage 2: 91%" of stage 1
    return "z" not in label or label.count("k") > label.count("z")


def _alone(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that a sentence begins with and that it judges."""
    if context.sentence.asks:
        return
    for pattern in (_JUDGED, _BARE, _FROM_TO, _AT, _AGAINST):
        for match in context.each(pattern):
            parts = context.parts.split(";")[0] if pattern is _BARE else context.parts
            if "g" in parts or "f" in parts:
                continue
            found = _figure(context, match)
            if found is None or found[1].unit == "share":
                continue
            place, figure = found
            if pattern is _JUDGED and not (
                _is_of_title(match["words"]) and _is_label(context.parts[: match.start()])
            ):
                continue
            if pattern is _BARE and not (
                context.first and (figure.unit in ("%", "days", "£") or figure.per)
            ):
                continue
            if pattern is _FROM_TO and not _moves(context, match):
                continue
            if pattern is _AGAINST and not (
                match["when"]
                and context.is_fact(
                    match.start("other"),
                    context.fact(context.of(match.start("when")) or Of.MEASURES),
                )
            ):
                continue
            if figure.unit in ("points", "times") or _is_difference_only(context, place, pattern):
                continue
            yield place, context.claim(ClaimKind.FIGURE, place, place, Of.ACTUAL, "is", (figure,))


def _is_difference_only(context: Context, place: int, pattern: re.Pattern[str]) -> bool:
    return pattern in (_JUDGED, _BARE) and bool(
        re.match(r"[ez]{0,2}[ALUDBWHJQ]", context.parts[place + 1 :])
    )


def _moves(context: Context, match: re.Match[str]) -> bool:
    """Return True if "from one figure to another" is of the measure."""
    start, place = match.start("other"), match.start("figure")
    lead = match["lead"]
    earlier = [context.facts.previous, context.facts.previous_year]
    known = any(context.is_fact(start, fact) for fact in earlier)
    # "Improved from 78% in 2015/16 to 95%." is of the measure, whatever it was then.
    known = known or (
        context.first
        and match.start() == match.start("way")
        and context.sentence.figure(place).unit in ("%", "days", "£")
        and not context.parts[place + 1 :].strip("z,ei;")
        and "z" not in context.parts[: place + 2]
    )
    return (
        known
        and context.is_about_measure(start)
        and not context.is_plan(place)
        and (bool(re.search("[Pk]", lead)) or context.first)
    )


# Performance this quarter: 78.1% · Q3 performance 78.1% · Q3: 78.1%
_LABEL = regex(r"^e?(?:P(?P<now>T)[;,]?|(?P<then>T)(?:P[;,v]?|;))e?(?P<figure>N)(?=$|[,;(a.])")
# We decided 78.1% of minor planning applications
_DID = regex(r"^(?:[ie]*T,?)?Pv?k{1,2}(?P<figure>N)oe?k{2}")


def _labelled(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that is given for the quarter by its name, or for what "we" did."""
    for pattern in (_LABEL, _DID):
        match = pattern.search(context.parts)
        if match is None or not context.first or "g" in context.parts:
            continue
        found = _figure(context, match)
        if found is None or found[1].unit not in ("%", "days", "£"):
            continue
        times = [item.when for item in context.sentence.items if item.when is not None]
        if any(when.relation is not Relation.NOW for when in times):
            continue
        place, figure = found
        sure = not context.is_plan(place) and not context.is_not(place)
        yield (
            place,
            context.claim(ClaimKind.FIGURE, 0, place, Of.ACTUAL, "is", (figure,), sure=sure),
        )


def _now(context: Context) -> Iterator[tuple[int, Claim]]:
    yield from _alone(context)
    yield from _labelled(context)
    for match in context.each(_LEADING):
        found = _figure(context, match)
        if found is None:
            continue
        place, figure = found
        words = match["words"]
        named, others = words.count("k"), words.count("z")
        sure = (
            named >= 2
            and others < named
            and words.startswith("o")
            and _is_of_now(context, place)
            and figure.unit != "share"
            and "g" not in context.parts
        ) or _stale(context, place)
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, place, match.end() - 1, Of.ACTUAL, "is", (figure,), sure=sure
            ),
        )
    for match in context.each(_NOW):
        found = _figure(context, match)
        if found is None:
            continue
        place, figure = found
        sure = (
            context.is_about_measure(match.start())
            and bool(re.search("[Pk]", context.subject(place)))
            and _is_of_now(context, place)
            and not context.is_not(place)
            and context.parts[place + 1 : place + 2] not in ("z", "k", "o")
        ) or _stale(context, place)
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, match.start(), place, Of.ACTUAL, "is", (figure,), sure=sure
            ),
        )
    for place, figure in context.sentence.figures():
        named = "k" in context.subject(place) or context.parts[place + 1 :].startswith("k")
        if context.in_unit(figure) and _stale(context, place) and named:
            yield (
                place,
                context.claim(
                    ClaimKind.FIGURE, place, place, said="is", figures=(context.value(figure),)
                ),
            )


def _is_of_now(context: Context, place: int) -> bool:
    """Return True if no other period, plan or sub-group is named about a figure."""
    others = [
        at
        for at, item in enumerate(context.sentence.items)
        if item.when is not None
        and item.when.relation is not Relation.NOW
        and place - 8 < at < place + 4
    ]
    following = context.parts[place + 1 : place + 3]
    # "In the quarter we did 1,467" is no figure of the year so far.
    if context.facts.basis.is_of_year_so_far and _names_now(context):
        return False
    return (
        not others
        and not context.is_of_other_time(place)
        and not context.is_plan(place)
        and "g" not in context.subject(place)
        and not _is_difference(context, place)
        and not re.match(r"e?G|[iY(]?C", following)
    )


def _names_now(context: Context) -> bool:
    return any(
        item.when is not None
        and item.when.relation is Relation.NOW
        and item.word in ("the quarter", "this quarter", "in the quarter", "the period")
        for item in context.sentence.items
    )


def _stale(context: Context, place: int) -> bool:
    """Return True if a sentence without the actual gives an earlier figure as the present one.

    Only where it names no other period at all, and the figure has three digits or more.
    """
    facts = context.facts
    figure = context.sentence.figure(place)
    if context.actuals or figure.digits < 3 or figure.about or facts.actual is None:
        return False
    if any(item.when and item.when.relation is not Relation.NOW for item in context.sentence.items):
        return False
    if (
        re.search(r"[fnrUDBWQSALHJ]", context.parts[:place])
        or "r" in context.parts
        or "g" in context.parts
    ):
        return False
    earlier = [fact for fact in (facts.previous, facts.previous_year) if fact is not None]
    value = context.value(figure)
    others = [fact for fact in (facts.target, facts.year_target, facts.comparator) if fact]
    is_typing = _is_mistyped_actual(context, value)
    return (is_typing or any(says(value, fact.value) for fact in earlier)) and not any(
        says(value, fact.value) for fact in (facts.actual, *others)
    )


def _is_mistyped_actual(context: Context, value: Figure) -> bool:
    """Return True for 143 instead of 134, in a sentence of the title's words alone."""
    actual, parts = context.facts.actual, context.parts
    if actual is None or parts.count("N") > 1 or parts.count("k") < _NAMING:
        return False
    return not set(parts) & set("zCGg;x") and is_mistyped(value.value, actual.value)


_NAMING = 2
# Each with a letter that a sentence has if it can find anything.
_FINDERS = (
    (_targets, "G"),
    (_comparators, "C"),
    (_past, "T"),
    (_starting, "r"),
    (_against, "w"),
    (_now, "N"),
)
