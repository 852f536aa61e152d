"""Words for choices: which way is good, basis, frequency, profile, no target, states of actions.

Each table has kpibook's word and the words that councils write for it. Case, spaces, punctuation
and plurals do not matter, see `folding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

POLARITIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "higher": (
            "higher", "high", "higher is better", "high is better", "high is good",
            "higher is good", "high good", "bigger", "bigger is better", "big is good", "maximise",
            "maximize", "aim to maximise", "max", "maximum", "increase", "increasing",
            "aim to increase", "up", "upward", "upwards is good", "positive", "ascending", "asc",
            "grow", "growth", "rise", "more", "more is better", "greater", "greater is better",
            "above target", "↑", "h", "hi", "+", "+ve", "the higher the better",
            "the bigger the better", "bigger the better", "higher the better", "improve upwards",
        ),
        "lower": (
            "lower", "low", "lower is better", "low is better", "low is good", "lower is good",
            "low good", "smaller", "smaller is better", "small is good", "minimise", "minimize",
            "aim to minimise", "min", "minimum", "decrease", "decreasing", "aim to decrease",
            "down", "downward", "downwards is good", "negative", "descending", "desc", "reduce",
            "reduction", "aim to reduce", "fall", "less", "less is better", "fewer",
            "fewer is better", "below target", "↓", "l", "lo", "-ve", "the lower the better",
            "the smaller the better", "smaller the better", "lower the better",
        ),
        "closest": (
            "closest", "closest to target", "close to target", "nearest to target", "nearest",
            "plan is best", "on target is best", "on target", "target is best", "at target",
            "to plan", "on plan", "closest is best", "as close as possible to target",
        ),
        "range": (
            "range", "within range", "in range", "between", "in a range", "within a range",
            "target range", "within band", "band", "within limits", "between limits", "corridor",
        ),
        "neutral": (
            "neutral", "n/a", "na", "not applicable", "none", "monitor", "monitor only",
            "monitoring", "monitoring only", "contextual", "context", "context only",
            "no polarity", "information only", "for information", "for information only",
            "information", "info", "info only", "data only", "volume only", "trend only",
            "no direction", "neither", "either",
        ),
    }
)  # fmt: skip

BASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "in period": (
            "in period", "in the period", "in quarter", "in the quarter", "in month", "period",
            "discrete", "quarter only", "quarter alone", "single quarter", "non cumulative",
            "not cumulative", "quarter", "quarterly", "for the quarter", "during the quarter",
            "flow",
        ),
        "snapshot": (
            "snapshot", "point in time", "at period end", "period end", "quarter end", "as at",
            "at quarter end", "end of period", "end of quarter", "monthly snapshot", "position",
            "stock", "census", "as at quarter end", "spot",
        ),
        "cumulative": (
            "cumulative", "cumulative total", "running total", "accumulating", "adds up",
            "cumulative count", "total to date", "count to date", "cum", "cumul", "accumulative",
        ),
        "year to date": (
            "year to date", "ytd", "year so far", "fytd", "financial year to date",
            "cumulative ytd", "ytd cumulative", "cumulative year to date",
            "year to date cumulative", "cumulative average", "ytd average",
            "year to date average", "average year to date", "average ytd", "since april",
            "since 1 april",
        ),
        "rolling 12 months": (
            "rolling 12 months", "rolling 12 month", "rolling year", "rolling 12",
            "12 month rolling", "12 months rolling", "12m rolling", "rolling 12m", "r12m",
            "rolling annual", "rolling twelve months", "last 12 months", "twelve months rolling",
            "rolling", "twelve month rolling", "moving annual total", "mat", "r12",
        ),
        "annual": (
            "annual", "annually", "yearly", "once a year", "year", "full year", "per year",
        ),
    }
)  # fmt: skip

FREQUENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "monthly": (
            "monthly", "month", "every month", "each month", "per month", "m", "mthly",
            "calendar monthly",
        ),
        "quarterly": (
            "quarterly", "quarter", "every quarter", "each quarter", "per quarter", "q", "qtrly",
            "qtr", "qtly", "3-monthly", "three-monthly", "every 3 months",
        ),
        "half-yearly": (
            "half-yearly", "half yearly", "half year", "six-monthly", "6-monthly", "biannual",
            "bi-annual", "biannually", "bi-annually", "twice a year", "twice yearly",
            "semi-annual", "semi-annually", "every six months", "every 6 months", "half-annually",
            "each half year",
        ),
        "termly": (
            "termly", "term", "school term", "every term", "each term", "per term",
            "school termly",
        ),
        "annual": (
            "annual", "annually", "yearly", "year", "every year", "each year", "per year",
            "per annum", "p.a.", "once a year", "12-monthly", "a", "y", "academic year",
            "calendar year", "financial year", "school year", "academic yearly", "year end",
            "at year end",
        ),
    }
)  # fmt: skip

QUARTERS_FROM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "last month": (
            "last month", "last", "latest", "latest month", "month end", "quarter end",
            "end of quarter", "snapshot", "final month", "third month",
        ),
        "sum of months": (
            "sum of months", "sum", "total", "add", "added up", "sum of the months",
            "total of months", "add up",
        ),
        "mean of months": (
            "mean of months", "mean", "average", "average of months", "avg", "mean of the months",
            "average of the months",
        ),
        "numerators and denominators": (
            "numerators and denominators", "numerator and denominator", "num and denom",
            "numerator / denominator", "numerators / denominators", "parts", "weighted",
            "weighted average",
        ),
    }
)  # fmt: skip

PROFILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "straight line": ("straight line", "straight-line", "linear", "even", "evenly"),
        "as last year": ("as last year", "same as last year", "like last year"),
    }
)

STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "open": (
            "open", "in progress", "ongoing", "on-going", "on going", "started", "begun",
            "under way", "underway", "not started", "to start", "not yet started", "planned",
            "active", "live", "current", "continuing", "continues", "on track", "in hand",
            "being progressed", "progressing", "to do", "outstanding", "new", "ar agor",
        ),
        "done": (
            "done", "complete", "completed", "completion", "finished", "achieved", "delivered",
            "implemented", "actioned", "discharged", "closed - complete", "closed (complete)",
            "closed completed", "100% complete", "wedi'i gwblhau", "cwblhawyd",
        ),
        "overdue": (
            "overdue", "late", "behind", "behind schedule", "delayed", "slipped", "past due",
            "missed", "not done on time", "off track", "hwyr",
        ),
        "dropped": (
            "dropped", "cancelled", "canceled", "abandoned", "withdrawn", "superseded", "stopped",
            "no longer required", "no longer needed", "not required", "not proceeding",
            "not going ahead", "discontinued", "removed", "rejected", "closed - not done",
        ),
    }
)  # fmt: skip

NO_TARGET: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "no target": (
            "no target", "no target set", "not set", "target not set", "no set target",
            "not targeted", "untargeted", "monitor", "monitor only", "monitored", "monitoring",
            "monitoring only", "contextual", "context", "context only", "contextual measure",
            "data only", "data", "volume only", "trend", "trend only", "baseline",
            "baseline year", "baseline to be set", "to be baselined", "baselining",
            "establish baseline", "establishing baseline", "setting baseline", "n/a", "na",
            "not applicable", "tbc", "tba", "tbd", "to be confirmed", "to be agreed",
            "to be determined", "to be set", "to be decided", "target tbc", "none", "none set",
            "no", "neutral", "info only", "information only", "for information",
            "for information only", "not required", "under development", "in development", "new",
            "new measure", "new indicator", "[x]", "[z]", "not available",
        ),
    }
)  # fmt: skip

#: Words that mean more than a single choice, with the choices and when each of them is meant.
AMBIGUOUS_POLARITIES: Mapping[tuple[str, ...], Mapping[str, str]] = MappingProxyType(
    {
        (
            "maintain", "goldilocks", "maintain level", "stable", "steady", "constant", "static",
            "same", "no change", "keep", "maintenance", "stay the same", "hold", "sustain",
            "just right", "optimum", "optimal",
        ): {
            "closest": "the nearer to the target, the better",
            "range": "good between Range low and Range high",
        },
        ("improve", "improvement", "better", "good", "yes"): {
            "higher": "a higher figure is better",
            "lower": "a lower figure is better",
        },
    }
)  # fmt: skip

#: Words for a state of an action that mean more than a single choice, likewise.
AMBIGUOUS_STATES: Mapping[tuple[str, ...], Mapping[str, str]] = MappingProxyType(
    {
        ("closed", "ended", "end", "no", "inactive"): {
            "done": "it was done",
            "dropped": "it was given up",
        },
        ("on hold", "paused", "deferred", "postponed", "suspended", "parked", "stalled"): {
            "open": "it goes on later",
            "dropped": "it was given up",
        },
    }
)  # fmt: skip
