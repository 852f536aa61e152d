from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.workbook.mapped.words.holding import held, number_format_for
from kpibook.xlsx import Cell

PERCENT, COUNT = CountedIn(Unit.PERCENT), CountedIn(Unit.COUNT)


def cell(value=None, code="General", kind=None):
    kind = kind or ("blank" if value is None else "text" if isinstance(value, str) else "number")
    return Cell("A1", kind, value, None, code)


@pytest.mark.parametrize(
    ("own", "models", "expected"),
    [
        (cell(code="0.0%"), [], 0.823),
        (cell(80.1), [], 82.3),
        (cell(), [cell(80.1)], 82.3),
        (cell(), [cell(0.801, "0.0%")], 0.823),
        (cell("80.1%"), [], "82.3%"),
        (cell(), [cell("80.1")], "82.3"),
        (cell(code="@"), [], "82.3"),
        (cell("n/a"), [cell(80.1)], 82.3),
    ],
)
def test_a_percentage_is_held_as_its_column_holds_percentages(own, models, expected):
    assert held(Decimal("82.3"), PERCENT, own, models) == expected


def test_a_count_stays_a_whole_number_and_never_becomes_a_fraction():
    value = held(Decimal(12), COUNT, cell(), [cell(0.8, "0.0%")])
    assert (value, type(value)) == (12, int)


def test_a_cell_without_a_format_takes_that_of_the_percentages_around_it():
    around = [cell(0.801, "0.0%")]
    assert number_format_for(0.823, PERCENT, cell(), around) == "0.0%"
    assert number_format_for(0.823, PERCENT, cell(code="0%"), around) is None
    assert number_format_for(82.3, PERCENT, cell(), [cell(80.1)]) is None
    assert number_format_for(12, COUNT, cell(), around) is None
