"""Flows: so many at the start, so many in, so many out, so many at the end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_IN = frozenset(
    [
        "joined",
        "entered",
        "entering",
        "received",
        "notified",
        "came",
        "opened",
        "added",
        "admitted",
        "referred",
        "new",
        "arrived",
        "registered",
        "in",
        "in.",
        "starters",
        "started",
        "raised",
        "arriving",
        "joining",
        "taken",
    ]
)
_OUT = frozenset(
    [
        "left",
        "leaving",
        "completed",
        "closed",
        "ended",
        "out",
        "exited",
        "found",
        "discharged",
        "removed",
        "resolved",
        "finished",
        "cleared",
        "decided",
        "determined",
        "rehoused",
        "housed",
        "concluded",
        "withdrawn",
        "recovered",
        "collected",
        "repaid",
        "off",
        "written",
        "cancelled",
        "departed",
        "paid",
    ]
)


# Items of a sentence in note form: "347 in, 413 out."
_NOTE = 8


def flow_claims(contexts: list[Context]) -> Iterator[tuple[Context, Claim]]:
    """Yield the flows of a text: over one sentence, or two that follow each other.

    A flow has the figure of the quarter before first and the quarter's last, with two counts
    between them, one that came and one that left.
    """
    for number, context in enumerate(contexts):
        two = contexts[number : number + 2]
        three = contexts[number : number + 3]
        found = _flow([context]) or (_flow(two) if len(two) == 2 else None)
        if found is None and len(three) == 3 and all(len(c.parts) <= _NOTE for c in three):
            found = _flow(three)
        if found is not None:
            yield context, found


def _flow(contexts: list[Context]) -> Claim | None:
    facts = contexts[0].facts
    if facts.previous is None or facts.actual is None:
        return None
    counts: list[tuple[Context, int, Figure]] = []
    for context in contexts:
        for place, figure in context.sentence.figures():
            is_money = figure.unit == "£" and facts.unit is Unit.CURRENCY
            plain = figure.unit == "" or is_money
            if plain and not figure.per and not figure.about and figure.digits < 9:
                counts.append((context, place, figure))
    if len(counts) < 4:
        return None
    values = [figure.value for _, _, figure in counts]
    start_, came_or_left, other, end = values[:4]
    nets = (start_ + came_or_left - other, start_ - came_or_left + other)
    own = _of_numerators(facts, start_, end)
    if not own and (
        start_ != facts.previous.value
        or not (
            facts.actual.value == end or (facts.actual.value in nets and _is_left_over(counts[3]))
        )
    ):
        return None
    if any(context.is_plan(place) for context, place, _ in counts[:4]):
        return None
    ways = [_way(context, place) for context, place, _ in counts[1:3]]
    if sorted(ways) != [-1, 1]:
        return None
    came, left = (counts[1 + ways.index(way)][2] for way in (1, -1))
    start, last = counts[0], counts[3]
    return start[0].claim(
        ClaimKind.FLOW,
        start[1],
        last[1] if last[0] is start[0] else len(start[0].parts) - 1,
        Of.ACTUAL,
        "flow",
        (start[2], came, left, last[2]),
    )


def _of_numerators(facts: MeasureFacts, start: Decimal, end: Decimal) -> bool:
    """Return True if a flow ends at the number behind a rate, and starts near the one before."""
    top, unit = facts.numerator, facts.unit
    if top is None or facts.denominator is None or facts.previous is None or not unit:
        return False
    before = facts.previous.value * facts.denominator.value / (unit.per or 1)
    return bool(unit.per) and end == top.value and abs(start - before) <= before / 20


def _is_left_over(count: tuple[Context, int, Figure]) -> bool:
    """Return True for the number that a sentence ends with as what is left: "leaving 318"."""
    context, place, _ = count
    return context.word(place - 1) == "leaving" and context.parts[place + 1 :][:1] in ("", "i", ",")


def _way(context: Context, place: int) -> int:
    """Return 1 for a count that came, -1 for a count that left, 0 if that is not plain."""
    words = [context.word(at) for at in range(place + 1, min(place + 7, len(context.parts)))]
    stop = next(
        (
            i
            for i, at in enumerate(range(place + 1, place + 7))
            if context.parts[at : at + 1] in ("N", ";")
        ),
        6,
    )
    behind = [_sign(word) for word in words[:stop]]
    near = next((sign for sign in behind if sign), 0)
    before = _sign(context.word(place - 1)) or _sign(context.word(place - 2))
    return near if not before or (near and words[:1] and _sign(words[0])) else before


def _sign(word: str) -> int:
    return (word in _IN) - (word in _OUT)


_NET = regex(
    r"(?P<came>N)[^N;]{0,8}(?P<left>N)[^N;]{0,8}?,e{0,2}(?P<way>[UD])o?[eb]{0,2}(?P<net>N)"
)


def net_claims(context: Context) -> Iterator[Claim]:
    """Yield "56 came and 46 left, a net increase of ten"."""
    if "net" not in context.words:
        return
    for match in context.each(_NET):
        came, left, net = (context.sentence.figure(match.start(g)) for g in ("came", "left", "net"))
        if any(f.unit or f.per or f.about for f in (came, left, net)):
            continue
        if "net" not in {context.word(at) for at in range(match.start("left"), match.end())}:
            continue
        ways = [_way(context, match.start(g)) for g in ("came", "left")]
        if ways == [1, -1]:
            way = "up" if match["way"] == "U" else "down"
            yield context.claim(
                ClaimKind.FLOW, match.start(), match.end() - 1, Of.MEASURES, way, (came, left, net)
            )
