"""Which target is meant: the measure's own of the quarter, of the year, or another."""

from __future__ import annotations

from kpibook.domain.commentary.claims.context import OF_YEAR, OTHER_TARGET, Context
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

_OTHER = OTHER_TARGET | frozenset(
    ["all", "both", "contract", "internal", "one", "response", "statutory", "two"]
)
_OF_SOMETHING = regex(r"ie{0,2}[zN]|Pe{1,2}z")
_TIMES = frozenset(("second", "third", "fourth", "fifth", "row", "running", "time"))
_ITS_FIGURE = regex(r"[o(]e?N")
# Items behind a target that may name its period.
_NEAR = 7


def is_target_itself(context: Context, place: int) -> bool:
    """Return True if a figure is the target as written; "under 49" is a rough 48.6."""
    target, figure = context.facts.target, context.sentence.figure(place)
    return (
        target is not None
        and context.in_unit(figure)
        and abs(context.value(figure).value - target.value) <= figure.step
    )


def has_own_figure(context: Context, last: int) -> bool:
    """Return True for "the ICO-backed standard of 90%", where that is the target."""
    figure = _ITS_FIGURE.match(context.parts[last + 1 :])
    return figure is not None and is_target_itself(context, last + figure.end())


def _is_of_something(context: Context, at: int) -> bool:
    """Return True for a target "for home visits", and one "that the Department sets"."""
    if not _OF_SOMETHING.match(context.parts[at:]) or context.kin(at, at + 3):
        return False
    if any(context.word(n) in _TIMES for n in range(at, at + 4)):
        return False  # "above target for a second quarter"
    if context.parts[at] == "i":  # "in five of the last eight quarters", and not "at 88.4%"
        number = context.parts[at : at + 3].find("N")
        return number < 0 or (context.word(at) == "in" and at + number not in context.actuals)
    return context.word(at) in ("that", "which")


def is_other_target(context: Context, first: int, last: int) -> bool:
    """Return True if the target between two places is another than that of the quarter.

    >>> from kpibook.domain.commentary.example import told
    >>> told("We met the target."), told("We met the stretch target.")
    (['the target is 75%, and the actual 71.8%'], [])
    >>> told("We met our target for home visits."), told("We met the target for Q2.")
    ([], [])
    """
    if _is_ambition_itself(context, first, last):
        return False
    if _is_of_something(context, last + 1) or _is_of_other_time(context, first, last):
        return True
    numbers = (at for at in range(first, last + 1) if context.parts[at] == "N")
    own = any(is_target_itself(context, at) for at in numbers) or has_own_figure(context, last)
    return not own and _is_named_other(context, first, last)


def _is_ambition_itself(context: Context, first: int, last: int) -> bool:
    """Return True for "the ambition of 70%", where that is the target."""
    places = range(first, min(last + 3, len(context.parts)))
    target = context.facts.target
    is_own = any(context.parts[at] == "N" and context.is_fact(at, target) for at in places)
    return is_own and any(context.word(at) == "ambition" for at in places)


def _is_of_other_time(context: Context, first: int, last: int) -> bool:
    """Return True if another period than the quarter is named near a target."""
    comma = context.parts.find(",", last)
    until = min(last + _NEAR, len(context.parts), comma if comma > 0 else len(context.parts))
    times = [at for at in range(first + 1, until) if context.parts[at] == "T"]
    return any(context.when(at).relation is not Relation.NOW for at in times)


def _is_named_other(context: Context, first: int, last: int) -> bool:
    while first and context.parts[first - 1] == "e":
        first -= 1  # "the stretch target was missed"
    places = (at for at in range(first, last + 1) if context.parts[at] not in "AL")
    return any(
        context.word(at) in _OTHER and not context.phrase(at).startswith("upper") for at in places
    )


def names_year(context: Context, first: int, last: int) -> bool:
    """Return True if the words between two places name the target of the year."""
    words = {context.word(at) for at in range(max(first, 0), min(last + 2, len(context.parts)))}
    return bool(words & OF_YEAR)
