"""Words for the basis of a figure, as councils write them."""

from __future__ import annotations

from kpibook.domain.measures.measure import Basis
from kpibook.domain.measures.vocabulary.reading import basis_meaning
from kpibook.domain.measures.vocabulary.words import BASES

#: Words of the bases whose figures are not set against the quarter before.
RESTARTING_WORDS = tuple(
    dict.fromkeys(
        word
        for basis in Basis
        if basis.restarts_each_year
        for word in (basis.value, *BASES[basis.value])
    )
)


def basis_named(text: object) -> Basis | None:
    """Return the basis that a word names; None for blank and for a word that is not known.

    Case, spaces and punctuation do not matter.

    >>> basis_named("Cumulative (YTD)"), basis_named("R12M"), basis_named("weekly")
    (<Basis.YEAR_TO_DATE: 'year to date'>, <Basis.ROLLING_12_MONTHS: 'rolling 12 months'>, None)
    """
    word = basis_meaning(str(text or "")).word
    return Basis(word) if word else None
