"""Verdicts on counts: parts and wholes, flows, sums and what is left."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.counts.numerators import rate_of
from kpibook.domain.commentary.claims.counts.rests import rest_of_all
from kpibook.domain.commentary.claims.counts.sums import sum_of
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped, says
from kpibook.domain.commentary.verdicts.outcome import TELL_NOT, Ruling, is_near, result
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain


def of_parts(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a part of a whole, or on its share.

    >>> from kpibook.domain.commentary.example import told
    >>> told("79 of the 101 were in time.")
    ['the numerator is 79 and the denominator 110', 'the numerator is 79 and the denominator 110']
    """
    if claim.says == "numerator":
        return _numerator(claim.figures[0], facts)
    if claim.says == "rate" and facts.unit is not None:
        right, because = rate_of(claim.figures, facts.unit.per or 1)
        return result(right, facts.denominator or facts.actual, because)
    if claim.says == "share":
        return _share(claim, facts)
    part, whole = claim.figures
    top, bottom = facts.numerator, facts.denominator
    if top is None or bottom is None:
        return TELL_NOT
    if part.value == top.value and whole.value == bottom.value:
        return result(True, bottom, "")
    if claim.says == "every":
        could = f"{plain(top.value)} of {plain(bottom.value)}"
        return result(top.value == bottom.value, top, f"the numerator is {plain(top.value)}", could)
    because = f"the numerator is {plain(top.value)} and the denominator {plain(bottom.value)}"
    could = f"{plain(top.value)} of {plain(bottom.value)}"
    if part.unit == "£":
        if says(part, top.value) and says(whole, bottom.value):
            return result(True, bottom, "")
        if says(part, top.value) and is_near(whole, bottom.value):
            return result(False, bottom, because, could)
        return TELL_NOT
    if part.value == top.value and top.value >= 10 and is_near(whole, bottom.value):
        return result(False, bottom, because, could)
    is_whole = whole.value == bottom.value
    least = 2 if claim.says == "all of" else 3
    if is_whole and is_mistyped(part.value, top.value, least):
        return result(False, top, because, could)
    return TELL_NOT


def _share(claim: Claim, facts: MeasureFacts) -> Ruling:
    share, part, whole = claim.figures
    value = part.value / whole.value * 100
    fact = facts.actual if facts.actual and facts.unit is Unit.PERCENT else None
    # £58.1m of £70.7m: both are rounded, and so is what they make.
    slack = value * (part.step / part.value + whole.step / whole.value) if part.value else value
    near = part.step > 1 and abs(share.value - value) <= slack + share.step
    if near or says(share, value) or says(share, 100 - value):
        return result(True, fact, "")
    because = f"{plain(part.value)} of {plain(whole.value)} is {plain(value, 1)}%"
    return result(False, fact or facts.numerator, because, because)


def _numerator(figure: Figure, facts: MeasureFacts) -> Ruling:
    top = facts.numerator
    if top is None or not (figure.value == top.value or is_mistyped(figure.value, top.value)):
        return TELL_NOT
    written = plain(top.value)
    return result(figure.value == top.value, top, f"the numerator is {written}", written)


def of_flow(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on what came in and went out, on a sum, or on what is left."""
    values = [figure.value for figure in claim.figures]
    if claim.says == "rest of all":
        right, because, could = rest_of_all(*claim.figures)
        return result(right, facts.actual, because, could)
    if claim.says in ("rest", "sum", "step"):
        right, because, could = sum_of(claim.says, values)
        return result(right, facts.actual, because, could)
    if claim.says == "flow":
        start, came, left, end = values
        given = start + came - left
        because = (
            f"{plain(start)} + {plain(came)} - {plain(left)} is {plain(given)}, not {plain(end)}"
        )
        ends_right = facts.actual is not None and end == facts.actual.value
        return result(
            given == end, facts.actual, because, "" if ends_right else f"leaving {plain(given)}"
        )
    came, left, net = values
    given = (came - left) if claim.says == "up" else (left - came)
    because = f"{plain(came)} less {plain(left)} is {plain(came - left)}"
    return result(given == net, facts.actual, because, f"a net change of {plain(came - left)}")
