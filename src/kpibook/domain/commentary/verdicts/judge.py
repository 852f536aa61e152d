"""Verdicts on the claims of a measure's commentary, one rule for each kind of claim."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import fact_of, is_mistyped, says
from kpibook.domain.commentary.claims.counts.rests import rest_of_all
from kpibook.domain.commentary.claims.counts.sums import sum_of
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.number import plain, round_half_away
from kpibook.domain.rules.outcomes import Status

_Found = tuple[Outcome, Fact | None, str, str]
_TELL_NOT: _Found = (Outcome.CANNOT_TELL, None, "", "")
# The words of a contradiction are written for a claim that is sure.
_UNSURE: _Found = (Outcome.CONTRADICTS, None, "", "")
# A figure that is three times another is about something else.
_FURTHEST = Decimal(3)
# Digits that are no chance.
_TELLING = 3


def judge(claim: Claim, facts: MeasureFacts) -> Verdict:
    """Return the verdict on a claim.

    A claim that is not sure can agree with the figures and is never said to contradict them.
    """
    outcome, meets, because, could_read = _RULES[claim.kind](claim, facts)
    if outcome is Outcome.CONTRADICTS and not claim.sure:
        return Verdict(claim, Outcome.CANNOT_TELL, meets)
    return Verdict(claim, outcome, meets, because, could_read)


def _fact(claim: Claim, facts: MeasureFacts, of: Of | None) -> Fact | None:
    """Return the fact that a claim is of, or that it is against; None if there is none."""
    return fact_of(facts, of, claim.quarter) if of else None


def _result(agrees: bool, fact: Fact | None, because: str, could_read: str = "") -> _Found:
    return (Outcome.AGREES if agrees else Outcome.CONTRADICTS), fact, because, could_read


def _near(figure: Figure, value: Decimal) -> bool:
    small, large = sorted((abs(figure.value), abs(value)))
    if (
        small > 0
        and figure.digits >= _TELLING
        and any(small * Decimal(10) ** power == large for power in (1, 2, 3))
    ):
        return True  # the same digits, with the point in another place
    return small > 0 and (large <= small * _FURTHEST or is_mistyped(figure.value, value))


def _figure(claim: Claim, facts: MeasureFacts) -> _Found:
    figure = claim.figures[0]
    if claim.says == "none" and facts.actual is not None:
        actual = facts.actual
        written = facts.written(actual.value)
        return _result(actual.value == 0, actual, f"{_name(actual, facts)} is {written}", written)
    if claim.of is Of.EARLIER and claim.quarter is None:
        return _some_earlier(figure, facts)
    fact = _fact(claim, facts, claim.of)
    if fact is None:
        return _TELL_NOT
    if says(figure, fact.value):
        return _result(True, fact, "")
    if claim.of is Of.TARGET and any(
        says(figure, other.value) for other in (facts.year_target,) if other
    ):
        return _TELL_NOT
    if claim.of is Of.ACTUAL and any(
        says(figure, other.value)
        for other in (facts.target, facts.year_target, facts.comparator)
        if other
    ):
        return _TELL_NOT
    if claim.of is Of.PREVIOUS_YEAR and any(
        says(figure, other.value) for quarter, other in facts.history.items() if quarter.number == 4
    ):
        return _TELL_NOT
    is_past = claim.of in (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.EARLIER)
    if is_past and facts.comparator and says(figure, facts.comparator.value):
        return _TELL_NOT  # the comparator has a year too
    if not _near(figure, fact.value):
        return _TELL_NOT
    if not claim.sure:
        return _UNSURE
    written = facts.written(fact.value)
    return _result(False, fact, f"{_name(fact, facts)} is {written}", _with(claim, facts, fact))


def _some_earlier(figure: Figure, facts: MeasureFacts) -> _Found:
    every = [fact for fact in facts.in_unit if fact is not facts.actual]
    for fact in every:
        if says(figure, fact.value):
            return _result(True, fact, "")
    if facts.previous is None or not _near(figure, facts.previous.value):
        return _TELL_NOT
    written = facts.written(facts.previous.value)
    return _result(
        False, facts.previous, f"{_name(facts.previous, facts)} is {written}", f"from {written}"
    )


def _with(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    """Return the words with the right figure in the place of theirs."""
    written = facts.written(fact.value)
    return {
        Of.TARGET: f"a target of {written}",
        Of.YEAR_TARGET: f"a target of {written} for the year",
        Of.COMPARATOR: f"{facts.comparator_name} {written}",
        Of.ACTUAL: f"{written} in {facts.period}",
    }.get(claim.of, f"{written} in {fact.quarter}" if fact.quarter else written)


def _name(fact: Fact, facts: MeasureFacts) -> str:
    if fact is facts.actual:
        return f"the actual of {facts.period}"
    if fact is facts.comparator:
        return f"the comparator ({facts.comparator_name})"
    return f"the {fact.label}"


def _unit(claim: Claim, facts: MeasureFacts) -> _Found:
    figure = claim.figures[0]
    fact = next(
        (
            f
            for f in (facts.actual, facts.previous, facts.previous_year)
            if f and f.value == figure.value
        ),
        facts.actual,
    )
    if fact is None or facts.unit is None:
        return _TELL_NOT
    written = facts.written(fact.value)
    per = f" per {facts.unit.per:,}" if facts.unit.per and facts.unit is not Unit.PERCENT else ""
    unit = timed_in(facts.title) if facts.unit is Unit.SCORE else facts.unit.value
    return _result(False, fact, f"the measure's unit is {unit}", f"{written}{per}")


def _move(facts: MeasureFacts, other: Decimal) -> int:
    """Return 1 if the actual is above another figure, -1 if below, 0 if they print the same."""
    if facts.actual is None:
        return 0
    actual = facts.actual.value
    if facts.decimals is not None:
        actual, other = (round_half_away(value, facts.decimals) for value in (actual, other))
    return (actual > other) - (actual < other)


def _goodness(facts: MeasureFacts) -> int:
    return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(facts.polarity, 0)


def _is_true(said: str, move: int, facts: MeasureFacts) -> bool | None:
    """Return True if a movement is as it is said to be; None if the words do not say which way."""
    good = _goodness(facts)
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
        denied = _is_true(said.removeprefix("not "), move, facts)
        return None if denied is None else not denied
    return None


def _inner_order(claim: Claim, facts: MeasureFacts) -> _Found:
    start, end = claim.figures
    way = "more" if end.value > start.value else "less"
    because = f"{plain(end.value)} is {way} than {plain(start.value)}"
    true = (end.value > start.value) == (claim.says == "rose")
    return _result(true, facts.actual, because)


def _inner_change(claim: Claim, facts: MeasureFacts) -> _Found:
    """Return the verdict on a change with the two figures that it lies between."""
    size, start, end = claim.figures
    if start.value == 0:
        return _TELL_NOT
    difference, slack = abs(end.value - start.value), start.step + end.step
    because = f"from {plain(start.value)} to {plain(end.value)} it is {plain(difference)}"
    if size.unit == "times":
        ratio = end.value / start.value
        because = f"{plain(end.value)} is {plain(ratio, 1)} times {plain(start.value)}"
        return _result(abs(ratio - size.value) <= size.value / 5, facts.actual, because)
    if size.unit == "share":
        size = Figure(size.value * 100, "%", 0, size.value * 12)
    percents = [difference / abs(value) * 100 for value in (start.value, end.value) if value]
    if abs(size.value - difference) <= size.step + slack:
        return _result(True, facts.actual, "")
    if size.unit in ("%", "") and any(abs(size.value - p) <= size.step + 1 for p in percents):
        return _result(True, facts.actual, "")
    return _result(False, facts.actual, because)


def _direction(claim: Claim, facts: MeasureFacts) -> _Found:
    if facts.actual is None:
        return _TELL_NOT
    if claim.figures:
        return _inner_order(claim, facts)
    if _is_word_of_scheme(claim, facts):
        return _TELL_NOT
    if claim.says in ("highest", "lowest"):
        return _record(claim, facts)
    if claim.against is not None:
        fact = _fact(claim, facts, claim.against)
        if fact is None:
            return _TELL_NOT
        # A figure that starts again each year says nothing against the quarter before.
        if (
            claim.against is Of.PREVIOUS
            and facts.basis.restarts_each_year
            and claim.quarter is None
        ):
            return _TELL_NOT
        true = _is_true(claim.says, _move(facts, fact.value), facts)
        if true is None:
            return _TELL_NOT
        if true or not claim.sure:
            return _result(true, fact, "")
        return _result(False, fact, _was(fact, facts), _as_it_is(claim, facts, fact))
    return _against_any(claim, facts)


def _record(claim: Claim, facts: MeasureFacts) -> _Found:
    """Return the verdict on a record; figures of before its period say nothing of it."""
    if facts.basis.restarts_each_year or claim.quarter is None:
        return _TELL_NOT
    later = [fact for quarter, fact in facts.history.items() if quarter > claim.quarter]
    wanted = 1 if claim.says == "highest" else -1
    broken = [fact for fact in later if _move(facts, fact.value) * wanted < 0]
    if not broken:
        return _result(True, later[0], "") if later else _TELL_NOT
    return _result(False, broken[0], _was(broken[0], facts), _as_it_is(claim, facts, broken[0]))


def _against_any(claim: Claim, facts: MeasureFacts) -> _Found:
    """Return the verdict on a movement that does not say since when: any earlier figure will do."""
    known = [fact for fact in (facts.previous, facts.previous_year) if fact is not None]
    if facts.basis.restarts_each_year:
        known = [fact for fact in known if fact is facts.previous_year]
    if not known:
        return _TELL_NOT
    truths = [_is_true(claim.says, _move(facts, fact.value), facts) for fact in known]
    if None in truths:
        return _TELL_NOT
    if any(truths):
        return _result(True, known[truths.index(True)], "")
    if not claim.sure:
        return _UNSURE
    return _result(False, known[0], _was(known[0], facts), _as_it_is(claim, facts, known[0]))


def _is_word_of_scheme(claim: Claim, facts: MeasureFacts) -> bool:
    """Return True for the scheme's own word: "dropped" for declined, "better by 10%"."""
    word = claim.words.casefold().split()[0]
    if claim.says in ("rose", "fell") and word in facts.quality_words:
        return True
    return claim.against is None and any(word in label.split() for label in facts.scheme_words)


