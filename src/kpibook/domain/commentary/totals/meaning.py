"""Words of a typed summary that say which measures it counts, in a scheme's words or usual ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from kpibook.domain.commentary.totals.tally import JUDGED, Tally
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.wording import folded
from kpibook.on_use.regex import regex

_GOOD, _OVER, _NEAR, _BAD = Status.MET, Status.EXCEEDING, Status.WITHIN, Status.OFF
_COLOURS = {"green": {_GOOD, _OVER}, "amber": {_NEAR}, "red": {_BAD}}
#: Usual words, each with the statuses that it may count: a number is right if any of them fits.
_USUAL: tuple[tuple[str, tuple[frozenset[Status], ...]], ...] = (
    (
        (
            r"on target|on track|(?:met|meet|meeting|achiev(?:ed|ing)|hit|hitting) "
            r"(?:or exceed(?:ed|ing) )?(?:(?:its|their|the) )?targets?|"
            r"at or above target|on or above target"
        ),
        (frozenset({_GOOD, _OVER}), frozenset({_GOOD})),
    ),
    (
        (
            r"off target|off track|(?:missed|missing) (?:(?:its|their|the) )?targets?|"
            r"(?:did|do) not meet (?:(?:its|their|the) )?targets?|below target|"
            r"missed(?=[.,;)]|$)"
        ),
        (frozenset({_BAD}), frozenset({_BAD, _NEAR})),
    ),
    (r"within tolerance|just below target|slightly below target", (frozenset({_NEAR}),)),
)
_MOVES: tuple[tuple[str, Direction], ...] = (
    (
        (
            r"(?:a |an )?(?:positive movement|positive direction|improvement|improved|improving)|"
            r"(?:got |getting )?better|(?:moved|moving) in the right direction"
        ),
        Direction.IMPROVED,
    ),
    (
        (
            r"(?:a |an )?(?:negative movement|decline|deterioration|declined|declining|worsened|"
            r"worsening|deteriorated|deteriorating)|(?:got |getting )?worse|"
            r"(?:moved|moving) in the wrong direction"
        ),
        Direction.DECLINED,
    ),
    (r"unchanged|the same|(?:no |not )change[d]?|remained static", Direction.NO_CHANGE),
)
# Each of the usual words and colours has one of these in it.
_STEMS = (
    *(
        "target",
        "track",
        "missed",
        "tolerance",
        "green",
        "amber",
        "red",
        "improv",
        "positive",
        "better",
    ),
    *("direction", "negative", "declin", "deteriorat", "wors", "unchanged", "same", "change"),
    "static",
)
_MOVE = regex("|".join(f"(?P<d{n}>{words})" for n, (words, _) in enumerate(_MOVES)))
_STATUS = regex("|".join(f"(?P<s{n}>{words})" for n, (words, _) in enumerate(_USUAL)))
_COLOUR = regex(r"green|amber|red")


def predicate(labels: Collection[str]) -> str:
    """Return the pattern, a part of a larger one, of a word that says which measures are counted.

    Args:
        labels: The scheme's own words, folded.
    """
    own = (re.escape(label) for label in sorted(labels, key=len, reverse=True))
    usual = (words for words, _ in (*_USUAL, *_MOVES))
    return rf"(?P<predicate>(?:{'|'.join((*own, *usual))}|green|amber|red))(?!\w)"


def may_say_which(words: str, labels: Collection[str]) -> bool:
    """Return False only if no `predicate` is among some words: far sooner than by its pattern.

    Args:
        words: The words, in small letters.
        labels: The scheme's own words, folded.
    """
    return any(stem in words for stem in stems_with(labels))


def stems_with(labels: Iterable[str]) -> tuple[str, ...]:
    """Return texts of which words that say which measures are counted have one.

    Args:
        labels: The scheme's own words, folded.
    """
    return *_STEMS, *labels


def statuses_meant(words: str, tally: Tally) -> tuple[frozenset[Status], ...]:
    """Return the sets of statuses that some words may count; empty if that is not plain.

    Args:
        words: The words, in small letters.
        tally: The counts, with the scheme's own words, which come first.
    """
    if mine := tally.labels.get(folded(words)):
        # Two statuses of one word are counted apart by the generated sentence.
        return (mine, *(frozenset({status}) for status in mine if len(mine) > 1))
    if _COLOUR.fullmatch(words):
        return _of_colour(words, tally)
    match = _STATUS.fullmatch(words)
    if match is None:
        return ()
    return next(sets for n, (_, sets) in enumerate(_USUAL) if match[f"s{n}"])


def _of_colour(colour: str, tally: Tally) -> tuple[frozenset[Status], ...]:
    """Return the statuses of a colour: the scheme's, and the usual ones if it names no colours."""
    words = {label: set(label.split()) for label in tally.labels}
    if not any(parts & _COLOURS.keys() for parts in words.values()):
        return (frozenset(_COLOURS[colour]),)
    sets = [tally.labels[label] for label, parts in words.items() if colour in parts]
    return (frozenset().union(*sets),) if sets else ()


def direction_meant(words: str) -> Direction | None:
    """Return the direction that some words in small letters count; None for other words.

    >>> direction_meant("a positive movement")
    <Direction.IMPROVED: 'improved'>
    """
    match = _MOVE.fullmatch(words)
    if match is None:
        return None
    return next(direction for n, (_, direction) in enumerate(_MOVES) if match[f"d{n}"])


def spans_of(direction: Direction, tally: Tally, against: str) -> Sequence[tuple[int, int]]:
    """Return what the table has and the most that a text may count, for each baseline it may mean.

    A measure whose movement is not judged, or that has no earlier figure, may be counted or not.

    Args:
        direction: The direction counted.
        tally: The counts.
        against: "quarter" or "year" if the text says which earlier period it means; "" if not.
    """
    quarter, year = (tally.directions, tally.may_have), (tally.directions_year, tally.may_have_year)
    meant = {"quarter": (quarter,), "year": (year,)}
    return [
        (counts.get(direction, 0), counts.get(direction, 0) + may.get(direction, 0))
        for counts, may in meant.get(against, (quarter, year))
        if any(counts.get(each) for each in JUDGED)
    ]
