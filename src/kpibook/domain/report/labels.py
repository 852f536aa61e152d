"""The fixed words of a report, which a council may replace by its own or by another language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed words that a report prints, in the order in which they come.

    "{}" is the place of a quarter, a number or a day: in `position`, `share` and those of actions
    that have it. `page` has the place of two.
    """

    skip: str = "Skip to the report"
    page: str = "Page {} of {}"
    committee: str = "Committee"
    meeting: str = "Meeting"
    report_of: str = "Report of"
    directorate: str = "Directorate"
    draft: str = "Draft: not yet agreed"
    agreed: str = "Agreed by"
    at_a_glance: str = "Performance at a glance"
    by_status: str = "Measures by status"
    status: str = "Status"
    measures: str = "Measures"
    share: str = "Share of the {} rated"
    which: str = "Which measures"
    needs_attention: str = "Measures that need attention"
    most_urgent: str = "Off target, not reported or declined, the most urgent first"
    measure: str = "Measure"
    why: str = "Why"
    no_attention: str = "No measure is off target, not reported or declined."
    performance: str = "Performance by priority"
    owner: str = "Reported by"
    target: str = "Target"
    position: str = "{} position"
    forecast: str = "Forecast for the year"
    direction: str = "Direction"
    trend: str = "Trend"
    trend_figures: str = "Figures of the chart of"
    year_begins: str = "Figures begin again each April, so the line is broken there."
    quarter: str = "Quarter"
    actual: str = "Actual"
    commentary: str = "Commentary"
    no_commentary: str = "No commentary was given."
    action: str = "Action"
    no_action: str = "No action is stated."
    key_actions: str = "Key actions"
    action_due: str = "due {}"
    action_was_due: str = "was due {}"
    action_open: str = "open since {}"
    action_overdue: str = "overdue, open since {}"
    action_done: str = "done"
    action_dropped: str = "dropped"
    note: str = "Note"
    summary: str = "Summary of the quarter"
    key: str = "How status and direction are decided"
    words: str = "What the words mean"
    word: str = "Word"
    meaning: str = "What it means"
    contact: str = "Contact"
    source: str = "Made from"
    data: str = "The same figures as data (CSV)"
    licence: str = "Licence"