def _was(fact: Fact, facts: MeasureFacts) -> str:
    actual = facts.written(facts.actual.value) if facts.actual else ""
    return f"{_name(fact, facts)} is {facts.written(fact.value)}, and the actual {actual}"


def _as_it_is(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    move = _move(facts, fact.value)
    judged = claim.says.removeprefix("not ") in ("improved", "worsened", "declined")
    good = _goodness(facts)
    if judged and good:
        word = {1: "improved", -1: "declined", 0: "did not change"}[move * good]
    else:
        word = {1: "rose", -1: "fell", 0: "did not change"}[move]
    return f"{word} from {facts.written(fact.value)}" if move else f"{word}"


def _target(claim: Claim, facts: MeasureFacts) -> _Found:
    fact = facts.year_target if claim.of is Of.YEAR_TARGET else facts.target
    if fact is None or facts.actual is None:
        return _TELL_NOT
    if claim.of is Of.YEAR_TARGET and (
        facts.target is None or facts.target.value != fact.value or facts.basis.restarts_each_year
    ):
        return _TELL_NOT
    words, label = claim.words.casefold(), facts.status_words.casefold()
    if words in label and f"not {words}" not in label:
        return _result(True, fact, "")
    true = _stands(claim.says, _move(facts, fact.value), facts)
    if true is None:
        return _TELL_NOT
    if true or not claim.sure:
        return _result(true, fact, "")
    actual, written = facts.written(facts.actual.value), facts.written(fact.value)
    could = _position(_move(facts, fact.value), facts, written)
    return _result(true, fact, f"the target is {written}, and the actual {actual}", could)


def _stands(said: str, move: int, facts: MeasureFacts) -> bool | None:
    """Return True if the actual is to its target as said; None if that cannot be told.

    "Above" and "below" are of the number; "exceeded" may be of the number or of the judgement.
    """
    if said.startswith("not "):
        denied = _stands(said.removeprefix("not "), move, facts)
        return None if denied is None else not denied
    good = _goodness(facts)
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
        readings.add(move * _goodness(facts) == wanted)
    return readings.pop() if len(readings) == 1 else None


def _position(move: int, facts: MeasureFacts, written: str) -> str:
    good = _goodness(facts)
    place = {1: "above", -1: "below", 0: "at"}[move]
    judged = "" if not good else (", which meets it" if move * good >= 0 else ", which misses it")
    return f"{place} the target of {written}{judged}"


def _change(claim: Claim, facts: MeasureFacts) -> _Found:
    figure = claim.figures[0]
    fact = _fact(claim, facts, claim.against)
    if facts.actual is None:
        return _TELL_NOT
    if claim.says == "inner":
        return _inner_change(claim, facts)
    if claim.against is None or claim.against is Of.MEASURES:
        for other in (facts.previous, facts.previous_year, facts.target, facts.comparator):
            if other is not None and _is_change(figure, claim.says, other, facts):
                return _result(True, other, "")
        return _TELL_NOT
    if fact is None or fact.value == 0:
        return _TELL_NOT
    if _is_change(figure, claim.says, fact, facts):
        return _result(True, fact, "")
    if not claim.sure:
        return _UNSURE
    actual, difference = facts.actual.value, facts.actual.value - fact.value
    percent = abs(difference) / abs(fact.value) * 100
    in_words = plain(abs(difference), facts.decimals)
    if claim.says == "times":
        ratio = plain(actual / fact.value, 1)
        return _result(False, fact, _was(fact, facts), f"{ratio} times {facts.written(fact.value)}")
    points = " points" if facts.unit is Unit.PERCENT else ""
    way = "up" if difference > 0 else "down"
    could = f"{way} by {in_words}{points} ({plain(percent, 1)}%) from {facts.written(fact.value)}"
    return _result(False, fact, _was(fact, facts), could)


def _is_change(figure: Figure, said: str, fact: Fact, facts: MeasureFacts) -> bool:
    """Return True if a figure is the distance of the actual from a fact, or that in per cent."""
    if facts.actual is None or fact.value == 0:
        return False
    actual, scale = facts.actual.value, facts.counted.scale if facts.counted else 1
    difference = actual - fact.value
    if said == "times":
        ratio = actual / fact.value
        return abs(ratio - figure.value) <= max(figure.step, figure.value * Decimal("0.1"))
    if (said == "up" and difference < 0) or (said == "down" and difference > 0):
        good = _goodness(facts)
        if good or difference == 0:
            return False
    size = abs(difference)
    if figure.unit == "£":
        figure = Figure(
            figure.value / scale, "£", 0, figure.step / scale, figure.about, figure.digits
        )
    # Two figures that are rounded give a difference that is off by one in the last place.
    slack = Figure(
        figure.value, figure.unit, figure.per, figure.step * Decimal("1.2"), figure.about
    )
    absolute = says(slack, size)
    percent = says(slack, size / abs(fact.value) * 100) or says(
        slack, size / abs(actual) * 100 if actual else size
    )
    if figure.unit == "points":
        return absolute
    if figure.unit == "%":
        return percent or (facts.unit is Unit.PERCENT and absolute)
    return absolute


def _parts(claim: Claim, facts: MeasureFacts) -> _Found:
    if claim.says == "numerator":
        return _numerator(claim.figures[0], facts)
    if claim.says == "share":
        share, part, whole = claim.figures
        value = part.value / whole.value * 100
        fact = facts.actual if facts.actual and facts.unit is Unit.PERCENT else None
        if says(share, value) or says(share, 100 - value):
            return _result(True, fact, "")
        written = plain(value, 1)
        because = f"{plain(part.value)} of {plain(whole.value)} is {written}%"
        return _result(False, fact or facts.numerator, because, because)
    part, whole = claim.figures
    top, bottom = facts.numerator, facts.denominator
    if top is None or bottom is None:
        return _TELL_NOT
    if part.value == top.value and whole.value == bottom.value:
        return _result(True, bottom, "")
    because = f"the numerator is {plain(top.value)} and the denominator {plain(bottom.value)}"
    could = f"{plain(top.value)} of {plain(bottom.value)}"
    if part.unit == "£":
        if says(part, top.value) and says(whole, bottom.value):
            return _result(True, bottom, "")
        if says(part, top.value) and _near(whole, bottom.value):
            return _result(False, bottom, because, could)
        return _TELL_NOT
    if part.value == top.value and top.value >= 10 and _near(whole, bottom.value):
        return _result(False, bottom, because, could)
    is_whole = whole.value == bottom.value
    least = 2 if claim.says == "all of" else 3
    if is_whole and is_mistyped(part.value, top.value, least):
        return _result(False, top, because, could)
    return _TELL_NOT


def _numerator(figure: Figure, facts: MeasureFacts) -> _Found:
    top = facts.numerator
    if top is None or not (figure.value == top.value or is_mistyped(figure.value, top.value)):
        return _TELL_NOT
    written = plain(top.value)
    return _result(figure.value == top.value, top, f"the numerator is {written}", written)


def _flow(claim: Claim, facts: MeasureFacts) -> _Found:
    values = [figure.value for figure in claim.figures]
    if claim.says == "rest of all":
        right, because, could = rest_of_all(*claim.figures)
        return _result(right, facts.actual, because, could)
    if claim.says in ("rest", "sum", "step"):
        right, because, could = sum_of(claim.says, values)
        return _result(right, facts.actual, because, could)
    if claim.says == "flow":
        start, came, left, end = values
        given = start + came - left
        because = (
            f"{plain(start)} + {plain(came)} - {plain(left)} is {plain(given)}, not {plain(end)}"
        )
        ends_right = facts.actual is not None and end == facts.actual.value
        return _result(
            given == end, facts.actual, because, "" if ends_right else f"leaving {plain(given)}"
        )
    came, left, net = values
    given = (came - left) if claim.says == "up" else (left - came)
    because = f"{plain(came)} less {plain(left)} is {plain(came - left)}"
    return _result(given == net, facts.actual, because, f"a net change of {plain(came - left)}")


def _date(claim: Claim, facts: MeasureFacts) -> _Found:
    fact = facts.actual
    if claim.says == "is a year off":
        was = "before" if claim.quarter and claim.quarter < facts.period else "after"
        return _result(False, fact, f"that is a year {was} {facts.period}", "")
    then = facts.history.get(claim.quarter) if claim.quarter else None
    figure = claim.figures[0]
    if fact is None or (then is not None and says(figure, then.value)):
        return _TELL_NOT
    return _result(
        False, fact, f"the figure is of {facts.period}", f"at {facts.period.end:%-d %B %Y}"
    )


_RULES: dict[ClaimKind, Callable[[Claim, MeasureFacts], _Found]] = {
    ClaimKind.FIGURE: _figure,
    ClaimKind.UNIT: _unit,
    ClaimKind.DIRECTION: _direction,
    ClaimKind.TARGET: _target,
    ClaimKind.CHANGE: _change,
    ClaimKind.PARTS: _parts,
    ClaimKind.FLOW: _flow,
    ClaimKind.DATE: _date,
}
