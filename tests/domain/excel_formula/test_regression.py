from __future__ import annotations

import pytest

from kpibook.domain.excel_formula.compile import Cells, direction_formula
from kpibook.domain.rules.outcomes import Baseline
from kpibook.errors import SchemeError
from tests.crosscheck.feature_schemes import feature_schemes

REGRESSION = next(scheme for scheme in feature_schemes() if scheme.key == "regression")


def test_a_line_is_laid_through_the_earlier_quarters_and_the_actual() -> None:
    cells = Cells(actual="H2", polarity='"lower"', series="B2:G2")

    said = direction_formula(REGRESSION, cells, Baseline.PREVIOUS)

    assert "SUMPRODUCT" in said
    assert "COUNT(B2:G2)<2" in said


def test_without_cells_for_them_there_is_no_formula() -> None:
    with pytest.raises(SchemeError, match="line through all quarters"):
        direction_formula(REGRESSION, Cells(actual="H2", polarity="P2"), Baseline.PREVIOUS)
