"""Figures said to be the target without that word: "against the 75% that we aim for"."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.bound import is_telling
from kpibook.domain.commentary.claims.figures.found import figure_at
from kpibook.on_use.regex import regex

# against the 75% expected of us · against a planned 75% · we aim for 75%
_SET = regex(
    r"(?:(?:[wh]|[LAHJXE][oh]{0,2})e?(?P<word>[fzke])?|(?P<aim>f)e?)(?P<figure>N)(?P<behind>[fzePik]{0,4})"
)
_PLANNED = frozenset(
    (
        "planned",
        "expected",
        "required",
        "budgeted",
        "anticipated",
        "projected",
        "profiled",
        "agreed",
    )
)
_AIMS = frozenset(
    ("aim for", "aiming for", "aim at", "aspire to", "aims for", "aimed for", "we're aiming")
)
_SETS = frozenset(
    (
        *("expected", "required", "planned", "set", "asked", "needed", "demanded", "agreed"),
        *("budgeted", "profiled", "wanted", "envisaged", "stipulated", "specified", "promised"),
        *_AIMS,
    )
)


def unnamed_targets(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be expected or set, where the sentence gives the actual.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(unnamed_targets, "It was 71.8% against the 57% we set ourselves.")
    ['57% we set ourselves: target is']
    >>> read(unnamed_targets, "It was 71.8% against an expected 57%.")
    ['expected 57%: target is']
    """
    if context.facts.target is None or not context.anchored:
        return
    for match in context.each(_SET):
        found = figure_at(context, match)
        if found is None:
            continue
        place, figure = found
        if match[0][0] in "LAHJXE" and not _is_of_actual(context, match.start()):
            continue
        first = place - 1 if match["word"] and context.word(place - 1) in _PLANNED else place
        last = _set_by(context, place + 1, match.end())
        if match["aim"]:
            is_set = context.phrase(match.start()) in _AIMS
            if not (is_set and is_telling(context, context.facts.target, figure)):
                continue
        elif first == place and last is None:
            continue
        claim = context.claim(
            ClaimKind.FIGURE, first, place if last is None else last, Of.TARGET, "is", (figure,)
        )
        yield place, claim


def _is_of_actual(context: Context, place: int) -> bool:
    """Return True for a judgement of the actual: the figure before it, or words of the measure."""
    before = [at for at, _ in context.sentence.numbered if at < place]
    return before[-1] in context.actuals if before else context.is_about_measure(place)


def _set_by(context: Context, start: int, end: int) -> int | None:
    """Return the last place of the words behind a figure that say who set it; None for none."""
    for at in range(start, end):
        if context.word(at) in _SETS or context.phrase(at) in _SETS:
            return min(at + 1, end - 1)
    return None
