"""Words for how often a measure is reported, and for how its months make a quarter."""

from __future__ import annotations

import re

from kpibook.domain.measures.measure import Frequency, QuarterFrom

_FREQUENCIES = {
    Frequency.MONTHLY: (
        "monthly", "month", "each month", "every month", "calendar monthly", "m", "mthly",
    ),
    Frequency.QUARTERLY: (
        "quarterly", "quarter", "each quarter", "every quarter", "q", "qtr", "qtrly",
        "3 monthly", "three monthly", "every 3 months",
    ),
    Frequency.HALF_YEARLY: (
        "half yearly", "half year", "6 monthly", "six monthly", "every 6 months",
        "every six months", "bi annual", "biannual", "bi annually", "biannually",
        "twice a year", "twice yearly", "semi annual", "semi annually", "each half year",
    ),
    Frequency.TERMLY: (
        "termly", "term", "each term", "every term", "school term", "per term", "school termly",
    ),
    Frequency.ANNUAL: (
        "annual", "annually", "yearly", "year", "once a year", "each year", "every year", "a",
        "academic year", "academic yearly", "school year", "calendar year", "financial year",
        "year end", "at year end", "per annum", "12 monthly",
    ),
}  # fmt: skip
_QUARTERS_FROM = {
    QuarterFrom.LAST: (
        "last month", "last", "latest", "latest month", "month end", "quarter end",
        "end of quarter", "snapshot", "final month", "third month",
    ),
    QuarterFrom.SUM: (
        "sum of months", "sum", "total", "add", "added up", "sum of the months", "total of months",
        "add up",
    ),
    QuarterFrom.MEAN: (
        "mean of months", "mean", "average", "average of months", "avg", "mean of the months",
        "average of the months",
    ),
    QuarterFrom.PARTS: (
        "numerators and denominators", "numerator and denominator", "num and denom",
        "numerator denominator", "numerators denominators", "parts", "weighted", "weighted average",
    ),
}  # fmt: skip
_FREQUENCY_OF = {word: each for each, words in _FREQUENCIES.items() for word in words}
_QUARTER_FROM_OF = {word: each for each, words in _QUARTERS_FROM.items() for word in words}


def frequency_named(text: object) -> Frequency | None:
    """Return the frequency that a word names; None for blank and for a word that is not known.

    Case, spaces and punctuation do not matter. An academic and a calendar year are a year.

    >>> frequency_named("Six-monthly"), frequency_named("Academic Year"), frequency_named("weekly")
    (<Frequency.HALF_YEARLY: 'half-yearly'>, <Frequency.ANNUAL: 'annual'>, None)
    """
    return _FREQUENCY_OF.get(_bare(text))


def quarter_from_named(text: object) -> QuarterFrom | None:
    """Return the way that a word names in which months make a quarter; None as above.

    >>> quarter_from_named("Average"), quarter_from_named("Numerator / denominator")
    (<QuarterFrom.MEAN: 'mean of months'>, <QuarterFrom.PARTS: 'numerators and denominators'>)
    """
    return _QUARTER_FROM_OF.get(_bare(text))


def _bare(text: object) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", str(text or "").casefold()).split())
