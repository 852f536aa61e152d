"""A field whose cells are blank has the value that its column's reading gives it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Polarity
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.register import _fields_read, _RegisterRow, measure_from
from kpibook.xlsx import Cell

cells = st.one_of(
    st.sampled_from(
        ["percent", "count", "£m", "hours", "higher", "lower", "range", "5%", "2", "80-90", "yes",
         "monthly", "cumulative", "last quarter", "Q4 2021/22", "2019/20", "a; b", "n/a", "-", "",
         "better than last year", "not set", "England", "?"]
    ).map(lambda text: Cell("B6", "text", text)),
    st.integers(-5, 120).map(lambda number: Cell("B6", "number", number)),
    st.sampled_from(
        [Cell("B6", "blank", None), Cell("B6", "blank", None, None, "0.0%"),
         Cell("B6", "number", 0.05, None, "0%"), Cell("B6", "blank", None, "=A1")]
    ),
)  # fmt: skip
headings = [column.heading for column in layout.REGISTER_COLUMNS]
rows = st.dictionaries(st.sampled_from(headings), cells, max_size=12)


@settings(max_examples=500, deadline=None)
@given(rows)
def test_blank_cells_give_a_field_what_reading_its_column_gives(typed: dict[str, Cell]) -> None:
    row = Row("b.xlsx", "Measures", {"Ref": Cell("A6", "text", "M.1"), **typed}, [])
    measure = measure_from(row)
    polarity = row.choice(layout.POLARITY, Polarity, "polarity-unknown")
    reader = _RegisterRow(row, row.counted_in(), polarity)

    for field, read, _, _ in _fields_read():
        if field not in ("low", "high"):  # the target may say these
            assert getattr(measure, field) == read(reader)


def test_a_column_that_takes_several_cells_is_blank_only_if_all_are() -> None:
    asked = {field: headings for field, _, headings, _ in _fields_read()}

    assert asked["target"] >= {layout.TARGET, *layout.TARGETS_BY_QUARTER, layout.TARGET_BASIS}
    assert asked["comparator"] == {layout.COMPARATOR, layout.COMPARATOR_VALUE}
