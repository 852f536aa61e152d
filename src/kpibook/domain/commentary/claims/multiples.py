"""Changes said as a multiple: doubled since Q2, three times as many as a year ago, half as long."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_BASE = regex(r"(?:[hezkALoi]{0,6}?|[,k]?te{0,2}N,?)[hrsYiw]{0,2}e?(?:(?P<when>T)|(?P<figure>N))")
# it has doubled to 12 · trebled, at 33
_ALONE = regex(r"(?:[ke]{0,2},?[ti]e{0,2}N)?e?T?$|(?:[ke]{0,2},?[ti]e{0,2}N)?[,;(]")
_MANY = frozenset(("many", "much", "high", "long", "often", "large", "big"))
_BY = frozenset(
    (
        *("since", "from", "than", "on", "against", "versus", "as", "compared to", "compared with"),
        *("that of", "of", "the", "between", "over"),
    )
)
_TENTH = Decimal("0.1")


def multiple_claims(context: Context) -> Iterator[Claim]:
    """Yield each multiple of an earlier figure that a sentence says the measure is.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(multiple_claims, "At 71.8% performance has doubled since Q2.")
    ['doubled since Q2: the figure of the quarter times to the quarter before']
    """
    for place, figure in context.sentence.numbered:
        if figure.unit not in ("share", "times"):
            continue
        if figure.unit == "share":
            if context.word(place + 1) != "as" or context.word(place + 2) not in _MANY:
                continue
            times = replace(figure, unit="times", step=figure.value * _TENTH)
            yield from _multiple(context, place, times)
        else:
            yield from _multiple(context, place, figure)


def _multiple(context: Context, place: int, figure: Figure) -> Iterator[Claim]:
    behind = context.parts[place + 1 :]
    match = _BASE.match(behind)
    if match is None:
        yield from _since_any(context, place, figure)
        return
    at = place + 1 + match.start("when" if match["when"] else "figure")
    against, when = _against(context, at)
    if match["when"] and not _BY & {context.phrase(near) for near in range(place + 1, at)}:
        against = None  # "trebled last year": not since then
    sure = against is not None and context.anchored and not context.is_plan(place)
    if sure or not context.anchored:
        sure = against is not None and _is_of_measure(context, place)
    yield _claim(context, place, at, figure, against, when, sure=sure)


def _against(context: Context, at: int) -> tuple[Of | None, When | None]:
    if context.parts[at] == "T":
        return context.of(at), context.when(at)
    past = (Of.PREVIOUS, Of.PREVIOUS_YEAR)
    return next((of for of in past if context.is_fact(at, context.fact(of))), None), None


def _is_of_measure(context: Context, place: int) -> bool:
    """Return True if the words before are about the measure: "the list has doubled since Q2"."""
    subject = context.subject(place)
    named = "P" in subject or "k" in subject
    about = named and context.is_about_measure(place) and context.is_of_its_kind(place)
    return (context.anchored or (context.opens and about)) and not context.is_plan(place)


def _since_any(context: Context, place: int, figure: Figure) -> Iterator[Claim]:
    """Yield "it has doubled to 12", which is of some earlier figure."""
    behind = context.parts[place + 1 :]
    if context.sentence.items[place].part.value not in "UD" or not _ALONE.match(behind):
        return
    times = [item.when for item in context.sentence.items if item.when is not None]
    if not context.anchored or any(when.relation is not Relation.NOW for when in times):
        return
    about = context.is_about_measure(place) and context.subject(place).strip("ev")
    sure = bool(about) and context.is_of_its_kind(place) and not context.is_plan(place)
    if not context.is_not(place) and not set("rhsGC") & set(context.parts):
        yield _claim(context, place, place, figure, Of.EARLIER, None, sure=sure)


def _claim(
    context: Context,
    place: int,
    last: int,
    figure: Figure,
    against: Of | None,
    when: When | None,
    *,
    sure: bool,
) -> Claim:
    return context.claim(
        ClaimKind.CHANGE, place, last, Of.ACTUAL, "times", (figure,), against, when, sure=sure
    )
