"""Relative targets of a register and of a plain table, with what is missing."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.services.rating.rate_table import position_in
from kpibook.workbook.register import measure_from
from kpibook.workbook.words.relative_targets import with_relative_targets
from tests.workbook.rows import a_row, codes

NOW = Quarter(2021, 3)
CELLS = {
    "Ref": "PI1",
    "Measure": "M",
    "Unit": "kWh",
    "Which way is good": "lower",
    "Target": "10% reduction",
}


def test_a_register_s_target_is_worked_out_from_last_year() -> None:
    measure, then = measure_from(a_row(**CELLS)), NOW.same_last_year
    findings: list[Finding] = []

    history = {("PI1", then): Reading("PI1", then, Decimal(1000))}
    worked_out = with_relative_targets({"PI1": measure}, NOW, history, findings)["PI1"]

    assert worked_out.target_in_words(NOW) == "10% reduction (900 kWh)"
    assert findings == []


def test_without_last_year_s_figure_it_is_to_be_looked_at() -> None:
    findings: list[Finding] = []

    with_relative_targets({"PI1": measure_from(a_row(**CELLS))}, NOW, {}, findings)

    assert [(f.code, f.ref) for f in findings] == [("target-relative", "PI1")]
    assert "Q3 2020/21" in findings[0].what


def test_a_table_s_target_is_worked_out_from_the_row() -> None:
    row = a_row(**CELLS, **{"Same quarter last year": 1000, "Actual": 899})

    assert position_in(row).target == 900
    assert codes(row) == []


def test_a_row_without_the_figure_is_reported() -> None:
    row = a_row(**CELLS, Actual=899)

    assert position_in(row).target is None
    assert codes(row) == ["target-relative"]
