"""Words behind a figure that narrow it to a part: "64.2% in the north", "84% of majors"."""

from __future__ import annotations

from kpibook.domain.commentary.claims.context import Context
from kpibook.on_use.regex import regex

# 84% of householder applications · 64.2% of the 33 in the north
_OF = regex(r"[ev]{0,2}oe{0,3}(?P<words>[kezYZPg]*)(?P<inside>[IOAL]e?N|ie{0,2}z)?")
# 64.2% in the north · 80% for householders · 90% on majors
_IN = regex(r"[k]?i(?P<word>e{0,3}z)")
# 64.2%, of majors alone, in brackets
_ASIDE = regex(r"\(e?[zg]{1,3}\)")
# 64.2% before extensions were counted
_WHILE = regex(r"(?P<word>x)[ei]{0,2}[zYZ]")
# 302 were assessed
_DONE = regex(r"[ve]+[zYZ]")
# Letters that each of these begins with.
_BEGINS = frozenset("evoki(x")
_WHOLE = frozenset(
    (
        "total",
        "all",
        "full",
        "year",
        "line",
        "place",
        "turn",
        "date",
        "part",
        "fact",
        "both",
        "work",
    )
)
_CONDITIONS = frozenset(("before", "until", "after", "when", "where", "once", "if"))


# 46% were decided within six weeks
_IN_TIME = regex(r"[^,;()N]{0,10}[IOAL]h?e{0,2}(?P<span>N)")
_SPANS = frozenset(("second", "minute", "hour", "days", "week", "month", "year"))


def is_in_other_time(context: Context, place: int) -> bool:
    """Return True for a share of what was done within a time that is not in the title."""
    match = _IN_TIME.match(context.parts, place + 1)
    if match is None:
        return False
    span = context.sentence.figure(match.start("span"))
    return span.unit in _SPANS and not context.in_unit(span)


def is_narrowed(context: Context, place: int) -> bool:
    """Return True if the words behind a figure make it of a part, or of something else.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> is_narrowed(in_context("64.2% in the north."), 0)
    True
    >>> is_narrowed(in_context("64.2% of minor applications were decided in time."), 0)
    False
    """
    if context.parts[place + 1 : place + 2] not in _BEGINS:
        return False
    behind = context.parts[place + 1 :]
    if of := _OF.match(behind):
        words = of["words"]
        is_part = bool(of["inside"]) and context.word(place + of.end()) not in _WHOLE
        return "z" in words or "g" in words or "k" not in words or is_part
    if inside := _IN.match(behind):
        last = place + inside.end("word")
        return context.word(last) not in _WHOLE or _IN.match(context.parts[last + 1 :]) is not None
    if later := _WHILE.match(behind):
        return context.word(place + 1 + later.start("word")) in _CONDITIONS
    figure = context.sentence.items[place].figure
    is_bare = figure is not None and not figure.unit
    return bool(_ASIDE.match(behind)) or (is_bare and _DONE.match(behind) is not None)
