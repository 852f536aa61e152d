"""The fixed words of a report, which a council may replace by its own or by another language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed words that a report prints, in the order in which they come.

    In `position` and `share`, "{}" is the place of a quarter and of a number.
    """

    report_of: str = "Report of"
    draft: str = "Draft: not yet agreed"
    agreed: str = "Agreed by"
    contents: str = "Contents"
    at_a_glance: str = "Performance at a glance"
    status: str = "Status"
    measures: str = "Measures"
    share: str = "Share of the {} rated"
    which: str = "Which measures"
    needs_attention: str = "Measures that need attention"
    measure: str = "Measure"
    why: str = "Why"
    no_attention: str = "No measure is off target, not reported or in decline."
    performance: str = "Performance by priority"
    target: str = "Target"
    comparator: str = "Comparator"
    position: str = "{} position"
    direction: str = "Direction"
    forecast: str = "Forecast for the year"
    trend: str = "Trend"
    trend_figures: str = "Figures of the chart"
    quarter: str = "Quarter"
    actual: str = "Actual"
    commentary: str = "Commentary"
    no_commentary: str = "No commentary was given."
    action: str = "Action"
    no_action: str = "No action is stated."
    note: str = "Note"
    owner: str = "Reported by"
    summary: str = "Summary of the quarter"
    key: str = "What the words mean"
    word: str = "Word"
    meaning: str = "What it means"
    shorthand: str = "Shorthand"
    contact: str = "Contact"
    source: str = "Where the figures come from"
    workbook: str = "Workbook"
