"""Words for how often a measure is reported, and for how its months make a quarter."""

from __future__ import annotations

import re

from kpibook.domain.measures.measure import Frequency, QuarterFrom
from kpibook.domain.measures.vocabulary.reading import frequency_meaning

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
_QUARTER_FROM_OF = {word: each for each, words in _QUARTERS_FROM.items() for word in words}


def frequency_named(text: object) -> Frequency | None:
    """Return the frequency that a word names; None for blank and for a word that is not known.

    Case, spaces and punctuation do not matter. An academic and a calendar year are a year.

    >>> frequency_named("Six-monthly"), frequency_named("Academic Year"), frequency_named("weekly")
    (<Frequency.HALF_YEARLY: 'half-yearly'>, <Frequency.ANNUAL: 'annual'>, None)
    """
    word = frequency_meaning(str(text or "")).word
    return Frequency(word) if word else None


def quarter_from_named(text: object) -> QuarterFrom | None:
    """Return the way that a word names in which months make a quarter; None as above.

    >>> quarter_from_named("Average"), quarter_from_named("Numerator / denominator")
    (<QuarterFrom.MEAN: 'mean of months'>, <QuarterFrom.PARTS: 'numerators and denominators'>)
    """
    return _QUARTER_FROM_OF.get(_bare(text))


def _bare(text: object) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", str(text or "").casefold()).split())
