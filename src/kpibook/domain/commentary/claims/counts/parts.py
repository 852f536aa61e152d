"""Parts of a whole: 110 of our 190, one in ten, 79 decisions out of 110."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# 110 of our 190 · 79 decisions out of 110 · 40,182 calls of 45,199
_OF = regex(r"(?P<part>N)(?:[kez]{0,2}(?:o|O|r)|[kezi]{0,4}O)e{0,2}[Pk]?(?P<whole>N)")
# of 45,199 calls we answered 40,182
_WHOLE_FIRST = regex(r"(?:^|;)[oY](?P<gap>e?)(?P<whole>N)[kez]{0,3},?P?[kvze]{0,2}(?P<part>N)")
# 310 requests fell due and 287 of them were answered
_OF_THEM = regex(r"(?P<whole>N)[^N;]{1,9}(?P<part>N)g")
_SHARE = regex(r"[^N;]{0,14}(?P<share>N)")


def part_claims(context: Context) -> Iterator[Claim]:
    """Yield each part of a whole, with the share that the sentence gives for it."""
    for pattern in (_OF, _WHOLE_FIRST, _OF_THEM):
        for match in context.each(pattern):
            part, whole = (context.sentence.figure(match.start(g)) for g in ("part", "whole"))
            if not _are_counts(part, whole):
                continue
            first, last = match.start(), match.end() - 1
            if pattern is _OF_THEM and not context.phrase(last).startswith("of "):
                continue
            yield context.claim(
                ClaimKind.PARTS,
                first,
                last,
                Of.DENOMINATOR,
                "all of" if _is_whole_measure(context, match.end()) else "of",
                (part, whole),
                sure=not context.is_plan(first)
                and "f" not in context.parts[first : match.end() + 2]
                and "g" not in context.parts[:last],
            )
            yield from _share_behind(context, part, whole, match.end())
    yield from _share_before(context)
    yield from _share_of(context)
    yield from _mistyped(context)


# ... applications were decided in time, and no word that is not in the title
_OF_TITLE = regex(r"[ekiovP]*(?=$|[,;x(a])")


def _is_whole_measure(context: Context, end: int) -> bool:
    """Return True if all that is said of a part is in the measure's title."""
    match = _OF_TITLE.match(context.parts[end:])
    return match is not None and match[0].count("k") > 1


def _mistyped(context: Context) -> Iterator[Claim]:
    """Yield the denominator with a digit that differs, in a sentence with the exact numerator."""
    top, bottom = context.facts.numerator, context.facts.denominator
    if top is None or bottom is None or not context.counts:
        return
    whole = next((f for _, f in context.sentence.figures() if f.value == bottom.value), None)
    times = [item.when for item in context.sentence.items if item.when is not None]
    if whole is not None or "g" in context.parts:
        return
    if any(when.relation is not Relation.NOW for when in times):
        return
    for place, figure in context.sentence.figures():
        if figure.unit or figure.about or not is_mistyped(figure.value, bottom.value):
            continue
        first, last = sorted((context.counts[0], place))
        part = context.sentence.figure(context.counts[0])
        yield context.claim(ClaimKind.PARTS, first, last, Of.DENOMINATOR, "of", (part, figure))


def _are_counts(part: Figure, whole: Figure) -> bool:
    return (
        not any((part.per, whole.per, part.about, whole.about))
        and part.unit == whole.unit
        and part.unit in ("", "£")
        and 0 < part.value <= whole.value
        and whole.value >= 5
        and part.value == part.value.to_integral_value()
        and whole.value == whole.value.to_integral_value()
    )


# 57 of 573 had moved, roughly one in twenty · 30 of 46 were late, or 65%
_DIRECT = regex(
    r"[kzeviYIPTMXn]{0,10}(?:[,(;]|,?a)[aPv]{0,3}e{0,3}N|[kzevYi]{0,6},?(?:e{0,2}|o?P)N"
)
_MOVED = regex(r"[ez]{0,2}[ALUDBWHJ]|v?e{0,2}[GC]")
# 57.9% (110 of 190) · about a third, 15 of 46
_BEFORE = regex(
    r"(?P<share>N)[ozkev]{0,9}[(,;][ez]{0,2}(?P<part>N)[kez]{0,2}(?:o|O)e{0,2}(?P<whole>N)"
)


def _share_behind(context: Context, part: Figure, whole: Figure, end: int) -> Iterator[Claim]:
    """Yield the share behind a part of a whole: "57 of 573 had moved, roughly one in twenty"."""
    match = _SHARE.match(context.parts[end:])
    if match is None or _OF_OTHERS.search(match[0]):
        return
    at = end + match.start("share")
    share = context.sentence.figure(at)
    is_next = share.unit == "share" or _DIRECT.fullmatch(match[0]) is not None
    if share.unit in ("%", "share") and is_next and not _is_of_others(context, at):
        yield _share(context, part, whole, share, end - 1, at)


_OF_OTHERS = regex(r"[ALUDHJGC]")


def _is_of_others(context: Context, at: int) -> bool:
    """Return True for a share that is a change, or one of another period."""
    behind = context.parts[at + 1 :]
    is_of_some = behind.startswith("o") and context.sentence.figure(at).unit == "%"
    is_of_part = context.phrase(at + 1).startswith("of ")  # "half of them in a week"
    if is_of_some or is_of_part or _MOVED.match(behind):
        return True
    then = _THEN.match(behind)
    return then is not None and context.when(at + then.end()).relation is not Relation.NOW


_THEN = regex(r"[iY(]?e{0,2}T")


def _share_before(context: Context) -> Iterator[Claim]:
    """Yield a share with its part and whole behind it: "57.9% (110 of 190)"."""
    for match in context.each(_BEFORE):
        share, part, whole = (
            context.sentence.figure(match.start(g)) for g in ("share", "part", "whole")
        )
        is_share = share.unit == "share" or (share.unit == "%" and "(" in match[0])
        if is_share and _are_counts(part, whole):
            yield _share(context, part, whole, share, match.start(), match.end() - 1)


# half of the 64 (32)
_SHARE_OF = regex(r"(?P<share>N)oe{0,2}(?P<whole>N)k{0,3}\(e{0,2}(?P<part>N)\)")


def _share_of(context: Context) -> Iterator[Claim]:
    """Yield a share of a whole with the part that it is: "half of the 64 (32)"."""
    for match in context.each(_SHARE_OF):
        share, whole, part = (
            context.sentence.figure(match.start(g)) for g in ("share", "whole", "part")
        )
        if share.unit in ("%", "share") and _are_counts(part, whole):
            yield _share(context, part, whole, share, match.start(), match.end() - 2)


# How far a share in words may be off: a part of it, and points.
_ROUGH, _ROUGHER, _MOST_POINTS = Decimal("0.12"), Decimal("0.16"), Decimal(8)
_ROUND = ("about", "around", "roughly", "approximately", "approx", "circa", "c", "some")


def _share(
    context: Context, part: Figure, whole: Figure, share: Figure, first: int, last: int
) -> Claim:
    if share.unit == "share":
        value, is_round = share.value * 100, share.about in _ROUND
        step = min(value * (_ROUGHER if is_round else _ROUGH), _MOST_POINTS)
        share = Figure(value, "%", 0, step, "" if is_round else share.about)
    return context.claim(ClaimKind.PARTS, first, last, Of.ACTUAL, "share", (share, part, whole))
