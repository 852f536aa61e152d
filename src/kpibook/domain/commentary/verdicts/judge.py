"""Verdicts on the claims of a measure's commentary, one rule for each kind of claim."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.domain.commentary.claim import Claim, ClaimKind
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.commentary.verdicts.changes import of_change
from kpibook.domain.commentary.verdicts.counts import of_flow, of_parts
from kpibook.domain.commentary.verdicts.directions import of_direction
from kpibook.domain.commentary.verdicts.figures import of_date, of_figure, of_unit
from kpibook.domain.commentary.verdicts.outcome import Ruling
from kpibook.domain.commentary.verdicts.streaks import of_streak
from kpibook.domain.commentary.verdicts.targets import of_target


def judge(claim: Claim, facts: MeasureFacts) -> Verdict:
    """Return the verdict on a claim.

    A claim that is not sure can agree with the figures and is never said to contradict them.
    """
    rule = of_streak if claim.times else _RULES[claim.kind]
    outcome, meets, because, could_read = rule(claim, facts)
    if outcome is Outcome.CONTRADICTS and not claim.sure:
        return Verdict(claim, Outcome.CANNOT_TELL, meets)
    return Verdict(claim, outcome, meets, because, could_read)


_RULES: dict[ClaimKind, Callable[[Claim, MeasureFacts], Ruling]] = {
    ClaimKind.FIGURE: of_figure,
    ClaimKind.UNIT: of_unit,
    ClaimKind.DIRECTION: of_direction,
    ClaimKind.TARGET: of_target,
    ClaimKind.CHANGE: of_change,
    ClaimKind.PARTS: of_parts,
    ClaimKind.FLOW: of_flow,
    ClaimKind.DATE: of_date,
}
