"""Kinds of claims, each with what a sentence has if it makes one: letters, words, facts.

One look at a sentence says which kinds to try: what it has is a number of bits, and a kind is tried
if each of its needs has one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntFlag, auto
from typing import NamedTuple

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims import streaks
from kpibook.domain.commentary.claims.changes import change_claims
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts import flows
from kpibook.domain.commentary.claims.counts.numerators import numerator_claims
from kpibook.domain.commentary.claims.counts.parts import part_claims
from kpibook.domain.commentary.claims.counts.rests import rest_claims
from kpibook.domain.commentary.claims.counts.sums import sum_claims
from kpibook.domain.commentary.claims.dates import date_claims
from kpibook.domain.commentary.claims.figures.every import figure_claims
from kpibook.domain.commentary.claims.inner import inner_claims
from kpibook.domain.commentary.claims.judgements import colours
from kpibook.domain.commentary.claims.judgements.near import near_claims
from kpibook.domain.commentary.claims.judgements.targets import target_claims
from kpibook.domain.commentary.claims.movements import all_time, records
from kpibook.domain.commentary.claims.movements.directions import direction_claims
from kpibook.domain.commentary.claims.movements.turned import turned_claims
from kpibook.domain.commentary.claims.pairs.allowed import allowed_claims
from kpibook.domain.commentary.claims.pairs.every_one import every_one_claims
from kpibook.domain.commentary.claims.pairs.held import held_claims
from kpibook.domain.commentary.claims.pairs.only import only_claims
from kpibook.domain.commentary.claims.pairs.rates import rate_claims
from kpibook.domain.commentary.claims.pairs.rough_shares import rough_share_claims
from kpibook.domain.commentary.claims.pairs.years import year_claims
from kpibook.domain.commentary.claims.units import unit_claims
from kpibook.domain.commentary.claims.zeros import zero_claims
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.measures.measure import Polarity, Unit


class Has(IntFlag):
    """Facts about a measure or a sentence that no letter and no word of the sentence shows."""

    ANYTHING = auto()
    ACTUAL = auto()
    TARGET = auto()
    NUMERATOR = auto()
    DENOMINATOR = auto()
    PERCENT = auto()
    COUNT = auto()
    RATE = auto()
    LOW_IS_GOOD = auto()
    ANCHOR = auto()


_Find = Callable[[Context], Iterator[Claim]]


class Kind(NamedTuple):
    """Kind of claim.

    Attributes:
        find: Yields the claims of the kind in a sentence.
        figures: The figures that a sentence has at least if it makes one.
        needs: Of each a sentence has at least one: letters of `Part`, words, or what it `Has`.
    """

    find: _Find
    figures: int = 0
    needs: tuple[str | frozenset[str] | Has, ...] = ()


#: Every kind of a sentence, in the order in which their claims are told.
KINDS = (
    Kind(unit_claims, 1),
    Kind(date_claims, 1, ("T",)),
    Kind(figure_claims, 1),
    Kind(direction_claims, 0, ("UDQBWSALHJE",)),
    Kind(turned_claims, 0, ("ALHJBW", "TC")),
    Kind(records.record_claims, 1, (records.TRIGGERS, Has.ANCHOR)),
    Kind(all_time.all_time_claims, 0, (all_time.TRIGGERS,)),
    Kind(streaks.streak_claims, 0, ("UDBWQALHJMX", streaks.TRIGGERS)),
    Kind(colours.colour_claims, 0, ("vNzP", colours.TRIGGERS)),
    Kind(zero_claims, 0, ("n", Has.COUNT)),
    Kind(target_claims, 0, ("GMXN",)),
    Kind(near_claims, 1, ("I", "G")),
    Kind(change_claims, 0, ("NUD", "UDBWQALHJXEGh")),
    Kind(part_claims, 2),
    Kind(numerator_claims, 2, (Has.NUMERATOR | Has.RATE,)),
    Kind(flows.net_claims, 3, ("UD", frozenset(("net",)))),
    Kind(inner_claims, 2, (Has.ACTUAL,)),
    Kind(held_claims, 1, (",", "ALHJEMX", Has.ANCHOR, Has.TARGET)),
    Kind(allowed_claims, 2, ("n", "iI", Has.ANCHOR, Has.LOW_IS_GOOD)),
    Kind(only_claims, 1, ("g", "AL", "T", frozenset(("only",)))),
    Kind(rate_claims, 2, (Has.RATE, Has.NUMERATOR)),
    Kind(rough_share_claims, 1, ("k", Has.PERCENT)),
    Kind(every_one_claims, 1, ("k", frozenset(("all",)), Has.DENOMINATOR)),
    Kind(year_claims, 1, ("UDBWQ", "T", Has.COUNT)),
    Kind(sum_claims, 1),
    Kind(rest_claims, 1),
)


_LETTERS = {part.value: 1 << place for place, part in enumerate(Part, len(Has.__members__))}
# The words of a need are one bit, and those of a record of all time another.
_TRIGGERS = [need for kind in KINDS for need in kind.needs if isinstance(need, frozenset)]
_TRIGGERS.append(all_time.OF_ALL_TIME)
_FIRST_TRIGGER = 1 << (len(Has.__members__) + len(_LETTERS))
_BIT_OF = {words: _FIRST_TRIGGER << place for place, words in enumerate(_TRIGGERS)}
_WORDS: dict[str, int] = {}
for _trigger, _bit in _BIT_OF.items():
    _WORDS.update({word: _WORDS.get(word, 0) | _bit for word in _trigger})
_EVERY_WORD = frozenset(_WORDS)
_MOST_NEEDS = 4


def _bits(need: str | frozenset[str] | Has) -> int:
    if isinstance(need, Has):
        return need.value
    return _BIT_OF[need] if isinstance(need, frozenset) else sum(map(_LETTERS.__getitem__, need))


def _tried() -> Iterator[tuple[_Find, int, int, int, int, int]]:
    for find, figures, needs in KINDS:
        least = (*map(_bits, needs), *[Has.ANYTHING.value] * (_MOST_NEEDS - len(needs)))
        one, two, three, four = least
        yield find, figures, one, two, three, four


_TRIED = tuple(_tried())
# A sentence without a figure, a movement or a judgement claims nothing that figures could tell.
_SAYS_ANYTHING = _bits("NUDQBWSALHJMXEIOn") | _bits(all_time.OF_ALL_TIME)
_ANCHOR = Has.ANCHOR.value


def facts_have(facts: MeasureFacts) -> int:
    """Return what a measure `Has`, for all sentences about it."""
    unit = facts.unit
    per = unit.per if unit is not None and unit is not Unit.PERCENT else None
    return (
        Has.ANYTHING.value
        | (facts.actual is not None and Has.ACTUAL.value)
        | (facts.target is not None and Has.TARGET.value)
        | (facts.numerator is not None and Has.NUMERATOR.value)
        | (facts.denominator is not None and Has.DENOMINATOR.value)
        | (unit is Unit.PERCENT and Has.PERCENT.value)
        | (unit is Unit.COUNT and Has.COUNT.value)
        | (bool(per) and Has.RATE.value)
        | (facts.polarity is Polarity.LOWER and Has.LOW_IS_GOOD.value)
    )


def claims_of(context: Context, has: int) -> Iterator[Claim]:
    """Yield the claims of a sentence.

    Args:
        context: The sentence.
        has: What its measure has, see `facts_have`.
    """
    parts, words = context.parts, context.words
    for letter in set(parts):
        has |= _LETTERS[letter]
    if not _EVERY_WORD.isdisjoint(words):
        for word in _EVERY_WORD & words:
            has |= _WORDS[word]
    if not has & _SAYS_ANYTHING:
        return
    if context.actuals:
        has |= _ANCHOR
    figures = parts.count("N")
    for find, least, one, two, three, four in _TRIED:
        if figures >= least and has & one and has & two and has & three and has & four:
            yield from find(context)
