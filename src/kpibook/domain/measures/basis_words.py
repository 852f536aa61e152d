"""Words for the basis of a figure, as councils write them."""

from __future__ import annotations

import re

from kpibook.domain.measures.measure import Basis

_WORDS = {
    Basis.IN_PERIOD: (
        "in period", "in the period", "in quarter", "in the quarter", "in month", "period",
        "discrete", "quarter only", "quarter alone", "single quarter", "non cumulative",
        "not cumulative",
    ),
    Basis.SNAPSHOT: (
        "snapshot", "point in time", "at period end", "period end", "quarter end", "as at",
        "at quarter end", "end of period", "end of quarter", "monthly snapshot",
    ),
    Basis.CUMULATIVE: (
        "cumulative", "cumulative total", "running total", "accumulating", "adds up",
        "cumulative count", "total to date", "count to date",
    ),
    Basis.YEAR_TO_DATE: (
        "year to date", "ytd", "year so far", "fytd", "financial year to date",
        "cumulative ytd", "ytd cumulative", "cumulative year to date", "year to date cumulative",
        "cumulative average", "ytd average",
        "year to date average", "average year to date", "average ytd",
    ),
    Basis.ROLLING_12_MONTHS: (
        "rolling 12 months", "rolling 12 month", "rolling year", "rolling 12", "12 month rolling",
        "12 months rolling", "12m rolling", "rolling 12m", "r12m", "rolling annual",
        "rolling twelve months", "last 12 months", "twelve months rolling",
    ),
    Basis.ANNUAL: ("annual", "annually", "yearly", "once a year", "year", "full year"),
}  # fmt: skip
_BY_WORD = {word: basis for basis, words in _WORDS.items() for word in words}
#: Words of the bases whose figures are not set against the quarter before.
RESTARTING_WORDS = tuple(word for word, basis in _BY_WORD.items() if basis.restarts_each_year)


def basis_named(text: object) -> Basis | None:
    """Return the basis that a word names; None for blank and for a word that is not known.

    Case, spaces and punctuation do not matter.

    >>> basis_named("Cumulative (YTD)"), basis_named("R12M"), basis_named("weekly")
    (<Basis.YEAR_TO_DATE: 'year to date'>, <Basis.ROLLING_12_MONTHS: 'rolling 12 months'>, None)
    """
    word = " ".join(re.sub(r"[^a-z0-9]+", " ", str(text or "").casefold()).split())
    return _BY_WORD.get(word)
