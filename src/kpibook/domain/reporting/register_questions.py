"""Questions about a register before anything is reported: bases and targets that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.which_basis import which_basis
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.asked_once import asked_once
from kpibook.domain.reporting.target_checks import (
    profile_without_a_total,
    target_not_for_the_quarter,
)


def register_questions(
    rated: Iterable[RatedMeasure], history: Mapping[tuple[str, Quarter], Reading]
) -> list[Finding]:
    """Return what a new workbook asks about its register, each question once.

    Args:
        rated: Its measures, rated without doubts.
        history: Earlier readings by key and quarter.
    """
    findings: list[Finding] = []
    for each in rated:
        doubts = which_basis(figures_of(each.measure, each.reading, history))
        asked = tuple(doubt.finding for doubt in doubts)
        findings += asked
        if not asked:
            findings += target_not_for_the_quarter(each)
        findings += profile_without_a_total(each)
    return asked_once(findings)
