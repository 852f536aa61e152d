"""Records of all time: a record low, the worst since reporting began, our best ever result.

The history of the workbook can contradict such a record. It never bears one out: what was before
its first quarter is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.joined import matches
from kpibook.domain.commentary.claims.movements.records import in_number
from kpibook.domain.measures.measure import Polarity
from kpibook.on_use.regex import regex

#: Words of which a sentence has one if it claims a record of all time.
TRIGGERS = frozenset(
    (
        *("record", "record-high", "record-low", "record-breaking", "all-time", "ever", "never"),
        *("best-ever", "worst-ever", "lowest-ever", "highest-ever", "history"),
        *("began", "begun", "started", "introduced", "kept"),
    )
)
#: The words that make a record of a sentence without a figure or a movement.
OF_ALL_TIME = frozenset(("record", "record-high", "record-low", "all-time", "ever", "history"))
_HIGH = "highest|largest|longest|greatest|biggest"
_LOW = "lowest|smallest|shortest|fewest"
_BEST = "best|strongest|healthiest|quickest|fastest"
_WORST = "worst|weakest|poorest|slowest"
_MOST = f"{_HIGH}|{_LOW}|{_BEST}|{_WORST}"
_WHAT = (
    "(?:figure|result|level|rate|performance|position|number|total|score|outturn|percentage|"
    "proportion|value|quarter|quarterly|return|reading|recorded|reported|seen|achieved|published|"
    "it|that|we|have|had|has|been|yet|time)"
)
_BEGAN = (
    r"(?:(?:our |the |its )?(?:records|recording|reporting|monitoring|measurement|measuring|"
    r"collection|data collection|publication|counting) (?:first )?(?:began|begun|started|starts|"
    r"were kept)|(?:we|the (?:council|service|team|authority)) (?:first )?(?:began|started|have)"
    r"(?: (?:to record|recording|to report|reporting|to measure|measuring|to monitor|monitoring|"
    r"to collect|collecting|to publish|publishing|to count|counting|keeping|records))"
    r"(?: (?:it|this|these|the|figures|data|records))*|(?:the|this) (?:measure|indicator) "
    r"(?:was introduced|began|started))"
)
_EVER = (
    rf"(?:ever|on record|since {_BEGAN}|in (?:its|our|the (?:council|service|measure|indicator)'s)"
    r" history|of all time)"
)
_RECORD = regex(
    r"\b(?:an?|the|our|its|this|another|new|at|to) (?:new |fresh |quarterly )?"
    r"(?:(?:all-time|all time|record)[ -](?P<end>high|low|best|worst)"
    r"|record (?P<of>number|level|total|rate|amount|result|performance|score))\b"
    r"|\ba new (?P<new>record)(?= ?(?:$|[,;:()]|for (?:the (?:service|council|team)|us)\b|of \d))"
    rf"|\b(?P<most>{_MOST})(?:-| )?ever\b|\b(?P<span>{_MOST})(?: {_WHAT}){{0,6}} {_EVER}\b"
    r"|\b(?P<than>higher|lower|better|worse) than (?:it (?:has|had) |we have )?ever\b"
    r"|\bnever (?:before )?been (?:so |this |as |any )?(?P<never>high|low|good|bad|higher|lower|"
    r"better|worse)\b(?! (?:than|as)\b)"
)
_WAYS = {
    **dict.fromkeys(("high", "higher", *_HIGH.split("|")), "highest"),
    **dict.fromkeys(("low", "lower", *_LOW.split("|")), "lowest"),
    **dict.fromkeys(("best", "better", "good", *_BEST.split("|")), "best"),
    **dict.fromkeys(("worst", "worse", "bad", *_WORST.split("|")), "worst"),
    **dict.fromkeys(("number", "level", "total", "rate", "amount"), "highest"),
    **dict.fromkeys(("result", "performance", "score", "record"), "best"),
}
# A record of others, of then, of some quarters, or nearly one.
_NO_RECORD = regex(
    r"\b(?:second|third|fourth|fifth|joint|equal|one of|among|nearly|almost|near|close|approaching"
    r"|towards|from|against|than|below|above|under|short of|off|after|following|since last|for a|"
    r"beating|beat|broke|broken|if|except|excluding|outside|apart|barring|track|previous|"
    r"previously|then|was|had|were|matching|equalling|equalled|not|isn't|in the last|in the past) "
    r"(?:the |a |an |our |its |that |what was |been )*(?:best |worst |highest |lowest )?$"
)
_BEHIND = regex(r"(?P<link>[oi])[eP]{0,2}(?P<what>[kzNCgT])")
_OF_US = frozenset(
    ("service", "council", "team", "borough", "district", "county", "city", "us", "measure")
)
_WAS = frozenset(("was", "were", "had"))


def all_time_claims(context: Context) -> Iterator[Claim]:
    """Yield each record without a span that a sentence says the measure's figure is.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(all_time_claims, "71.8%, a record low.")
    ['a record low: the figure of the quarter lowest to an earlier period']
    >>> read(all_time_claims, "71.8%, up from a record low in Q2.")
    []
    """
    if context.sentence.asks or "g" in context.parts:
        return
    for match, first, last in matches(context, _RECORD):
        way = _WAYS[next(word for word in match.groupdict().values() if word)]
        said = in_number(context, way)
        if match["new"] and context.facts.polarity is not Polarity.HIGHER:
            continue  # of what, it does not say
        if not said or _NO_RECORD.search(match.string[: match.start()]):
            continue
        if match["than"] is None and match["never"] is None and context.is_not(first):
            continue
        if _has_own_figure(context, last) or not context.names_only_now(first, last, ";x,"):
            continue
        if not _is_of_measure(context, first, last):
            continue
        yield context.claim(
            *(ClaimKind.DIRECTION, first, last, Of.ACTUAL, said, (), Of.EARLIER),
            sure=not context.is_plan(first),
        )


# our best ever result being 79.5%
_OWN_FIGURE = regex(r"[Pe]{0,3}[v(,;]?[eo]{0,2}(?P<figure>N)")


def _has_own_figure(context: Context, last: int) -> bool:
    """Return True if a record is followed by its figure, and that is not the actual."""
    own = _OWN_FIGURE.match(context.parts, last + 1)
    at = own.start("figure") if own is not None else -1
    return (
        own is not None
        and at not in context.actuals
        and context.in_unit(context.sentence.figure(at))
    )


def _is_of_measure(context: Context, first: int, last: int) -> bool:
    """Return True if a record is the actual's: it is before it, or "of 71.8%" is behind it."""
    behind = _BEHIND.match(context.parts, last + 1)
    if behind is not None:
        at = behind.start("what")
        if behind["what"] == "N":
            if at in context.actuals:
                return not set(context.subject(first)) & set("zkCGUDBWQALHJN")
            return False
        of_us = any(context.word(place) in _OF_US for place in range(last + 1, at + 1))
        if behind["what"] != "T" and not of_us:
            return False
    elif context.parts[last + 1 : last + 2] in ("k", "z", "G", "C"):
        return False  # "the best ever turnout"
    start = context.clause_start(first)
    if context.parts[start - 1 : start] == ";" and start - 2 in context.actuals:
        start -= 2  # "71.8%: the best since"
    before = context.parts[start:first]
    if any(start <= at < first for at in context.actuals):
        return not any(letter in before[before.rfind("N") :] for letter in "zCGUDBWQALHJ")
    return "N" not in before and context.opens and _is_subject(context, first)


def _is_subject(context: Context, first: int) -> bool:
    """Return True if nothing but the measure is named before a record, or nothing at all."""
    subject = context.subject(first)
    if not context.is_about_measure(first) or "N" in subject:
        return False
    if "k" in subject and "P" not in subject:
        return context.is_of_its_kind(first) and context.facts.numerator is None
    return context.is_of_its_kind(first) and not set(subject) & set("zCGUDBWQALHJ")
