from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kpibook.domain.measures.measure import Measure, Reading, Target
from kpibook.domain.measures.period import Quarter
from kpibook.services.roll_forward.findings import findings_of_rolling
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from kpibook.xlsx import Cell
from tests.workbook.rows import a_row

Q3, Q4 = Quarter(2021, 3), Quarter(2021, 4)


def a_workbook(
    period: Quarter = Q3, *, marker: str = "", actual: str | None = "81", **measure: Any
) -> PerformanceWorkbook:
    one = Measure("PI1", **measure)
    value = None if actual is None else Decimal(actual)
    row = a_row(Ref="PI1", Actual=actual)
    return PerformanceWorkbook(
        file="book.xlsx",
        settings=Settings(period),
        measures={one.key: one},
        readings={one.key: Reading("PI1", period, value, marker=marker)},
        rows={one.key: row},
        history={},
        findings=(),
    )


def codes(workbook: PerformanceWorkbook) -> list[str]:
    return [finding.code for finding in findings_of_rolling(workbook)]


def test_a_quarter_reported_in_full_leaves_nothing_to_do() -> None:
    assert codes(a_workbook(target=Target(Decimal(80)))) == []


def test_neither_an_actual_nor_a_marker_is_a_finding() -> None:
    assert codes(a_workbook(actual=None)) == ["rolled-without-actual"]
    assert codes(a_workbook(actual=None, marker="[x]")) == []


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param({"target": Target(Decimal(80))}, id="the year's"),
        pytest.param({"target": Target(by_quarter={4: Decimal(80)})}, id="by quarter"),
        pytest.param({"target": Target(words="Above average")}, id="in words"),
        pytest.param({"low": Decimal(0)}, id="a range"),
    ],
)
def test_at_the_years_end_any_target_is_last_years(measure: dict[str, Any]) -> None:
    assert codes(a_workbook(Q4, **measure)) == ["targets-of-last-year"]
    assert codes(a_workbook(Q3, **measure)) == []


def test_at_the_years_end_a_register_without_targets_has_none_to_change() -> None:
    assert codes(a_workbook(Q4)) == []


def test_an_actual_worked_out_by_a_formula_is_said_to_stay() -> None:
    workbook = a_workbook()
    row = workbook.rows["PI1"]
    formula = Cell(address="H6", kind="number", value=81, formula="=1+80")
    cells = {**row.cells, "Actual": formula}

    changed = replace(workbook, rows={"PI1": replace(row, cells=cells)})

    assert codes(changed) == ["formula-kept"]
