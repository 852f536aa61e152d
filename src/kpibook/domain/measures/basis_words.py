"""Words for the bases whose figures begin again each year, for formulas in a sheet."""

from __future__ import annotations

from kpibook.domain.measures.measure import Basis
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
