"""Kinds of claims: what a sentence has says which are tried, and no claim is lost by that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from kpibook.domain.commentary.check import contexts_of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.example import MINORS, VISITS, WAITING
from kpibook.domain.commentary.claims.kinds import KINDS, Has, claims_of, facts_have
from kpibook.domain.commentary.claims.pairs.example import CLAIMS_TIME
from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import waiting_list
from tests.domain.commentary.measures import BY_NAME
from tests.support.made_sentences import judgements, movements
from tests.support.written_texts import rows_of

_HERE = Path(__file__).parents[1]
_TEXTS = [row["Text"] for name in ("true", "false") for row in rows_of(_HERE / f"{name}_texts.csv")]
_TEXTS += [row["text"] for row in rows_of(_HERE / "fresh_texts.csv")]
_TEXTS += [row["text"] for each in _HERE.glob("written/*/sentences.csv") for row in rows_of(each)]
# What few of those texts say of the measures that they are held against.
_RARE = (
    (MINORS, "71.8%, a record low."),
    (MINORS, "71.8%, the highest figure in over a year."),
    (MINORS, "71.8%, within 1.2 points of target."),
    (MINORS, "71.8%, the third rise in a row."),
    (MINORS, "It was above 70% only in Q2."),
    (MINORS, "All 110 minor planning applications were decided."),
    (MINORS, "56 were received and 46 left, a net increase of twelve."),
    (MINORS, "At 71.8% performance is rated green."),
    (MINORS, "Fewer than half of minor applications were decided in time."),
    (MINORS, "79 applications were decided in time, equivalent to 71.8%."),
    (MINORS, "79 of 110 were in time; the other 41 were late."),
    (VISITS, "We had 148,700 visits, or 716.4 per 1,000."),
    (WAITING, "That is a reduction from 190 in 2023."),
    (waiting_list(), "There are no liberty applications awaiting a decision."),
    (waiting_list(), "As at 31 December 2023 there were 134 applications waiting."),
    (waiting_list(), "134% are waiting."),
    (CLAIMS_TIME, "At 18.4 days we failed to decide in the 20 days."),
)


def sentences() -> Iterator[Context]:
    for facts, text in _RARE:
        yield from contexts_of(text, facts)
    measures = list(BY_NAME.values())
    for number, text in enumerate(_TEXTS):
        yield from contexts_of(text, measures[number % len(measures)])
    for make in (movements, judgements):
        for made in islice(make(17, 900), 300):
            yield from contexts_of(made.text, made.facts)


def test_no_sentence_has_a_claim_of_a_kind_that_is_not_tried() -> None:
    claimed = set()
    for context in sentences():
        found = [(kind, claim) for kind in KINDS for claim in kind.find(context)]
        claimed.update(kind.find.__name__ for kind, _ in found)
        tried = list(claims_of(context, facts_have(context.facts)))
        assert tried == [claim for _, claim in found], context.sentence.text
    assert claimed == {kind.find.__name__ for kind in KINDS}


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("MINORS", Has.ACTUAL | Has.TARGET | Has.PERCENT),
        ("WL", Has.ACTUAL | Has.TARGET | Has.COUNT | Has.LOW_IS_GOOD),
        ("TIPS", Has.ACTUAL | Has.COUNT | Has.LOW_IS_GOOD),
    ],
)
def test_what_a_measure_has_is_told_by_its_facts(name: str, has: Has) -> None:
    facts: MeasureFacts = BY_NAME[name]
    assert Has(facts_have(facts)) == has | Has.ANYTHING
