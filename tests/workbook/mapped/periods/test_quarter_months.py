"""A quarter of months: summed, averaged or the last, as the measure says; never guessed."""

import pytest

from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.periods.quarter_months import months_meant, with_quarter_of_months
from kpibook.xlsx import Cell


def _months(*values: object) -> tuple[Cell | None, ...]:
    return tuple(
        None if value is None else Cell("A1", "text" if isinstance(value, str) else "number", value)
        for value in values
    )


def _quarter(way: str, three: tuple[Cell | None, ...], unit: str = "count") -> object:
    cells = {
        own.UNIT: Cell("B1", "text", unit),
        own.QUARTER_FROM: Cell("C1", "text", way),
        own.ACTUAL: Cell("A1", "number", 7),
    }
    row = with_quarter_of_months(Row("x.xlsx", "S", cells, []), {"actual": three})
    return row.number(own.ACTUAL, row.counted_in())


@pytest.mark.parametrize(
    ("way", "three", "quarter"),
    [
        pytest.param("sum of months", (1, 2, 4), 7, id="a sum"),
        pytest.param("Average", (1, 2, 4), pytest.approx(2.3), id="a mean, in the council's word"),
        pytest.param("last month", (1, None, 7), 7, id="the last month"),
        pytest.param("", (1, 2, 7), 7, id="no way: the last month"),
        pytest.param("sum of months", (1, None, 4), None, id="a month is missing"),
        pytest.param("sum of months", (1, "[x]", 4), None, id="a month is not available"),
    ],
)
def test_months_give_the_quarter(way: str, three: tuple[object, ...], quarter: object) -> None:
    found = _quarter(way, _months(*three))
    assert (None if found is None else float(str(found))) == quarter


def test_percentages_are_averaged_in_percent() -> None:
    assert float(str(_quarter("mean of months", _months("70%", "72%", "77%"), "percent"))) == 73


def test_only_a_heading_with_a_month_means_three() -> None:
    assert months_meant("{quarter} / Actual") == ()
    assert months_meant("{month}") == ("{month-2}", "{month-1}", "{month}")
