"""A plain row, of which few cells are made, is read as the same cells are one by one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import AnyUnit, CountedIn
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords
from kpibook.domain.measures.vocabulary.reading import POLARITY
from kpibook.workbook import layout
from kpibook.workbook.fields import Row, figure_of
from kpibook.workbook.register import full_reading, measure_from, reading_from
from kpibook.xlsx.cells.references import column_name
from kpibook.xlsx.tables.headed_row import HeadedRow, Headings
from tests.xlsx.cells.test_plain_row import row_of

REGISTER = [column.heading for column in layout.REGISTER_COLUMNS]
QUARTER = [column.heading for column in layout.THIS_QUARTER_COLUMNS]


def inline(text: str) -> str:
    return f' t="inlineStr"><is><t>{text}</t></is></c>'


def both_ways(headings: list[str], typed: dict[str, str], words: CouncilWords) -> tuple[Row, Row]:
    """A row as it is read, and the same row with every cell made."""
    places = {column_name(at): typed.get(h, ' s="3"/>') for at, h in enumerate(headings, 1)}
    source = "".join(f'<c r="{letters}3"{cell}' for letters, cell in places.items())
    columns = {h: at for at, h in enumerate(headings, 1)}
    made: list[HeadedRow] = []
    for _ in range(2):
        plain = row_of(source)
        assert plain is not None
        made.append(HeadedRow(plain, Headings(columns)))
    few, every = made
    return (
        Row("b.xlsx", "Measures", few, [], own_words=words),
        Row("b.xlsx", "Measures", dict(every), [], own_words=words),
    )


spellings = st.one_of(
    st.integers(-2000, 2000).map(str),
    st.decimals(-2000, 2000, places=3).map(str),
    st.floats(-1e12, 1e12).map(repr),
    st.sampled_from(
        ["0", "-0", "0.0", "-0.5", "100000000", "1234567890", "0.00001", "0.000001", "72.10",
         "72.1", "+5", "1e5", "007", "9.99", "10", "-10", "0.7209999999999999", " 5", ""]
    ),
)  # fmt: skip
numbers = st.builds(
    lambda style, kind, value: f"{style}{kind}><v>{value}</v></c>",
    st.sampled_from(["", ' s="12"', ' s="9"', ' s="9"', ' s="7"']),
    st.sampled_from(["", "", "", ' t="n"', ' t="str"', ' t="e"']),
    spellings,
)
words_in_cells = st.sampled_from(
    ["percent", "count", "£m", "hours", "days", "mm:ss", "visits", "higher", "lower", "range", "-",
     "High is good", "None", "5%", "2", "80-90", "yes", "monthly", "cumulative", "snapshot", "n/a",
     "last quarter", "Q4 2021/22", "2019/20", "a; b", "", " ", "better than last year", "not set",
     "England", "?", "72.1%", "[c]", "60 [ok]", "a &amp; b", "M.1", "up " * 200]
).map(inline)  # fmt: skip
cells = st.one_of(numbers, words_in_cells, st.just(' t="s"><v>1</v></c>'), st.just("/>"))
units: st.SearchStrategy[AnyUnit | None] = st.one_of(
    st.none(),
    st.sampled_from(Unit),
    st.sampled_from(
        [CountedIn(Unit.CURRENCY, "£m"), CountedIn(Unit.DURATION, "mm:ss"),
         CountedIn(Unit.DURATION, "hours"), CountedIn(Unit.PERCENT, "%")]
    ),
)  # fmt: skip
council = st.sampled_from([CouncilWords(), CouncilWords((CouncilWord(POLARITY, "?", "lower"),))])


def outcome(row: Row, value: Any) -> tuple[Any, ...]:
    return value, [(f.code, f.what, f.where, f.fix) for f in row.findings], row.reported


@settings(max_examples=600, deadline=None)
@given(cells, units)
def test_a_number_is_read_as_its_cell_is(cell: str, unit: AnyUnit | None) -> None:
    plain, full = both_ways(["Ref", "Target"], {"Target": cell}, CouncilWords())

    value, in_full = plain.number("Target", unit), full.figure("Target", unit).value
    assert repr(value) == repr(in_full)
    assert outcome(plain, None) == outcome(full, None)


@settings(max_examples=300, deadline=None)
@given(numbers)
def test_a_number_spelled_out_is_the_figure_of_its_cell(cell: str) -> None:
    plain, full = both_ways(["Ref", "Actual"], {"Actual": cell}, CouncilWords())
    assert isinstance(plain.cells, HeadedRow)
    spelled = plain.cells.decimal("Actual") if "Actual" in plain.held else None

    if spelled is not None:
        value, number_format = spelled
        made = full.cells["Actual"]
        assert (made.kind, made.number_format) == ("number", number_format)
        with_percent = made.number_format == "0.0%"
        assert repr(value * 100 if with_percent else value) == repr(figure_of(made).value)


@settings(max_examples=600, deadline=None)
@given(st.dictionaries(st.sampled_from(REGISTER), cells, max_size=9), council)
def test_a_measure_is_read_as_its_cells_are(typed: dict[str, str], words: CouncilWords) -> None:
    plain, full = both_ways(REGISTER, {layout.REF: inline("M.1"), **typed}, words)

    measure, in_full = measure_from(plain), measure_from(full)
    assert repr(measure) == repr(in_full)
    assert outcome(plain, measure) == outcome(full, in_full)


@settings(max_examples=600, deadline=None)
@given(st.dictionaries(st.sampled_from(QUARTER[7:14]), cells, max_size=4), cells, units)
def test_a_reading_is_read_as_its_cells_are(
    typed: dict[str, str], actual: str, unit: AnyUnit | None
) -> None:
    row = {layout.REF: inline("M.1"), **typed, layout.ACTUAL: actual}
    plain, full = both_ways(QUARTER, row, CouncilWords())
    period = Quarter(2021, 3)

    reading, in_full = reading_from(plain, period, unit), full_reading(full, period, unit)
    assert repr(reading) == repr(in_full)
    assert outcome(plain, reading) == outcome(full, in_full)


@settings(max_examples=300, deadline=None)
@given(cells, council)
def test_a_choice_is_read_as_its_cell_is(cell: str, words: CouncilWords) -> None:
    plain, full = both_ways(REGISTER, {layout.POLARITY: cell}, words)

    chosen = [row.choice(layout.POLARITY, Polarity, "polarity-unknown") for row in (plain, full)]
    assert chosen[0] is chosen[1]
    assert outcome(plain, None) == outcome(full, None)


@pytest.mark.parametrize("unit", [None, Unit.COUNT, CountedIn(Unit.PERCENT, "%")])
def test_no_cell_is_made_of_a_plain_number(unit: AnyUnit | None) -> None:
    plain, _ = both_ways(["Ref", "Actual"], {"Actual": ' s="9"><v>0.5</v></c>'}, CouncilWords())
    row: Any = plain.cells

    assert plain.number("Actual", unit) == (Decimal("0.5") if unit is Unit.COUNT else 50)
    assert row._row._made == {}


def test_the_words_of_a_choice_are_looked_up_once_and_its_finding_is_told_each_time() -> None:
    for _ in range(2):
        plain, _ = both_ways(REGISTER, {layout.POLARITY: inline("sideways")}, CouncilWords())
        assert plain.choice(layout.POLARITY, Polarity, "polarity-unknown") is None
        assert [finding.code for finding in plain.findings] == ["polarity-unknown"]
