"""Figures that a sentence begins with and judges, without a word of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.found import AGAINST, figure_at, goes_from
from kpibook.domain.commentary.claims.figures.narrowing import is_in_other_time
from kpibook.on_use.regex import regex

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

# A sentence with none of these has none of the forms.
_OPENS = regex(r"(?:^|;)e?N|^[MX]iN|r|Nw")
# Each form, and letters of which it has one.
_OPENINGS = (
    (_JUDGED, frozenset("ALHJMXIOEw")),
    (_BARE, frozenset("N")),
    (_FROM_TO, frozenset("r")),
    (_AT, frozenset("MX")),
    (AGAINST, frozenset("w")),
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


def opening_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that a sentence begins with and that it judges."""
    if context.sentence.asks or not _OPENS.search(context.parts):
        return
    for pattern in (form for form, needed in _OPENINGS if not needed.isdisjoint(context.parts)):
        for match in context.each(pattern):
            parts = context.parts.split(";")[0] if pattern is _BARE else context.parts
            if "g" in parts or "f" in parts:
                continue
            found = figure_at(context, match)
            if found is None or found[1].unit == "share":
                continue
            place, figure = found
            if pattern is _JUDGED and not _is_judged(context, match, place):
                continue
            if pattern is _BARE and not (
                context.first and (figure.unit in ("%", "days", "£") or figure.per)
            ):
                continue
            if pattern is _FROM_TO and not _moves(context, match):
                continue
            if pattern is _FROM_TO and _is_then(context, place):
                continue  # "from 5.6% a year ago to 5.3% in Q2 to 4.8%"
            if pattern is AGAINST and not (
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


def _is_judged(context: Context, match: re.Match[str], place: int) -> bool:
    """Return True if a figure with words that judge it is of the measure."""
    is_own = _is_of_title(match["words"]) and _is_label(context.parts[: match.start()])
    return is_own and not is_in_other_time(context, place)


def _is_difference_only(context: Context, place: int, pattern: re.Pattern[str]) -> bool:
    return pattern in (_JUDGED, _BARE) and bool(
        re.match(r"[ez]{0,2}[ALUDBWHJQ]", context.parts[place + 1 :])
    )


def _is_then(context: Context, place: int) -> bool:
    """Return True if the period behind a figure is not the quarter."""
    behind = re.match(r"[ie]{0,2}T", context.parts[place + 1 :])
    return behind is not None and context.of(place + behind.end()) is not Of.ACTUAL


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
        and (context.is_about_measure(start) or goes_from(context, start))
        and not context.is_plan(place)
        and (bool(re.search("[Pk]", lead)) or context.first)
    )
