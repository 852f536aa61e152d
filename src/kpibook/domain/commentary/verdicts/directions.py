"""Verdicts on movements, comparisons and records."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim, Of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.commentary.verdicts.outcome import (
    TELL_NOT,
    UNSURE,
    Ruling,
    fact_against,
    good_way,
    move_from,
    place_of,
    result,
    was,
)
from kpibook.domain.measures.number import plain


def is_true(said: str, move: int, facts: MeasureFacts) -> bool | None:
    """Return True if a movement is as it is said to be; None if the words do not say which way."""
    good = good_way(facts)
    match said:
        case "rose":
            return move > 0
        case "fell":
            return move < 0
        case "same":
            return move == 0
        case "improved":
            return move * good > 0 if good else None
        case "worsened":
            return move * good < 0 if good else None
        case "declined":  # in number, or in quality
            readings = {move < 0} | ({move * good < 0} if good else set())
            return readings.pop() if len(readings) == 1 else None
    if said.startswith("not "):
        denied = is_true(said.removeprefix("not "), move, facts)
        return None if denied is None else not denied
    return None


def _inner_order(claim: Claim, facts: MeasureFacts) -> Ruling:
    start, end = claim.figures
    way = "more" if end.value > start.value else "less"
    because = f"{plain(end.value)} is {way} than {plain(start.value)}"
    true = (end.value > start.value) == (claim.says == "rose")
    return result(true, facts.actual, because)


def of_direction(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a movement, a comparison or a record.

    >>> from kpibook.domain.commentary.example import told
    >>> told("71.8%, better than a year ago.")
    ['the figure is 79.5%, and the actual 71.8%']
    """
    if facts.actual is None:
        return TELL_NOT
    if claim.figures:
        return _inner_order(claim, facts)
    if _is_word_of_scheme(claim, facts):
        return TELL_NOT
    if claim.says in ("highest", "lowest"):
        return _record(claim, facts)
    if claim.against is not None:
        fact = fact_against(claim, facts, claim.against)
        if fact is None:
            return TELL_NOT
        # A figure that starts again each year says nothing against the quarter before.
        true = is_true(claim.says, move_from(facts, fact.value), facts)
        restarts = claim.against is Of.PREVIOUS and facts.basis.restarts_each_year
        if true is None or (restarts and not true):
            return TELL_NOT
        if true or not claim.sure:
            return result(true, fact, "")
        return result(False, fact, was(fact, facts), _as_it_is(claim, facts, fact))
    return _against_any(claim, facts)


def _record(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a record; figures of before its period say nothing of it.

    One of all time is never borne out: what was before the workbook's first quarter is not known.
    """
    if facts.basis.restarts_each_year:
        return TELL_NOT
    since = claim.quarter
    later = [fact for quarter, fact in facts.history.items() if since is None or quarter > since]
    wanted = 1 if claim.says == "highest" else -1
    broken = [fact for fact in later if move_from(facts, fact.value) * wanted < 0]
    if not broken and since is None and later:
        first = min(facts.history)
        return Outcome.CANNOT_TELL, later[0], f"no figure since {first} is against it", ""
    if not broken:
        return result(True, later[0], "") if later else TELL_NOT
    return result(False, broken[0], was(broken[0], facts), _as_it_is(claim, facts, broken[0]))


def _against_any(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a movement that does not say since when: any earlier figure will do."""
    known = [fact for fact in (facts.previous, facts.previous_year) if fact is not None]
    if facts.basis.restarts_each_year:
        known = [fact for fact in known if fact is facts.previous_year]
    if not known:
        return TELL_NOT
    truths = [is_true(claim.says, move_from(facts, fact.value), facts) for fact in known]
    if None in truths:
        return TELL_NOT
    if any(truths):
        return result(True, known[truths.index(True)], "")
    if not claim.sure:
        return UNSURE
    return result(False, known[0], was(known[0], facts), _as_it_is(claim, facts, known[0]))


def _is_word_of_scheme(claim: Claim, facts: MeasureFacts) -> bool:
    """Return True for the scheme's own word: "dropped" for declined, "better by 10%"."""
    word = claim.words.casefold().split()[0]
    if claim.says in ("rose", "fell") and word in facts.quality_words:
        return True
    return claim.against is None and any(word in label.split() for label in facts.scheme_words)


def _as_it_is(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    if claim.against in (Of.TARGET, Of.COMPARATOR):
        return place_of(claim, facts, fact)
    move = move_from(facts, fact.value)
    judged = claim.says.removeprefix("not ") in ("improved", "worsened", "declined")
    good = good_way(facts)
    if judged and good:
        word = {1: "improved", -1: "declined", 0: "did not change"}[move * good]
    else:
        word = {1: "rose", -1: "fell", 0: "did not change"}[move]
    return f"{word} from {facts.written(fact.value)}" if move else f"{word}"
