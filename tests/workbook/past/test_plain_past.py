"""The short way of reading a row of the history reads what the full way does."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Polarity, Unit
from kpibook.workbook import layout
from kpibook.workbook.aliases import key_of
from kpibook.workbook.fields import Row
from kpibook.workbook.past.history import PastRow
from kpibook.workbook.past.plain_past import plain_past_row
from kpibook.workbook.register import history_from
from kpibook.xlsx.tables.headed_row import HeadedRow, Headings
from tests.xlsx.cells.test_plain_row import row_of

HEADINGS = (layout.REF, layout.PERIOD, layout.ACTUAL, layout.MARKER, layout.TARGET)
COLUMNS = {
    heading: column
    for column, heading in enumerate((*HEADINGS, layout.NUMERATOR, layout.DENOMINATOR), 1)
}


def inline(text: str) -> str:
    return f' t="inlineStr"><is><t>{text}</t></is></c>'


refs = st.sampled_from(["M.1", " m 1 ", "M.2", "M.9", "NULL", "", "-", "x" * 2_000]).map(inline)
periods = st.sampled_from(
    ["Q3 2021/22", "2021-22 Q3", "Q2 2021/22", "Dec 2021", "2021/22", "31/12/2021", "Q3", "", "n/a"]
).map(inline)
actuals = st.one_of(
    st.floats(-2000, 2000).map(lambda number: f"><v>{number!r}</v></c>"),
    st.integers(-2000, 2000).map(lambda number: f' s="12"><v>{number}</v></c>'),
    st.sampled_from(
        [
            "><v>1e300</v></c>", "><v>1_000</v></c>", "><v> </v></c>", ' s="7"><v>44000</v></c>',
            ' t="b"><v>1</v></c>', ' t="e"><v>#N/A</v></c>', ' t="s"><v>1</v></c>', "/>",
        ]
    ),
    st.sampled_from(["72.1", "[c]", "n/a"]).map(inline),
)  # fmt: skip
others = st.sampled_from(["/>", "/>", "/>", "/>", inline(""), inline("[p]"), "><v>5</v></c>"])
parts = st.one_of(st.just("/>"), st.just("/>"), actuals)


def measures(unit: Unit) -> dict[str, Measure]:
    refs = ("M.1", "M.2")
    by_name = (Measure(ref, "A measure", unit, Polarity.HIGHER) for ref in refs)
    return {measure.key: measure for measure in by_name}


def the_row(cells: tuple[str, ...], findings: list[Finding]) -> Row:
    source = "".join(f'<c r="{at}3"{cell}' for at, cell in zip("ABCDEFG", cells, strict=True))
    row = row_of(source)
    assert row is not None
    return Row("b.xlsx", "History", HeadedRow(row, Headings(COLUMNS)), findings)


def in_full(row: Row, by_name: dict[str, Measure]) -> PastRow | None:
    measure = by_name.get(key_of(row))
    reading = None if measure is None else history_from(row, measure.read_in)
    return None if measure is None or reading is None else PastRow(row, measure, reading)


@settings(max_examples=600, deadline=None)
@given(st.tuples(refs, periods, actuals, others, others, parts, parts), st.sampled_from(Unit))
def test_the_short_way_reads_what_the_full_way_does(cells: tuple[str, ...], unit: Unit) -> None:
    by_name = measures(unit)
    findings: list[Finding] = []
    quick = plain_past_row(the_row(cells, findings), by_name, {})

    assert findings == []
    if quick is not None:
        full = in_full(the_row(cells, findings), by_name)
        assert full is not None
        assert findings == []
        assert (quick.measure, quick.reading) == (full.measure, full.reading)
        assert quick.reading.places == full.reading.places
        assert (quick.covers, quick.reading.unread) == (full.covers, full.reading.unread)


def test_a_row_of_a_reference_a_quarter_and_a_number_goes_the_short_way() -> None:
    cells = (inline("M.1"), inline("Q2 2021/22"), "><v>72.5</v></c>", *["/>"] * 4)
    quick = plain_past_row(the_row(cells, []), measures(Unit.COUNT), {})

    assert quick is not None
    assert quick.reading.actual == Decimal("72.5")
