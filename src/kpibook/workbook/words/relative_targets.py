"""Relative targets of a register, worked out from the history, or reported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import Against
from kpibook.domain.measures.target_from_history import (
    never_worked_out,
    why_not_worked_out,
    with_worked_out_target,
)
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.wording import quoted
from kpibook.workbook import layout
from kpibook.workbook.fields import Row


def with_relative_targets(
    measures: Mapping[str, Measure],
    period: Quarter,
    history: Mapping[tuple[str, Quarter], Reading],
    findings: list[Finding],
) -> dict[str, Measure]:
    """Return measures by key, their relative targets worked out for a quarter.

    Args:
        measures: The register by key.
        period: The quarter.
        history: Earlier readings by key and quarter.
        findings: The list that targets which cannot be worked out are added to.
    """
    for measure in measures.values():
        finding = _not_worked_out(measure, period, history)
        if finding is not None:
            findings.append(finding)
    return {
        key: with_worked_out_target(measure, period, history) for key, measure in measures.items()
    }


def _not_worked_out(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> Finding | None:
    relative = measure.target.relative
    if relative is None or measure.polarity is Polarity.NEUTRAL:
        return None
    missing = why_not_worked_out(measure, relative, period, history)
    if not missing:
        return None
    return Finding(
        "target-relative",
        f"{measure.ref} has the target {quoted(measure.target.words, 60)}, which cannot be worked "
        f"out: {missing}.",
        measure.place("target"),
        "Enter what is missing, or the target in figures.",
        "It is not rated until then.",
        measure.ref,
    )


def relative_target_in(row: Row, target: Target, position: Position) -> Decimal | None:
    """Return the relative target of a row of a plain table, from the row's earlier figures.

    None, with a finding, where they do not give it; None for a neutral measure.
    """
    relative = target.relative
    if relative is None or position.polarity is Polarity.NEUTRAL:
        return None
    columns = {
        Against.LAST_YEAR: (layout.PREVIOUS_YEAR, position.previous_year),
        Against.LAST_QUARTER: (layout.PREVIOUS, position.previous),
        Against.TOP_QUARTILE: (
            layout.COMPARATOR_VALUE,
            row.number(layout.COMPARATOR_VALUE, position.counted),
        ),
    }
    heading, figure = columns[relative.against]
    missing = never_worked_out(relative, position.polarity, position.unit)
    if not missing and figure is not None:
        return relative.of(figure, position.polarity)
    row.report(
        "target-relative",
        f"{row.name} has the target {quoted(target.words, 60)}, which cannot be worked out: "
        f"{missing or f'there is no figure under {heading}'}.",
        layout.TARGET,
        "Enter what is missing, or the target in figures.",
        "It is not rated until then.",
    )
    return None
