"""A commentary read as claims, each held against the facts of its measure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.changes import change_claims
from kpibook.domain.commentary.claims.colours import colour_claims
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.dates import date_claims
from kpibook.domain.commentary.claims.directions import direction_claims
from kpibook.domain.commentary.claims.figures.every import figure_claims
from kpibook.domain.commentary.claims.flows import flow_claims, net_claims
from kpibook.domain.commentary.claims.inner import inner_claims
from kpibook.domain.commentary.claims.parts import part_claims
from kpibook.domain.commentary.claims.records import record_claims
from kpibook.domain.commentary.claims.sums import sum_claims
from kpibook.domain.commentary.claims.targets import target_claims
from kpibook.domain.commentary.claims.turned import turned_claims
from kpibook.domain.commentary.claims.units import unit_claims
from kpibook.domain.commentary.claims.zeros import zero_claims
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.verdict import Verdict
from kpibook.domain.commentary.verdicts.judge import judge
from kpibook.on_use.regex import regex

# Each kind of claim, and the letters of which a sentence has one if it can make it.
_KINDS = (
    (unit_claims, "N"),
    (date_claims, "N"),
    (figure_claims, "N"),
    (direction_claims, "UDQBWSALHJE"),
    (turned_claims, "ALHJBW"),
    (record_claims, "N"),
    (colour_claims, "vNzP"),
    (zero_claims, "n"),
    (target_claims, "GMXN"),
    (change_claims, "N"),
    (part_claims, "N"),
    (net_claims, "N"),
    (inner_claims, "N"),
    (sum_claims, "N"),
)
# A sentence without a figure, a movement or a judgement claims nothing that figures could tell.
_SAYS_NOTHING = regex(r"[^NUDQBWSALHJMXEIOn]*")


def verdicts(text: str, facts: MeasureFacts) -> list[Verdict]:
    """Return the verdict on each claim of a commentary, in the order of the text.

    Args:
        text: The officer's words; only the first 20,000 characters are read.
        facts: The figures of the measure.
    """
    found = [judge(claim, facts) for claim in _claims(text, facts)]
    return sorted(found, key=lambda verdict: verdict.claim.place.start)


def _claims(text: str, facts: MeasureFacts) -> Iterator[Claim]:
    read = sentences(text, facts.period, title_stems(facts.title), facts.comparator_name)
    contexts: list[Context] = []
    earlier: frozenset[Decimal] = frozenset()
    for sentence in read:
        follows = bool(contexts) and contexts[-1].leads
        contexts.append(Context(sentence, facts, not contexts, follows, earlier))
        earlier = frozenset(figure.value for _, figure in sentence.figures())
    for context in contexts:
        if _SAYS_NOTHING.fullmatch(context.parts):
            continue
        letters = set(context.parts)
        for kind, needed in _KINDS:
            if not letters.isdisjoint(needed):
                yield from kind(context)
    for _, claim in flow_claims(contexts):
        yield claim
