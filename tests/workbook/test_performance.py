from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.sources.schemes import DEFAULT
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook, Settings


def test_a_workbook_that_names_no_scheme_is_rated_under_the_default() -> None:
    assert Settings(Quarter(2021, 3)).scheme == DEFAULT == layout.SCHEME_SETTING.default


def test_what_was_read_cannot_be_changed_by_accident() -> None:
    workbook = PerformanceWorkbook("a.xlsx", Settings(Quarter(2021, 3)), {}, {}, {}, {}, ())

    with pytest.raises(FrozenInstanceError):
        workbook.file = "b.xlsx"  # type: ignore[misc]
