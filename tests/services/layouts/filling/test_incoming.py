"""Rows of actuals find their measure and month, or are said not to be used."""

from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.filling.incoming import incoming_rows
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow, Place
from kpibook.xlsx import Cell

PLACES = tuple(Place("", "S", f"{column}2") for column in "ABC")


def _measure(ref: str, *, months: bool = False, period: str = "") -> MappedRow:
    cells = {"period": Cell("D2", "text", period)} if period else {}
    return MappedRow(ref, cells, {}, {}, TableLayout(), month_places=PLACES if months else ())


def _taken(rows: list[dict[str, str]], *measures: MappedRow) -> tuple[list[object], list[str]]:
    findings: list[Finding] = []
    given = [
        Row(
            "a.csv",
            "",
            {heading: Cell("A1", "text", text) for heading, text in row.items()},
            findings,
        )
        for row in rows
    ]
    reading = MappedReading(list(measures))
    earlier = MappedReading([_measure("OLD1")])
    found = incoming_rows(given, reading, earlier, Quarter(2024, 3), "book.xlsx")
    taken = [each.month if each.month is not None else each.row.ref for each in found]
    return taken, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("period", "measure", "taken", "code"),
    [
        pytest.param("", _measure("A1"), ["A1"], None, id="no period"),
        pytest.param("Q3", _measure("A1"), ["A1"], None, id="the quarter without its year"),
        pytest.param("Q2 2024/25", _measure("A1"), [], "period-mismatch", id="another quarter"),
        pytest.param("31/12/2024", _measure("A1"), ["A1"], None, id="a day of the quarter"),
        pytest.param("Nov 2024", _measure("A1", months=True), [1], None, id="a month's column"),
        pytest.param("Dec 2024", _measure("A1"), ["A1"], None, id="the last month"),
        pytest.param("Nov 2024", _measure("A1"), [], "period-mismatch", id="no month's column"),
        pytest.param("2024/25", _measure("A1"), [], "period-mismatch", id="the year in Q3"),
        pytest.param(
            "2024/25", _measure("A1", period="2024/25"), ["A1"], None, id="the year of its row"
        ),
    ],
)
def test_the_period_of_a_row_decides(
    period: str, measure: MappedRow, taken: list[object], code: str | None
) -> None:
    row = {own.REF: "a1", own.ACTUAL: "5", **({own.PERIOD: period} if period else {})}
    assert _taken([row], measure) == (taken, [code] if code else [])


def test_a_measure_that_is_not_there_is_told_from_one_that_has_no_row_yet(tmp_path: Path) -> None:
    rows = [{own.REF: "OLD1", own.ACTUAL: "5"}, {own.REF: "ZZ9", own.ACTUAL: "5"}]
    assert _taken(rows, _measure("A1")) == ([], ["layout-no-cell", "ref-unknown"])


def test_equal_rows_count_once_and_rows_that_differ_not_at_all() -> None:
    same = [{own.REF: "A1", own.ACTUAL: "5"}] * 2
    assert _taken(same, _measure("A1")) == (["A1"], [])
    differ = [*same, {own.REF: "A1", own.ACTUAL: "6"}]
    assert _taken(differ, _measure("A1")) == ([], ["actual-duplicate"])
