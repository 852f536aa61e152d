"""A commentary read as claims, each held against the facts of its measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.changes import change_claims
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts.flows import flow_claims, net_claims
from kpibook.domain.commentary.claims.counts.numerators import numerator_claims
from kpibook.domain.commentary.claims.counts.parts import part_claims
from kpibook.domain.commentary.claims.counts.rests import rest_claims
from kpibook.domain.commentary.claims.counts.sums import sum_claims
from kpibook.domain.commentary.claims.dates import date_claims
from kpibook.domain.commentary.claims.figures.every import figure_claims
from kpibook.domain.commentary.claims.inner import inner_claims
from kpibook.domain.commentary.claims.judgements.colours import colour_claims
from kpibook.domain.commentary.claims.judgements.near import near_claims
from kpibook.domain.commentary.claims.judgements.targets import target_claims
from kpibook.domain.commentary.claims.movements.all_time import OF_ALL_TIME, all_time_claims
from kpibook.domain.commentary.claims.movements.directions import direction_claims
from kpibook.domain.commentary.claims.movements.records import record_claims
from kpibook.domain.commentary.claims.movements.turned import turned_claims
from kpibook.domain.commentary.claims.pairs.allowed import allowed_claims
from kpibook.domain.commentary.claims.pairs.every_one import every_one_claims
from kpibook.domain.commentary.claims.pairs.held import held_claims
from kpibook.domain.commentary.claims.pairs.only import only_claims
from kpibook.domain.commentary.claims.pairs.rates import rate_claims
from kpibook.domain.commentary.claims.pairs.rough_shares import rough_share_claims
from kpibook.domain.commentary.claims.pairs.years import year_claims
from kpibook.domain.commentary.claims.streaks import streak_claims
from kpibook.domain.commentary.claims.units import unit_claims
from kpibook.domain.commentary.claims.zeros import zero_claims
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.sentence import Sentence
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.second_look.every import is_doubtful
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.commentary.verdicts.judge import judge
from kpibook.on_use.regex import regex

_Kind = Callable[[Context], Iterator[Claim]]
# Each kind of claim, the figures that a sentence has at least if it makes one, and the letters of
# which it has one: a letter of each set.
_KINDS: tuple[tuple[_Kind, int, tuple[str, ...]], ...] = (
    (unit_claims, 1, ()),
    (date_claims, 1, ("T",)),
    (figure_claims, 1, ()),
    (direction_claims, 0, ("UDQBWSALHJE",)),
    (turned_claims, 0, ("ALHJBW", "TC")),
    (record_claims, 1, ()),
    (all_time_claims, 0, ()),
    (streak_claims, 0, ("UDBWQALHJMX",)),
    (colour_claims, 0, ("vNzP",)),
    (zero_claims, 0, ("n",)),
    (target_claims, 0, ("GMXN",)),
    (near_claims, 1, ("I", "G")),
    (change_claims, 0, ("NUD", "UDBWQALHJXEGh")),
    (part_claims, 2, ()),
    (numerator_claims, 2, ()),
    (net_claims, 3, ("UD",)),
    (inner_claims, 2, ()),
    (held_claims, 1, (",", "ALHJEMX")),
    (allowed_claims, 2, ("n", "iI")),
    (only_claims, 1, ("g", "AL", "T")),
    (rate_claims, 2, ()),
    (rough_share_claims, 1, ("k",)),
    (every_one_claims, 1, ("k",)),
    (year_claims, 1, ("UDBWQ", "T")),
    (sum_claims, 1, ()),
    (rest_claims, 1, ()),
)
# A sentence without a figure, a movement or a judgement claims nothing that figures could tell.
_SAYS_NOTHING = regex(r"[^NUDQBWSALHJMXEIOn]*")


def verdicts(text: str, facts: MeasureFacts) -> list[Verdict]:
    """Return the verdict on each claim of a commentary, in the order of the text.

    Args:
        text: The officer's words; only the first 20,000 characters are read.
        facts: The figures of the measure.
    """
    found = [told for _, told in judged(text, facts)]
    return sorted(found, key=lambda verdict: verdict.claim.place.start)


def judged(text: str, facts: MeasureFacts) -> Iterator[tuple[Verdict, Verdict]]:
    """Yield each verdict as first found, and as it is after a second look at a contradiction.

    Args:
        text: The officer's words.
        facts: The figures of the measure.
    """
    contexts = _contexts(text, facts)
    for claim in _claims(contexts):
        first = judge(claim, facts)
        if first.contradicts and is_doubtful(claim, contexts):
            yield first, Verdict(claim, Outcome.CANNOT_TELL, first.meets)
        else:
            yield first, first


def _contexts(text: str, facts: MeasureFacts) -> list[Context]:
    ref = facts.ref.lower()
    title = title_stems(facts.title).union((ref, *ref.split()))
    read = sentences(text, facts.period, title, facts.comparator_name)
    contexts: list[Context] = []
    earlier: frozenset[Decimal] = frozenset()
    for sentence in read:
        follows = bool(contexts) and (contexts[-1].leads or _goes_on(contexts[-1], sentence))
        contexts.append(Context(sentence, facts, not contexts, follows, earlier))
        earlier = frozenset([figure.value for _, figure in sentence.numbered])
    return contexts


_IT = frozenset(("that", "that's", "this", "it", "it's"))


def _goes_on(before: Context, sentence: Sentence) -> bool:
    """Return True for "that's 7.7 points up", behind a sentence whose last figure is the actual."""
    numbered = before.sentence.numbered
    if not numbered or numbered[-1][0] not in before.actuals or "g" in before.parts:
        return False
    return bool(sentence.items) and sentence.items[0].word in _IT


def _claims(contexts: list[Context]) -> Iterator[Claim]:
    for context in contexts:
        yield from _of_sentence(context)
    for _, claim in flow_claims(contexts):
        yield claim


def _of_sentence(context: Context) -> Iterator[Claim]:
    if _SAYS_NOTHING.fullmatch(context.parts) and context.words.isdisjoint(OF_ALL_TIME):
        return
    there, figures = 0, context.parts.count("N")
    for letter in set(context.parts):
        there |= _BITS[letter]
    for kind, least, some, others in _TRIED:
        if figures >= least and there & some and there & others:
            yield from kind(context)


# A letter as a bit, and sets of letters as numbers: a kind is tried in a moment.
_BITS = {part.value: 1 << place for place, part in enumerate(Part)}
_ANY = (1 << len(_BITS)) - 1


def _bits(letters: str) -> int:
    return sum(_BITS[letter] for letter in letters) or _ANY


def _tried() -> Iterator[tuple[_Kind, int, int, int]]:
    for kind, least, needed in _KINDS:
        some, others = (_bits(letters) for letters in (*needed, "", "")[:2])
        yield kind, least, some, others


_TRIED = tuple(_tried())
