"""Verdicts on what is said of the target: met, missed, above, within."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, Of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.verdicts.outcome import (
    TELL_NOT,
    Ruling,
    good_way,
    move_from,
    result,
    size_of,
)
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Status


def of_target(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a judgement against the target.

    >>> from kpibook.domain.commentary.example import told
    >>> told("71.8%, above the target.")
    ['the target is 75%, and the actual 71.8%']
    """
    fact = facts.year_target if claim.of is Of.YEAR_TARGET else facts.target
    if fact is None or facts.actual is None:
        return TELL_NOT
    if claim.of is Of.YEAR_TARGET and (
        facts.target is None or facts.target.value != fact.value or facts.basis.restarts_each_year
    ):
        return TELL_NOT
    if claim.says == "near":
        return _near(claim, facts, fact)
    words, label = claim.words.casefold(), facts.status_words.casefold()
    if words in label and f"not {words}" not in label:
        return result(True, fact, "")
    true = is_placed_as(claim.says, move_from(facts, fact.value), facts)
    if true is None:
        return TELL_NOT
    if true or not claim.sure:
        return result(true, fact, "")
    actual, written = facts.written(facts.actual.value), facts.written(fact.value)
    could = _position(move_from(facts, fact.value), facts, written)
    return result(true, fact, f"the target is {written}, and the actual {actual}", could)


def _near(claim: Claim, facts: MeasureFacts, fact: Fact) -> Ruling:
    """Return the verdict on a limit around the target, in the measure's unit or in per cent."""
    figure, actual = claim.figures[0], facts.actual
    if actual is None:
        return TELL_NOT
    distance = abs(actual.value - fact.value)
    limit = (figure.value + figure.step) * (Decimal("1.15") if figure.about else 1)
    percent = distance / abs(fact.value) * 100 if fact.value else distance
    near = distance <= limit or (figure.unit == "%" and percent <= limit)
    if near or not claim.sure:
        return result(near, fact, "")
    written, apart = facts.written(fact.value), size_of(distance, facts)
    because = f"the target is {written}, and the actual {facts.written(actual.value)}"
    return result(False, fact, because, f"within {apart} of the target of {written}")


def is_placed_as(said: str, move: int, facts: MeasureFacts) -> bool | None:
    """Return True if the actual is to its target as said; None if that cannot be told.

    "Above" and "below" are of the number; "exceeded" may be of the number or of the judgement.
    """
    if said.startswith("not "):
        denied = is_placed_as(said.removeprefix("not "), move, facts)
        return None if denied is None else not denied
    good = good_way(facts)
    met = move * good >= 0
    if said == "exceeded":
        readings = {move > 0, move * good > 0} if good else {move > 0}
        return readings.pop() if len(readings) == 1 else None
    if said in ("above", "below"):
        return _is_placed(said, move, facts)
    if not good:
        return None
    if said == "within" and facts.polarity is Polarity.HIGHER and not met:
        return True if facts.status is Status.WITHIN else None
    return {
        "ahead": move * good > 0,
        "behind": not met,
        "met": met,
        "within": met,
        "missed": not met,
        "outside": not met,
    }.get(said)


def _is_placed(said: str, move: int, facts: MeasureFacts) -> bool | None:
    """Return True if the actual is above or below its target, as a number.

    None where the scheme has the word for a status, and quality is the other way.
    """
    wanted = 1 if said == "above" else -1
    readings = {move == wanted}
    if any(said in words for words in facts.scheme_words):
        readings.add(move * good_way(facts) == wanted)
    return readings.pop() if len(readings) == 1 else None


def _position(move: int, facts: MeasureFacts, written: str) -> str:
    good = good_way(facts)
    place = {1: "above", -1: "below", 0: "at"}[move]
    judged = "" if not good else (", which meets it" if move * good >= 0 else ", which misses it")
    return f"{place} the target of {written}{judged}"
