"""A commentary read as claims, each held against the facts of its measure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts.flows import flow_claims
from kpibook.domain.commentary.claims.kinds import claims_of, facts_have
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.sentence import Sentence
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.second_look.every import is_doubtful
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.commentary.verdicts.judge import judge


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
    contexts = contexts_of(text, facts)
    for claim in _claims(contexts):
        first = judge(claim, facts)
        if first.contradicts and is_doubtful(claim, contexts):
            yield first, Verdict(claim, Outcome.CANNOT_TELL, first.meets)
        else:
            yield first, first


def contexts_of(text: str, facts: MeasureFacts) -> list[Context]:
    """Return the sentences of a text, each with the facts and with what the one before says."""
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
    has = facts_have(contexts[0].facts) if contexts else 0
    for context in contexts:
        yield from claims_of(context, has)
    for _, claim in flow_claims(contexts):
        yield claim
