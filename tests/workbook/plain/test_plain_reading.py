"""The short way of reading a row reads what the full way does, and leaves it every odd row."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.plain.plain_reading import plain_reading
from kpibook.workbook.register import full_reading, reading_from
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.origin import Origin
from kpibook.xlsx.cells.values import CellError

PERIOD = Quarter(2021, 3)

numbers = st.one_of(
    st.integers(-2000, 2000),
    st.floats(-12, 12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, -0.0, 9.99, 10.0, 10.01, 1e15, 0.1 + 0.2, 1e-9]),
)
formats = st.sampled_from(["General", "0.0%", "0.0", '0.0" % of all"', "[h]:mm"])
texts = st.sampled_from(
    ["", " ", "72.1", "72.1%", "[c]", "[p]", "60 [ok]", "n/a", "-", "NULL", "*", "\u200b", "words"]
)
plain_numbers = st.builds(
    lambda value, code: Cell("H6", "number", value, None, code), numbers, formats
)
odd = st.one_of(
    texts.map(lambda text: Cell("H6", "text", text)),
    st.just(Cell("H6", "bool", True)),
    st.just(Cell("H6", "error", CellError("#N/A"))),
    st.just(Cell("H6", "blank", None, "=A1")),
    st.just(Cell("H6", "number", 3, "=1+2", "General", 0, Origin())),
    st.just(Cell("H6", "date", datetime(2022, 1, 17))),  # noqa: DTZ001
)
blank = st.just(Cell("J6", "blank", None))
refs = st.one_of(
    st.sampled_from(["M.1", " M.1 ", "NULL", "", "x" * 40_000]).map(
        lambda text: Cell("A6", "text", text)
    ),
    st.just(Cell("A6", "number", 12.0)),
    blank,
)
OTHERS = (
    layout.NUMERATOR,
    layout.DENOMINATOR,
    layout.AS_AT,
    layout.FORECAST,
    layout.MARKER,
    layout.COMMENTARY,
    layout.ACTION,
)
rows = st.builds(
    lambda ref, actual, others: {layout.REF: ref, layout.ACTUAL: actual, **others},
    refs,
    st.one_of(plain_numbers, plain_numbers, odd, blank),
    st.dictionaries(st.sampled_from(OTHERS), st.one_of(blank, blank, blank, odd, plain_numbers)),
)


@settings(max_examples=600, deadline=None)
@given(rows, st.one_of(st.none(), st.sampled_from(Unit)))
def test_the_short_way_reads_what_the_full_way_does(
    cells: dict[str, Cell], unit: Unit | None
) -> None:
    quick_findings: list[Finding] = []
    full_findings: list[Finding] = []
    quick = plain_reading(Row("b.xlsx", "This quarter", cells, quick_findings), PERIOD, unit)
    full = full_reading(Row("b.xlsx", "This quarter", cells, full_findings), PERIOD, unit)

    assert quick_findings == []
    if quick is not None:
        assert quick == full
        assert (quick.unread, dict(quick.places)) == (full.unread, dict(full.places))
        assert full_findings == []


def row(**cells: Cell) -> Row:
    return Row("b.xlsx", "This quarter", cells, [])


def test_a_row_with_a_number_and_no_more_goes_the_short_way() -> None:
    plain = row(Ref=Cell("A6", "text", "M.1"), Actual=Cell("H6", "number", 72.5))

    assert plain_reading(plain, PERIOD, Unit.COUNT) is not None


@pytest.mark.parametrize("code", ["0.0%"])
def test_a_percentage_over_a_thousand_is_still_looked_at(code: str) -> None:
    slip = row(Ref=Cell("A6", "text", "M.1"), Actual=Cell("H6", "number", 72.1, None, code))

    assert reading_from(slip, PERIOD, Unit.PERCENT).marker == "[x]"
    assert [finding.code for finding in slip.findings] == ["percent-as-points"]
