"""Words of councils for the basis of a figure."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.basis_words import basis_named
from kpibook.domain.measures.measure import Basis


@pytest.mark.parametrize("basis", Basis, ids=lambda basis: basis.value)
def test_every_basis_is_known_by_its_own_word(basis: Basis) -> None:
    assert basis_named(basis.value) is basis


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("YTD", Basis.YEAR_TO_DATE),
        (" Year-to-date ", Basis.YEAR_TO_DATE),
        ("Cumulative (YTD)", Basis.YEAR_TO_DATE),
        ("Cumulative", Basis.CUMULATIVE),
        ("Running total", Basis.CUMULATIVE),
        ("R12M", Basis.ROLLING_12_MONTHS),
        ("Rolling 12-month", Basis.ROLLING_12_MONTHS),
        ("Non-cumulative", Basis.IN_PERIOD),
        ("Point in time", Basis.SNAPSHOT),
        ("Yearly", Basis.ANNUAL),
    ],
)
def test_a_council_s_word_names_its_basis(text: str, basis: Basis) -> None:
    assert basis_named(text) is basis


@pytest.mark.parametrize("text", ["", None, "weekly", "cumul8", "Last year"])
def test_another_word_is_no_basis(text: object) -> None:
    assert basis_named(text) is None
