"""Records: the highest since a year ago, our best quarter for two years, the lowest ever.

A record is contradicted only by an earlier figure of the workbook that is higher (or lower).
"""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.period import Quarter

_WAYS = {
    **dict.fromkeys(("highest", "largest", "longest", "greatest", "biggest"), "highest"),
    **dict.fromkeys(("lowest", "smallest", "shortest", "fewest"), "lowest"),
    **dict.fromkeys(("best", "strongest", "healthiest"), "best"),
    **dict.fromkeys(("worst", "weakest", "poorest"), "worst"),
}
#: Words of which a sentence has one if it claims a record.
TRIGGERS = frozenset((*_WAYS, "most", "any"))
# better than in any quarter since
_THAN_ANY = {
    Part.BETTER: "best",
    Part.AHEAD: "best",
    Part.WORSE: "worst",
    Part.BEHIND: "worst",
    Part.MORE: "highest",
    Part.LESS: "lowest",
}
#: Words between a record and its period: "the highest figure recorded since".
_BETWEEN = frozenset(
    {
        *("figure", "result", "level", "rate", "performance", "position", "number", "total"),
        *("score", "outturn", "percentage", "proportion", "value", "quarter", "quarterly"),
        *("recorded", "reported", "seen", "achieved", "it", "we", "have", "had", "has", "been"),
        *("so", "far", "that", "since", "for", "in", "over", "at", "of", "the", "our", "more"),
        *("than", "any", "ever"),
    }
)
_SPANS = {
    "year": 4,
    "twelve": 4,
    "12": 4,
    "18": 6,
    "eighteen": 6,
    "two": 8,
    "2": 8,
    "three": 12,
    "3": 12,
    "five": 20,
    "5": 20,
}
_WORDS_BEHIND = 9


def record_claims(context: Context) -> Iterator[Claim]:
    """Yield each record that a sentence says the measure's figure is."""
    if not context.anchored:
        return
    if context.sentence.asks or "g" in context.parts:
        return
    for place, item in enumerate(context.sentence.items):
        way = _WAYS.get(item.word, "")
        if item.part in _THAN_ANY and _is_than_any(context, place):
            way = _THAN_ANY[item.part]
        if item.word == "most" and context.word(place + 1) in ("since", "for", "in"):
            way = "highest"
        said = in_number(context, way)
        since = _since(context, place) if said else None
        if since is None or not _is_of_measure(context, place):
            continue
        last, when = since
        sure = not context.is_plan(place) and not context.is_not(place)
        yield context.claim(
            ClaimKind.DIRECTION, place, last, Of.ACTUAL, said, (), Of.EARLIER, when, sure=sure
        )


def _is_than_any(context: Context, place: int) -> bool:
    words = [context.phrase(at) for at in range(place, place + 4)]
    return "any" in words and "than" in " ".join(words).split()


def in_number(context: Context, way: str) -> str:
    """Return "highest" or "lowest" of a record; "" if which way is good is not known."""
    if way not in ("best", "worst"):
        return way
    good = {Polarity.HIGHER: "best", Polarity.LOWER: "worst"}.get(context.facts.polarity)
    return "" if good is None else ("highest" if way == good else "lowest")


def _is_of_measure(context: Context, place: int) -> bool:
    start = context.clause_start(place)
    times = [item.when for item in context.sentence.items[start:place] if item.when is not None]
    if any(when.relation is not Relation.NOW for when in times):
        return False
    before = context.parts[start:place]
    return any(start <= at < place for at in context.actuals) and not any(
        letter in before[before.rfind("N") :] for letter in "zCG"
    )


def _since(context: Context, place: int) -> tuple[int, When] | None:
    """Return the last item of a record, and the quarter behind which it is one; None if unsaid."""
    items = context.sentence.items
    words: list[str] = []
    for at in range(place + 1, min(place + _WORDS_BEHIND, len(items))):
        item = items[at]
        if item.when is not None:
            since = "since" in words and item.when.quarter is not None
            known = item.when.relation is not Relation.NOW and item.when.exact
            return (at, item.when) if since and known else None
        has_unit = item.figure is not None and item.figure.unit != ""
        span = _span_of_figure(context, at) if has_unit else _SPANS.get(item.word, 0)
        spans = {"for", "in", "over"} & {*words, *(w for word in words for w in word.split())}
        behind = context.word(at + 1)
        if span and spans and (item.word == "year" or _is_time(context, at, behind)):
            return at, _quarters_ago(context.facts.period, span)
        if item.word not in ("a", "an", "last", "past") and not {*item.word.split()} <= _BETWEEN:
            return None
        words.append(item.phrase or item.word)
    return None


def _span_of_figure(context: Context, at: int) -> int:
    figure = context.sentence.items[at].figure
    if figure is None or figure.unit not in ("year", "month"):
        return 0
    return int(figure.value) * 4 if figure.unit == "year" else int(figure.value) // 3


def _is_time(context: Context, at: int, behind: str) -> bool:
    figure = context.sentence.items[at].figure
    return behind in ("years", "months") or (figure is not None and figure.unit != "")


def _quarters_ago(now: Quarter, count: int) -> When:
    """Return the quarter behind which a number of quarters lie, the present one not counted."""
    quarter = now
    for _ in range(count + 1):
        quarter = quarter.previous
    return When(Relation.EARLIER, quarter)
