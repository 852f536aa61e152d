"""Figures of another stretch of time than the measure's own.

"In the quarter itself 41.8% was recycled", of a rolling year; "55.6% for the year to date", of a
quarter; "97.2% in 2023/24", of a year that has not ended.
"""

from __future__ import annotations

import re

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.domain.measures.measure import Basis
from kpibook.on_use.regex import regex

_QUARTERS = (
    r"(?:quarter|qtr|q[1-4]|three months|period|october to december)(?:'s)?(?: figure| rate)? "
    r"(?:itself|alone|by itself|on its own|taken alone|taken on its own|only|in isolation)\b"
    r"|\b(?:stand-?alone|discrete|in-quarter|single[ -]quarter|quarter-only|quarterly) "
    r"|\b(?:alone|just) (?:the|this|in the) (?:quarter|three months)\b|\bquarter's own\b"
    r"|\b(?:of them|of those|of which|of these|added|more|new) (?:in |during |over )?"
    r"(?:the|this) (?:quarter|three months|period)\b|\bby (?:the )?quarter\b|\beach quarter\b"
)
_YEARS_SO_FAR = (
    r"year[ -]to[ -]date|\bytd\b|\bso far this (?:financial )?year"
    r"|\bthis (?:financial )?year so far"
    r"|\bsince (?:1 |the first of |the start of )?april\b|\bcumulative(?:ly)?\b|(?<!up )\bto date\b"
    r"|\b(?:the|first|past|last|these) (?:six|nine|6|9) months\b|\b(?:six|nine|6|9)[ -]month"
    r"|\b(?:half|mid)[ -]?year\b|\bfirst half\b|\bthree quarters of the year\b"
    r"|\bapril (?:to|and|-|through) (?:september|december)\b|\bin the year so far\b"
)
_WHOLE_YEARS = (
    r"\b(?:rolling|12-month|twelve-month|moving annual|calendar (?:year )?20\d\d)\b"
    r"|\b(?:12|twelve) months (?:to|up to|ending|ended)\b"
    r"|\byear (?:to|ending|ended) (?:the end of )?"
    r"(?:march|june|september|december)\b|\b(?:full|whole|entire)[ -]year\b(?!'?s? target)"
    r"|\bannual(?:ly)?\b(?! (?:target|leave|report|review|budget|conference|low|high|goal|aim))"
    r"|\b(?:as a|the) whole year\b|\byear as a whole\b"
)
_OTHERS = {
    Basis.IN_PERIOD: regex(f"{_YEARS_SO_FAR}|{_WHOLE_YEARS}"),
    Basis.CUMULATIVE: regex(f"{_QUARTERS}|{_WHOLE_YEARS}"),
    Basis.YEAR_TO_DATE: regex(f"{_QUARTERS}|{_WHOLE_YEARS}"),
    Basis.SNAPSHOT: regex(r"\b(?:six|nine|6|9) months\b"),
    Basis.ROLLING_12_MONTHS: regex(f"{_QUARTERS}|{_YEARS_SO_FAR}"),
}
# What a sentence behind begins with if it goes on about the figure before.
_GOES_ON = regex(r"(?:that|this|it|which|the same|a year|compared|against|and|but|in|at|up|down)\b")

_LONG = regex(r"\b(?:12|twelve) months\b|\byear[ -]on[ -]year\b|\b(?:on|over) the year\b")
# A unit, and sums of the figures in a sentence, are right or wrong of any stretch.
_KINDS = (ClaimKind.FIGURE, ClaimKind.DIRECTION, ClaimKind.CHANGE, ClaimKind.TARGET)


def is_of_other_stretch(passage: Passage) -> bool:
    """Return True if the words before a claim set it in another stretch of time.

    The measure's own figure ends what they say.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("At the half year it was 77.2%.")
    ['the half year it was 77.2%']
    >>> doubted("This quarter it was 71.8%, and 77.2% in Q2.")
    []
    """
    claim = passage.claim
    if claim.kind is ClaimKind.DATE:  # "in the last 12 months 326 left" is no date
        return _LONG.search(passage.words(passage.first, passage.last)) is not None
    if claim.kind not in _KINDS or claim.of in (Of.TARGET, Of.YEAR_TARGET, Of.COMPARATOR):
        return False
    return _is_whole_year(passage) or _is_in_other(passage)


def _is_in_other(passage: Passage) -> bool:
    context = passage.context
    others = _OTHERS.get(context.facts.basis)
    if others is None:
        return False
    named = passage.named_before
    start = 0 if named is None else named + 1
    if others.search(passage.words(start, passage.last + 4)):
        return True
    before = passage.before
    if named is not None or before is None or before.actuals or context.actuals:
        return False
    goes_on = _GOES_ON.match(passage.words(0, len(context.parts))) is not None
    return goes_on and others.search(_text(before)) is not None


def _text(context: Context) -> str:
    items = context.sentence.items
    return context.sentence.text[items[0].start : items[-1].end].lower() if items else ""


def _is_whole_year(passage: Passage) -> bool:
    """Return True for "97.2% in 2023/24" of a count that begins again each year."""
    claim, facts = passage.claim, passage.context.facts
    if not facts.basis.is_of_year_so_far or not _is_past_figure(claim) or facts.period.number == 4:
        return False
    text = passage.words(passage.first, passage.last + 3)
    if re.search(r"q[1-4]|quarter|same|months|december|september|june|point|stage|time", text):
        return False
    return re.search(r"20\d\d|\d\d/\d\d", text) is not None


def _is_past_figure(claim: Claim) -> bool:
    return claim.kind is ClaimKind.FIGURE and claim.of is Of.PREVIOUS_YEAR
