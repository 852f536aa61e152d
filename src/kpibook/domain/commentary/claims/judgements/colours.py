"""Colours of a rating: "71.8%, rated green" of a measure that misses its target."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.rules.outcomes import Status

_COLOURS = {"green": "met", "red": "missed"}
#: Words of which a sentence has one if it claims a colour.
TRIGGERS = frozenset(_COLOURS)
_RATED = {"met": (Status.MET, Status.EXCEEDING), "missed": (Status.OFF,)}
_ALL = frozenset((*_COLOURS, "amber", "yellow", "blue"))
# "the green bins" are no rating
_BEFORE = frozenset(
    ("rated", "rag", "is", "are", "as", "remains", "status", "rag-rated", "stays", "at")
)


def colour_claims(context: Context) -> Iterator[Claim]:
    """Yield the colour that a sentence says the measure is rated, if it names but one."""
    places = [at for at, item in enumerate(context.sentence.items) if item.word in _ALL]
    if len(places) != 1 or context.sentence.asks or "g" in context.parts:
        return
    place = places[0]
    said = _COLOURS.get(context.word(place), "")
    if not said or context.word(place - 1) not in _BEFORE or context.is_not(place):
        return
    # Green may be a little short of the target: the scheme's rating decides.
    if context.facts.status in _RATED[said]:
        return
    if context.parts[place + 1 : place + 2] not in ("", ",", ";", ")", "a", "x", "i", "w"):
        return
    times = [item.when for item in context.sentence.items if item.when is not None]
    if any(when.relation is not Relation.NOW for when in times) or context.is_plan(place):
        return
    own = context.anchored or (context.first and context.is_about_measure(place - 1))
    yield context.claim(
        ClaimKind.TARGET, place - 1, place, Of.TARGET, said, sure=own and _is_of_us(context, place)
    )


def _is_of_us(context: Context, place: int) -> bool:
    """Return True if the words before are the measure's figure, or name it or "this measure"."""
    before = context.subject(place - 1)
    return before.rstrip(",").endswith("N") or "P" in before or "k" in before
