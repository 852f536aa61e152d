"""Jumps to the most or the least that a figure can be, in a commentary that gives no reason."""

from __future__ import annotations

import re
from decimal import Decimal

from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.rule import MAY_BE_BELOW_ZERO
from kpibook.errors import Location
from kpibook.on_use.regex import regex

#: Least change, in points of a percentage, that asks for a reason.
LEAST_POINTS = 5
#: Least figure of another unit whose fall to nothing asks for a reason.
LEAST_NUMBER = 10
_NEARLY_FULL = 99
# "After their third birthday" and "as part of" give no reason; nor does what staff are doing.
_REASON = regex(
    r"\b(?:because|due to|owing to|thanks to|as a (?:direct |likely )?(?:result|consequence)|"
    r"result(?:s|ed|ing)? (?:of|from|in)|reflect(?:s|ed|ing|ion)?|caused?|driven by|drove|"
    r"attribut\w+|explain(?:s|ed)? (?:by|the|this|why)|the reasons?|reason (?:is|was|for)|"
    r"account(?:s|ed) for|following (?:the|a|an|our|new)|since (?:we|the|our|all|a)|"
    r"after (?:a|an|the|we|our|two|three|four|some|new|recruit\w*|extra|additional|months)|"
    r"as (?:we|there|more|fewer|most|all|new|staff|additional|extra|vacan\w+|an? new|the new)|"
    r"led to|leads to|leading to|meant|means that|contribut\w+ to|thereby|therefore|hence|"
    r"introduc\w+|one[- ]off|definition|method(?:ology)?|re-?calculat\w*|re-?stat\w*|"
    r"record(?:ed|ing)|data (?:quality|issue|cleans\w*)|backlog (?:was|has|is)|"
    r"small (?:number|cohort|sample)s?|cohort|no (?:cases|applications|incidents|requests|one)|"
    r"only (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)|"
    r"(?:all|both) (?:of )?(?:the |our )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)|"
    r"(?:was|were|has been|have been) (?:filled|recruited|appointed|cleared|resolved|closed|"
    r"completed|suspended|paused|stopped|withdrawn|removed))\b",
    re.IGNORECASE,
)


def gives_a_reason(text: str) -> bool:
    """Return True if a commentary may give a reason for a change.

    >>> gives_a_reason("It rose because two vacancies were filled.")
    True
    >>> gives_a_reason("All staff are encouraging parents to take up their place.")
    False
    """
    return bool(_REASON.search(text))


def may_be_a_jump(rated: RatedMeasure) -> bool:
    """Return True if a measure is at an end of what it can be, and was not: a cheap first test."""
    value, before = rated.reading.usable, rated.previous
    if value is None or before is None or before == value:
        return False
    is_full = rated.measure.unit is Unit.PERCENT and value > _NEARLY_FULL
    return is_full or value < 1


def end_reached(facts: MeasureFacts) -> str:
    """Return "the most" or "the least" if the figure jumped to that end of what it can be.

    "" for another figure, for a small step, for a measure that has been there before, and for one
    that starts again each year.
    """
    actual, before = facts.actual, facts.previous
    if actual is None or before is None or facts.basis.restarts_each_year:
        return ""
    is_percent = facts.unit is Unit.PERCENT
    value = _printed(actual, facts)
    if not (value == 0 or (is_percent and value == 100)):
        return ""
    if value == 0 and (before.value < 0 or facts.unit in MAY_BE_BELOW_ZERO):
        return ""  # nought is not the least that it can be
    least = LEAST_POINTS if is_percent else LEAST_NUMBER
    if abs(before.value - actual.value) < least:
        return ""
    if any(_printed(past, facts) == value for past in facts.history.values()):
        return ""
    return "the most" if value else "the least"


def jump_finding(facts: MeasureFacts, text: str, where: Location) -> Finding | None:
    """Return a finding on a jump to an end that a commentary gives no reason for; None if none.

    Args:
        facts: The figures of the measure.
        text: Its commentary and action; "" if there is neither.
        where: The cell of the commentary.
    """
    end = end_reached(facts)
    if not end or facts.previous is None or facts.actual is None or gives_a_reason(text):
        return None
    then = facts.written(facts.previous.value)
    now = facts.written(facts.actual.value)
    went = "rose" if end == "the most" else "fell"
    lacks = "the text gives no reason" if text else "there is no commentary"
    return Finding(
        "commentary-jump",
        f"{facts.ref} {went} from {then} in {facts.previous.quarter} to {now}, {end} it can be, "
        f"and {lacks}.",
        where,
        f'Check the figure, then say why. It could read: "It {went} from {then} to {now} '
        'because ...".',
        ref=facts.ref,
    )


def _printed(fact: Fact, facts: MeasureFacts) -> Decimal:
    return fact.value if facts.decimals is None else round_half_away(fact.value, facts.decimals)
